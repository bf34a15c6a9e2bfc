//! The drain that nothing comes out of.

use core::ptr::{NonNull, null_mut};

use super::drain::{Drain, Region, Sealed};

/// Throws everything away.
///
/// It stands in while an `Out` has been moved out of where it is kept.
pub(super) struct Void;

impl Void {
    /// Returns a drain that is valid for ever.
    pub(super) fn forever<'o>() -> NonNull<dyn Drain + 'o> {
        NonNull::<Self>::dangling()
    }
}

impl Sealed for Void {}

// SAFETY: the region has no bytes.
unsafe impl Drain for Void {
    fn open(&mut self) -> Region {
        Region { at: null_mut(), end: null_mut() }
    }

    /// # Safety
    ///
    /// That of [`Drain::commit`].
    unsafe fn commit(&mut self, _: *mut u8) {}

    fn reserve(&mut self, _: usize) {}

    fn push(&mut self, _: &str) {}
}
