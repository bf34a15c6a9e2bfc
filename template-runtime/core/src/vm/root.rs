//! The data of a program that runs.
//!
//! # Safety
//!
//! The number in SAFETY comments is that of the invariant in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the place of the data is trusted")]

use super::program::Program;
#[cfg(not(feature = "alloc"))]
use crate::data::ErasedLayout;
use crate::data::{LayoutRef, Value, root_at};

/// The data of a template: its value, or its place if the program was linked to its layout.
#[derive(Clone, Copy)]
pub struct Root<'v> {
    /// The value, unless there is a place.
    value: Value<'v>,
    /// The layout of the value at the place.
    layout: Option<LayoutRef>,
    /// The place of data that lives for `'v` and has the type that the program was linked to, if there is a layout;
    /// otherwise null.
    place: *const u8,
}

impl<'v> Root<'v> {
    /// Creates the data of a program that was linked to its type.
    ///
    /// # Safety
    ///
    /// Data of the type that the program was linked to must be at `place`, and must live for `'v`. It has the layout.
    #[inline]
    pub(super) const unsafe fn new(layout: LayoutRef, place: *const u8) -> Self {
        Self { value: Value::Null, layout: Some(layout), place }
    }

    /// Returns the data of a program, which is null if the place is null.
    ///
    /// # Safety
    ///
    /// The place must be null, or data of the type that the program was linked to must be there, and must live for `'v`.
    #[inline]
    pub(super) unsafe fn of_program(program: &Program<'_>, place: *const u8) -> Self {
        match program.tables.data {
            // SAFETY: the caller's promise. The layout of the data is that of the program.
            Some(layout) if !place.is_null() => unsafe { Self::new(layout, place) },
            _ => Self::from(Value::Null),
        }
    }

    /// Returns the value. It is made where it is needed: there it is written to memory once.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn value(&self) -> Value<'v> {
        match self.layout {
            // SAFETY: data with this layout is at the place, and lives for `'v` (invariant 20).
            Some(layout) => unsafe { root_at(layout, self.place) },
            None => self.value,
        }
    }

    #[inline]
    pub(crate) fn place(&self) -> *const u8 {
        self.place
    }
}

/// Returns `true` if a program that reads only leaves may read the data with this layout as a value, because it is not a struct.
#[cfg(not(feature = "alloc"))]
pub(super) const fn reads_root(layout: Option<LayoutRef>) -> bool {
    !matches!(layout, Some(layout) if matches!(layout.get(), ErasedLayout::Struct(_)))
}

impl<'v> From<Value<'v>> for Root<'v> {
    fn from(value: Value<'v>) -> Self {
        Self { value, layout: None, place: core::ptr::null() }
    }
}
