//! Layouts of enums: the places of the fields of their variants.
//!
//! # Safety
//!
//! The words and the numbers of SAFETY comments are explained in [`layout`](super::layout).
#![allow(
    unsafe_code,
    reason = "a layout is the proof that a place may be read as a value of its type"
)]

use super::{
    Data,
    erased_layout::{ErasedLayout, LayoutRef, ObjectFunctions, StepFn},
    layout::Layout,
    object::ObjectData,
    place::value_at,
    value::Value,
};

/// The layout of an enum. It has the fields of all variants, and a field for each variant.
#[derive(Debug)]
pub struct EnumLayout {
    pub(crate) functions: ObjectFunctions,
    /// The fields, in the order of the shape; `None` for a field that is read by a function, such as one of which the type
    /// depends on the variant.
    fields: &'static [Option<VariantField>],
}

/// A field of an enum that has a place.
#[derive(Clone, Copy, Debug)]
pub struct VariantField {
    /// Returns the place of the field; null if the value is of a variant without it.
    pub(crate) to: StepFn,
    pub(crate) layout: LayoutRef,
}

impl EnumLayout {
    /// Returns the name of the variant of a value; `None` if the variant has fields.
    ///
    /// # Safety
    ///
    /// An enum with this layout must be at `place`, and must live for as long as the result is used.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) unsafe fn name_of_variant<'v>(&self, place: *const u8) -> Option<&'v str> {
        // SAFETY: the caller's promise.
        unsafe { (self.functions.text)(place) }
    }

    /// Returns the field at `index`, if it has a place.
    pub(crate) const fn field(&self, index: usize) -> Option<VariantField> {
        if index < self.fields.len() { self.fields[index] } else { None }
    }
}

/// Returns the layout of an enum.
///
/// # Safety
///
/// The fields are [`variant_field`]s of `T`, in the order of the shape.
#[doc(hidden)]
#[must_use]
#[inline]
pub const unsafe fn layout_enum<T: ObjectData>(
    fields: &'static [Option<VariantField>],
) -> ErasedLayout {
    ErasedLayout::Enum(EnumLayout { functions: ObjectFunctions::of::<T>(), fields })
}

/// Returns the field at `INDEX` of an enum, with this layout; `None` if the layout is not known.
///
/// # Safety
///
/// For this index, `T::__field_place` returns null, or the place of an `F` that is part of `self`, or lives for `'static`.
#[doc(hidden)]
#[must_use]
#[inline]
pub const unsafe fn variant_field<T: ObjectData, F, const INDEX: usize>(
    layout: Layout<F>,
) -> Option<VariantField> {
    /// Returns the place of the field.
    ///
    /// # Safety
    ///
    /// A `T` must be at the place.
    unsafe fn field_place<T: ObjectData, const INDEX: usize>(place: *const u8) -> *const u8 {
        // SAFETY: the caller's promise.
        unsafe { (*place.cast::<T>()).__field_place(INDEX) }
    }
    match layout.erase() {
        Some(layout) => Some(VariantField { to: field_place::<T, INDEX>, layout }),
        None => None,
    }
}

/// Returns the place of a field, for `ObjectData::__field_place`.
#[doc(hidden)]
#[must_use]
#[inline]
pub const fn place_of<T>(field: &T) -> *const u8 {
    core::ptr::from_ref(field).cast()
}

/// Returns the value of the field at `index` of an enum, if the field has a place, and null otherwise: what
/// `ObjectData::field` returns for most fields.
#[doc(hidden)]
#[must_use]
#[inline]
pub fn value_of_field<T: Data>(object: &T, index: usize) -> Value<'_> {
    let Some(ErasedLayout::Enum(layout)) = T::LAYOUT.erase().map(LayoutRef::get) else {
        return Value::Null;
    };
    let Some(field) = layout.field(index) else { return Value::Null };
    // SAFETY: the layout describes the type (invariant 19), and the object lives as long as the result.
    unsafe {
        let place = (field.to)(place_of(object));
        if place.is_null() { Value::Null } else { value_at(field.layout, place) }
    }
}
