//! Components that are constructed in the memory of a render, and not on the stack of the thread.
//!
//! # Safety
//!
//! The number in SAFETY comments is that of the invariant in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the place of a component is trusted")]

use crate::{
    error::ErrorKind,
    template::Template,
    vm::template_part::{TemplateParts, part_at},
};
use core::{alloc::Layout, ptr::NonNull};

/// Drops the value at a place.
///
/// # Safety
///
/// A value of the type must be at the place, and must not be used afterwards.
type DropFn = unsafe fn(NonNull<u8>);

/// A component that has been moved to the memory of a render. The memory does not drop it.
pub struct Placed {
    pub(super) parts: TemplateParts<'static>,
    place: NonNull<u8>,
    drop: DropFn,
}

impl Drop for Placed {
    fn drop(&mut self) {
        // SAFETY: the component is at the place, and its program has ended (invariant 29).
        unsafe { (self.drop)(self.place) };
    }
}

/// Memory for a component.
pub trait Placement {
    /// Returns memory for the component.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ChunkMemoryFull`] if there is none.
    fn allocate(&mut self, layout: Layout) -> Result<NonNull<u8>, ErrorKind>;

    /// Keeps the component that has been moved there.
    fn keep(&mut self, placed: Placed);
}

/// Moves a component to the memory of a render, which runs its program later.
///
/// # Errors
///
/// Returns [`ErrorKind::ChunkMemoryFull`] if there is no room.
///
/// # Safety
///
/// The component must borrow only from the arguments of its call, and from values that live longer than the render.
#[cold]
#[inline(never)]
pub unsafe fn place_component<T: Template>(
    component: T,
    placement: &mut dyn Placement,
) -> Result<(), ErrorKind> {
    /// Drops a component.
    ///
    /// # Safety
    ///
    /// See [`DropFn`].
    unsafe fn drop_at<T>(place: NonNull<u8>) {
        // SAFETY: the caller's promise.
        unsafe { place.cast::<T>().drop_in_place() };
    }

    let place = placement.allocate(Layout::new::<T>())?;
    // SAFETY: there is room for the component, aligned. The values that it borrows from (the caller's promise), and its place, are
    // kept until it has been dropped (invariant 29).
    let parts = unsafe {
        place.cast::<T>().write(component);
        TemplateParts::new(place.as_ptr(), part_at::<T>)
    };
    placement.keep(Placed { parts, place, drop: drop_at::<T> });
    Ok(())
}
