//! Type-erased layouts, which the VM follows from a place to the values in it.
//!
//! They are created by [`Layout`](super::Layout), which proves that they describe the type.
//!
//! # Safety
//!
//! A *place* is the address of a value of the type with a layout. The numbers in SAFETY comments
//! refer to the invariants in `ARCHITECTURE.md`.
#![allow(
    unsafe_code,
    reason = "a layout without its type has functions that trust what lies at a place"
)]

use super::{
    collection::ListData,
    entries::Entries,
    enum_layout::EnumLayout,
    identity::{AnySlice, type_identity},
    object::ObjectData,
    shape::{Shape, ShapeRef},
    template_data::TemplateLayout,
    value::Value,
};
use crate::output::COMPACT;
use core::{any::TypeId, mem::transmute};
use template_bytecode::Leaf;

/// Returns the value at a place, whose lifetime the caller chooses.
///
/// # Safety
///
/// A value of the type must be at the place, and must live for as long as the result is used.
pub(crate) type ValueFn = unsafe fn(*const u8) -> Value<'static>;

/// Returns the place to which a pointer, an option or a field of an enum at a place leads; null if there is none.
///
/// # Safety
///
/// A value of the type must be at the place.
pub(crate) type StepFn = unsafe fn(*const u8) -> *const u8;

/// A step to the target of a pointer or to the content of an option.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The function that makes the step.
    pub(crate) to: StepFn,
    /// Whether the address to which the step leads is at the place: null if it leads nowhere.
    pub(crate) is_address: bool,
}

impl Step {
    /// The step from the address of a value to the value.
    pub(super) const ADDRESS: Self = {
        /// Returns the address at a place.
        ///
        /// # Safety
        ///
        /// An address must be there.
        #[inline]
        unsafe fn address_at(place: *const u8) -> *const u8 {
            // SAFETY: the caller's promise.
            unsafe { *place.cast::<*const u8>() }
        }

        Self { to: address_at, is_address: true }
    };

    /// Creates the step that a function makes.
    pub(crate) const fn by(to: StepFn) -> Self {
        Self { to, is_address: false }
    }

    /// Returns the place to which the step leads from a place; null if it leads nowhere.
    ///
    /// # Safety
    ///
    /// A value of the type with this step must be at the place.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn follow(self, place: *const u8) -> *const u8 {
        // SAFETY: the caller's promise; an address is at the place, if the step is that to it.
        unsafe {
            if !COMPACT && self.is_address { *place.cast::<*const u8>() } else { (self.to)(place) }
        }
    }
}

/// The layout of a type, without the type: how a place is read.
#[derive(Debug)]
pub enum ErasedLayout {
    /// A type whose values are read as a whole, by a function.
    #[doc(hidden)]
    Opaque(ValueFn),
    /// A scalar or text.
    #[doc(hidden)]
    Leaf(Leaf),
    /// A struct, whose fields have their own layouts. Its value is an object.
    #[doc(hidden)]
    Struct(StructLayout),
    /// A type that implements [`ObjectData`]. Its value is an object.
    #[doc(hidden)]
    Object(ObjectFunctions),
    /// An enum of the derive macro. Its value is an object.
    #[doc(hidden)]
    Enum(EnumLayout),
    /// A pointer, which has the value of its target. The step leads to the target, which has the layout, and never nowhere.
    #[doc(hidden)]
    Pointer(Step, LayoutRef),
    /// An option, which has the value of its content. The step leads to the content, or to its target if that is a pointer,
    /// which has the layout.
    #[doc(hidden)]
    Optional(Step, LayoutRef),
    /// A `transparent` struct, which has the value of its only field.
    #[doc(hidden)]
    Inner(ErasedField),
    /// A template. Its value is an object that can be printed.
    #[doc(hidden)]
    Template(TemplateLayout),
    /// A list whose items are contiguous in memory, and have their own layout.
    #[doc(hidden)]
    Slice(SliceLayout),
    /// A type that implements [`ListData`]. Its value is a list.
    #[doc(hidden)]
    List(ListFunctions),
}

// SAFETY: an `ErasedLayout` has no interior mutability (invariant 18). Written by hand because rustc would prove it from the
// types of all fields, for the static items of each template.
unsafe impl Sync for ErasedLayout {}

/// The layout of a struct.
#[derive(Debug)]
pub struct StructLayout {
    pub(crate) shape: ShapeRef,
    /// The fields, in the order of the shape.
    pub(crate) fields: &'static [ErasedField],
    /// Returns the identity of the type.
    pub(crate) identity: fn() -> TypeId,
}

/// The functions of [`ObjectData`] for a type.
///
/// # Safety
///
/// An object of the type must be at the place that they are passed, and must live for as long as their results,
/// whose lifetime the caller chooses, are used.
#[derive(Debug)]
pub struct ObjectFunctions {
    pub(crate) shape: unsafe fn(*const u8) -> &'static Shape,
    pub(crate) field: unsafe fn(*const u8, usize) -> Value<'static>,
    pub(crate) text: unsafe fn(*const u8) -> Option<&'static str>,
    pub(crate) variant_fields: unsafe fn(*const u8) -> Option<&'static [&'static str]>,
    /// Returns the identity of the type.
    pub(crate) identity: fn() -> TypeId,
}

