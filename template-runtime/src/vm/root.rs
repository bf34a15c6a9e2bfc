//! The data of a program that runs.
#![allow(unsafe_code, reason = "the place of the data is trusted")]

use crate::data::Value;

/// The data of a template: its value, and its place if the program was linked to its layout.
#[derive(Clone, Copy)]
pub struct Root<'v> {
    value: Value<'v>,
    /// Null, or the place of data that lives for `'v` and has the type that the program was linked to.
    place: *const u8,
}

impl<'v> Root<'v> {
    /// Creates the data of a program that was linked to its type.
    ///
    /// # Safety
    ///
    /// Data of the type that the program was linked to lies at `place`, and lives for `'v`. `value` is its
    /// value.
    #[inline]
    pub(super) const unsafe fn new(value: Value<'v>, place: *const u8) -> Self {
        Self { value, place }
    }

    pub(crate) fn value(self) -> Value<'v> {
        self.value
    }

    pub(crate) fn place(self) -> *const u8 {
        self.place
    }
}

impl<'v> From<Value<'v>> for Root<'v> {
    fn from(value: Value<'v>) -> Self {
        Self { value, place: core::ptr::null() }
    }
}
