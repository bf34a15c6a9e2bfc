//! Layouts of types with fields, from the offsets and the types that rustc supplies: tuples, and the structs of the
//! derive macro and of `template!`.
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
    erased_layout::{ErasedField, ErasedLayout, LayoutRef, StructLayout},
    identity::type_identity,
    layout::{Layout, LayoutOf, known},
    place::root_at,
    shape::ShapeRef,
    value::Value,
    with::{WithField, value_with},
};
use core::{
    any::TypeId,
    mem::{MaybeUninit, transmute},
};

/// Returns the layout of a field of `S`, given pointers to an `S`, which need not be initialized, and to the field
/// in it. The type of the second is how rustc knows the type of the field.
///
/// # Safety
///
/// The second pointer is derived from the first, and leads to a field.
#[doc(hidden)]
#[must_use]
pub const unsafe fn layout_field<S, F>(
    of: *const S,
    field: *const F,
    layout: Layout<F>,
) -> ErasedField {
    // SAFETY: both pointers are in the same object, by the caller's promise.
    // (Casts with `as`, because each call takes rustc long.)
    let offset = unsafe { (field as *const u8).offset_from(of as *const u8) };
    // As 64 bits, because the largest `u32` is -1 as an `isize` of 32 bits.
    assert!(offset as i64 <= u32::MAX as i64, "a struct that a template reads is at most 4 GiB");
    // The layout is not known if the type is not `Data`, which rustc reports as an error elsewhere.
    ErasedField { offset: offset as u32, layout: known(layout) }
}

/// Returns the layout of a field of `S` that is read as the result of a function. The function takes the
/// whole struct, so that the field has the place of the struct.
#[doc(hidden)]
#[must_use]
#[inline]
pub const fn layout_with<S: WithField<FIELD>, const FIELD: usize>() -> ErasedField {
    let layout = LayoutRef::new(const { &ErasedLayout::Opaque(made_value::<S, FIELD>) });
    ErasedField { offset: 0, layout }
}

/// Returns the layout of a struct with fields.
///
/// # Safety
///
/// `shape` is the shape of `S`, and the fields are [`layout_field`]s of `S`, in the order of the shape.
#[doc(hidden)]
#[must_use]
pub const unsafe fn layout_object<S>(
    shape: ShapeRef,
    fields: &'static [ErasedField],
) -> ErasedLayout {
    ErasedLayout::Struct(StructLayout { shape, fields, identity: type_identity::<S> })
}

/// Returns the layout of a struct like [`layout_object`]. With the lifetimes `'static`, its identity comes from the standard
/// library, so that a build without optimization has fewer functions for each struct.
///
/// # Safety
///
/// The requirements of [`layout_object`] apply.
#[doc(hidden)]
#[must_use]
pub const unsafe fn layout_static_object<S: 'static>(
    shape: ShapeRef,
    fields: &'static [ErasedField],
) -> ErasedLayout {
    ErasedLayout::Struct(StructLayout { shape, fields, identity: TypeId::of::<S> })
}

/// Returns the layout of a `transparent` struct.
///
/// # Safety
///
/// The field is a [`layout_field`] of `S`.
#[doc(hidden)]
#[must_use]
pub const unsafe fn layout_transparent<S>(field: ErasedField) -> ErasedLayout {
    ErasedLayout::Inner(field)
}

/// Reads the result of a function of a field.
///
/// # Safety
///
/// An `S` must be at `place`, and must live for as long as the result is used.
unsafe fn made_value<S: WithField<FIELD>, const FIELD: usize>(place: *const u8) -> Value<'static> {
    // SAFETY: the caller's promise; it also chooses the lifetime.
    unsafe {
        let value = value_with::<S, FIELD>(&*place.cast::<S>());
        transmute::<Value<'_>, Value<'static>>(value)
    }
}

impl<T> Layout<T> {
    /// Returns a value of the type, which is an object if this is the layout of a struct; null if the layout is not known.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub fn object(self, of: &T) -> Value<'_> {
        // Written without further calls: a build without optimization has a function of each for each template.
        let layout = match self.erase() {
            Some(layout) => layout,
            None => LayoutRef::NO_DATA,
        };
        // SAFETY: the value has the layout (invariant 19).
        unsafe { root_at(layout, of as *const T as *const u8) }
    }

    /// Returns the field of a struct at `index`, and null if `index` is out of range.
    #[doc(hidden)]
    #[must_use]
    pub fn field(self, of: &T, index: usize) -> Value<'_> {
        match self.object(of) {
            Value::Object(object) => object.field(index),
            _ => Value::Null,
        }
    }
}

macro_rules! tuples {
    ($($ty:ty: $($param:ident $index:tt)*;)*) => { $(
        impl<$($param: Data),*> Layout<$ty> {
            /// The layout of a tuple.
            pub(crate) const TUPLE: Self = Self::new(const {
                // SAFETY: these are the fields in the order of the shape, each with its own offset.
                &unsafe {
                    layout_object::<$ty>(
                        <$ty as Data>::SHAPE,
                        const {
                            let tuple = MaybeUninit::<$ty>::uninit();
                            let tuple = tuple.as_ptr();
                            &[$(layout_field(
                                tuple,
                                &raw const (*tuple).$index,
                                LayoutOf::<$param>::LAYOUT,
                            )),*]
                        },
                    )
                }
            });
        }
    )* };
}

tuples! {
    (A,): A 0;
    (A, B): A 0 B 1;
    (A, B, C): A 0 B 1 C 2;
    (A, B, C, D): A 0 B 1 C 2 D 3;
    (A, B, C, D, E): A 0 B 1 C 2 D 3 E 4;
    (A, B, C, D, E, F): A 0 B 1 C 2 D 3 E 4 F 5;
    (A, B, C, D, E, F, G): A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    (A, B, C, D, E, F, G, H): A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
}