impl ObjectFunctions {
    #[inline]
    pub(super) const fn of<T: ObjectData>() -> Self {
        /// Returns the shape.
        ///
        /// # Safety
        ///
        /// See [`ObjectFunctions`].
        #[inline]
        unsafe fn shape<T: ObjectData>(place: *const u8) -> &'static Shape {
            // SAFETY: the caller's promise.
            unsafe { (*place.cast::<T>()).shape() }
        }
        /// Returns the field at an index.
        ///
        /// # Safety
        ///
        /// See [`ObjectFunctions`].
        #[inline]
        unsafe fn field<T: ObjectData>(place: *const u8, index: usize) -> Value<'static> {
            // SAFETY: the caller's promise.
            unsafe { transmute::<Value<'_>, Value<'static>>((*place.cast::<T>()).field(index)) }
        }
        /// Returns the text of a printable object.
        ///
        /// # Safety
        ///
        /// See [`ObjectFunctions`].
        #[inline]
        unsafe fn text<T: ObjectData>(place: *const u8) -> Option<&'static str> {
            // SAFETY: the caller's promise.
            unsafe { (*place.cast::<T>()).text() }
        }
        /// Returns the names of the fields of an enum's variant.
        ///
        /// # Safety
        ///
        /// See [`ObjectFunctions`].
        #[inline]
        unsafe fn variant_fields<T: ObjectData>(
            place: *const u8,
        ) -> Option<&'static [&'static str]> {
            // SAFETY: the caller's promise.
            unsafe { (*place.cast::<T>()).variant_fields() }
        }
        Self {
            shape: shape::<T>,
            field: field::<T>,
            text: text::<T>,
            variant_fields: variant_fields::<T>,
            identity: type_identity::<T>,
        }
    }
}

/// The layout of a list with contiguous items.
#[derive(Debug)]
pub struct SliceLayout {
    /// Returns the place of the first item of the list at a place, and the number of items.
    ///
    /// # Safety
    ///
    /// A list of the type must be at the place.
    pub(crate) items: unsafe fn(*const u8) -> (*const u8, usize),
    /// The size of an item in bytes.
    pub(crate) stride: usize,
    pub(crate) item: LayoutRef,
    /// Returns the identity of the type of the list.
    pub(crate) identity: fn() -> TypeId,
    /// Returns the identity of the type of the items.
    pub(crate) item_identity: fn() -> TypeId,
    /// The layout without identities and the layout of the items, for a program that only loops over them; none in that
    /// layout itself.
    #[cfg(not(feature = "alloc"))]
    pub(crate) without_types: Option<LayoutRef>,
}

impl SliceLayout {
    /// Returns the place to which a loop binds its item: the item itself, or its target if it is a pointer, which is then
    /// followed only once for each item. Returns the function that leads to the target, and the layout of the value there.
    /// Without a heap, it is always the item itself, which takes less code.
    pub(crate) const fn bound_item(&self) -> (Option<StepFn>, LayoutRef) {
        match self.item.get() {
            ErasedLayout::Pointer(step, target) if !COMPACT => (Some(step.to), *target),
            _ => (None, self.item),
        }
    }
}

/// The type of the values at a place in a layout without types. It is uninhabited.
#[cfg(not(feature = "alloc"))]
pub(super) enum Untyped {}

/// The functions of [`ListData`] for a type.
///
/// # Safety
///
/// A list of the type must be at the place that they are passed, and must live for as long as their results, whose
/// lifetime the caller chooses, are used.
#[derive(Debug)]
pub struct ListFunctions {
    pub(crate) count: unsafe fn(*const u8) -> usize,
    pub(crate) item: unsafe fn(*const u8, usize, &mut Value<'static>) -> bool,
    /// Returns an iterator over the items; `None` if lists of the type never have one.
    pub(crate) items: Option<unsafe fn(*const u8) -> Option<Entries<'static>>>,
    /// Returns the items if they are contiguous in memory.
    pub(crate) slice: unsafe fn(*const u8) -> Option<AnySlice<'static>>,
    /// Returns the identity of the type.
    pub(crate) identity: fn() -> TypeId,
}

impl ListFunctions {
    #[inline]
    const fn of<T: ListData>() -> Self {
        /// Returns the number of items.
        ///
        /// # Safety
        ///
        /// See [`ListFunctions`].
        #[inline]
        unsafe fn count<T: ListData>(place: *const u8) -> usize {
            // SAFETY: the caller's promise.
            unsafe { (*place.cast::<T>()).count() }
        }
        /// Writes the item at an index; returns `false` if there is none.
        ///
        /// # Safety
        ///
        /// See [`ListFunctions`].
        #[inline]
        unsafe fn item<T: ListData>(
            place: *const u8,
            index: usize,
            item: &mut Value<'static>,
        ) -> bool {
            // SAFETY: the caller's promise.
            unsafe {
                let item = transmute::<&mut Value<'static>, &mut Value<'_>>(item);
                (*place.cast::<T>()).item(index, item)
            }
        }
        /// Returns an iterator over the items, if the list has one.
        ///
        /// # Safety
        ///
        /// See [`ListFunctions`].
        unsafe fn items<T: ListData>(place: *const u8) -> Option<Entries<'static>> {
            // SAFETY: the caller's promise.
            unsafe {
                transmute::<Option<Entries<'_>>, Option<Entries<'static>>>(
                    (*place.cast::<T>()).items(),
                )
            }
        }
        /// Returns the items if they are contiguous in memory.
        ///
        /// # Safety
        ///
        /// See [`ListFunctions`].
        unsafe fn slice<T: ListData>(place: *const u8) -> Option<AnySlice<'static>> {
            // SAFETY: the caller's promise.
            unsafe {
                transmute::<Option<AnySlice<'_>>, Option<AnySlice<'static>>>(
                    (*place.cast::<T>()).slice(),
                )
            }
        }
        let items: Option<unsafe fn(*const u8) -> Option<Entries<'static>>> =
            if T::HAS_ITERATOR { Some(items::<T>) } else { None };
        Self {
            count: count::<T>,
            item: item::<T>,
            items,
            slice: slice::<T>,
            identity: type_identity::<T>,
        }
    }
}

/// The layout of an object that is read by the functions of its type.
///
/// Inlined with the functions: only where unrolled code sees the table can LLVM call them directly.
#[inline]
pub(crate) const fn object_layout<T: ObjectData>() -> &'static ErasedLayout {
    const { &ErasedLayout::Object(ObjectFunctions::of::<T>()) }
}

/// The layout of a list that is read by the functions of its type; see [`object_layout`] for inlining.
#[inline]
pub(crate) const fn list_layout<T: ListData>() -> &'static ErasedLayout {
    const { &ErasedLayout::List(ListFunctions::of::<T>()) }
}

/// A field of a struct: its offset in bytes, and its layout.
#[derive(Clone, Copy, Debug)]
pub struct ErasedField {
    pub(crate) offset: u32,
    pub(crate) layout: LayoutRef,
}

/// A reference to a layout. It is a raw pointer for the same reason as
/// [`ShapeRef`](super::ShapeRef).
#[derive(Clone, Copy, Debug)]
pub struct LayoutRef(*const ErasedLayout);

impl LayoutRef {
    pub(crate) const fn new(layout: &'static ErasedLayout) -> Self {
        Self(layout)
    }

    /// The layout of a value that is null.
    pub(crate) const NO_DATA: Self = {
        /// Returns null.
        ///
        /// # Safety
        ///
        /// It is always safe: the place is not read.
        unsafe fn null_value(_: *const u8) -> Value<'static> {
            Value::Null
        }

        static NO_DATA: ErasedLayout = ErasedLayout::Opaque(null_value);

        Self::new(&NO_DATA)
    };

    /// Returns the layout for a program that reads only leaves, and otherwise only tests whether there is a value, or loops over
    /// items: without the type, the shape and the fields, which would take memory.
    #[cfg(not(feature = "alloc"))]
    pub(crate) const fn without_types(self) -> Self {
        static OBJECT: ErasedLayout = ErasedLayout::Struct(StructLayout {
            shape: ShapeRef::ANY,
            fields: &[],
            identity: type_identity::<Untyped>,
        });

        match self.get() {
            ErasedLayout::Slice(SliceLayout { without_types: Some(layout), .. }) => *layout,
            ErasedLayout::Struct(_)
            | ErasedLayout::Object(_)
            | ErasedLayout::Enum(_)
            | ErasedLayout::Template(_) => Self::new(&OBJECT),
            _ => self,
        }
    }

    pub(crate) const fn get(self) -> &'static ErasedLayout {
        // SAFETY: `new` is the only constructor, so the pointer comes from a `&'static ErasedLayout`
        // (invariant 17).
        unsafe { &*self.0 }
    }

    /// Returns the layout inside of all pointers and options.
    pub(crate) const fn peel(self) -> &'static ErasedLayout {
        let mut layout = self.get();
        while let ErasedLayout::Pointer(_, inner)
        | ErasedLayout::Optional(_, inner)
        | ErasedLayout::Inner(ErasedField { layout: inner, .. }) = layout
        {
            layout = inner.get();
        }
        layout
    }
}

// SAFETY: a `LayoutRef` is a shared reference to immutable data: `ErasedLayout` has no interior
// mutability (invariant 18).
unsafe impl Send for LayoutRef {}
// SAFETY: see `Send`.
unsafe impl Sync for LayoutRef {}
