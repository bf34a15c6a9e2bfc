//! Reading from a place: values, and the contents of lists and objects.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "layouts prove what lies at a place")]

use super::{
    collection::{List, ListData},
    entries::Entries,
    enum_layout::EnumLayout,
    erased_layout::{
        ErasedLayout, LayoutRef, ListFunctions, ObjectFunctions, StepFn, list_layout, object_layout,
    },
    identity::{AnyRef, AnySlice, WithLifetime},
    leaf::leaf_value,
    object::{Object, ObjectData},
    shape::{ANY, Shape},
    template_data::{NestedTemplate, TemplateLayout},
    value::Value,
};
use core::{marker::PhantomData, mem::transmute};

/// Returns the value of the data of a template, which is a struct for most templates.
///
/// # Safety
///
/// The requirements of [`value_at`].
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) unsafe fn root_at<'v>(layout: LayoutRef, place: *const u8) -> Value<'v> {
    // SAFETY: the caller's promise.
    unsafe {
        match layout.get() {
            layout @ ErasedLayout::Struct(_) => {
                Value::Object(Object(ErasedRef::new(layout, place)))
            }
            _ => value_at(layout, place),
        }
    }
}

/// Returns the value at a place.
///
/// # Safety
///
/// A value of the type with this layout must be at `place`, and must live for `'v`.
pub(crate) unsafe fn value_at<'v>(layout: LayoutRef, place: *const u8) -> Value<'v> {
    let (mut layout, mut place) = (layout, place);
    // SAFETY: the caller's promise, for the first iteration; the function of a step and the offset of a
    // field lead to a value of the type with the inner layout, which lives as long (invariant 19).
    unsafe {
        loop {
            match layout.get() {
                ErasedLayout::Pointer(step, inner) | ErasedLayout::Optional(step, inner) => {
                    place = step.follow(place);
                    if place.is_null() {
                        return Value::Null;
                    }
                    layout = *inner;
                }
                ErasedLayout::Inner(field) => {
                    place = place.add(field.offset as usize);
                    layout = field.layout;
                }
                _ => return value_at_known(layout, place),
            }
        }
    }
}

/// Returns the value at a place, like [`value_at`]. It is inlined, for a layout that is known where it is called.
///
/// # Safety
///
/// The requirements of [`value_at`].
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) unsafe fn value_at_known<'v>(layout: LayoutRef, place: *const u8) -> Value<'v> {
    // SAFETY: the caller's promise.
    unsafe {
        match layout.get() {
            ErasedLayout::Leaf(leaf) => leaf_value(place, *leaf),
            ErasedLayout::Opaque(value) => value(place),
            layout @ (ErasedLayout::Struct(_)
            | ErasedLayout::Object(_)
            | ErasedLayout::Enum(_)
            | ErasedLayout::Template(_)) => Value::Object(Object(ErasedRef::new(layout, place))),
            layout @ (ErasedLayout::Slice(_) | ErasedLayout::List(_)) => {
                Value::List(List(ErasedRef::new(layout, place)))
            }
            ErasedLayout::Pointer(..) | ErasedLayout::Optional(..) | ErasedLayout::Inner(_) => {
                value_at(layout, place)
            }
        }
    }
}

/// Returns the list at a place if its items are contiguous, and it is not behind a pointer or an option.
///
/// # Safety
///
/// The requirements of [`value_at`].
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) unsafe fn slice_at<'v>(layout: LayoutRef, place: *const u8) -> Option<List<'v>> {
    match layout.get() {
        // SAFETY: the caller's promise.
        layout @ ErasedLayout::Slice(_) => Some(List(unsafe { ErasedRef::new(layout, place) })),
        _ => None,
    }
}

/// Returns the template at a place, if it is not behind a pointer or an option.
///
/// # Safety
///
/// The requirements of [`value_at`].
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) unsafe fn template_at<'v>(
    layout: LayoutRef,
    place: *const u8,
) -> Option<NestedTemplate<'v>> {
    match layout.get() {
        // SAFETY: the caller's promise.
        ErasedLayout::Template(layout) => Some(unsafe { NestedTemplate::new(layout, place) }),
        _ => None,
    }
}

/// A reference to an object ([`AnyObject`]) or a list ([`AnyList`]) without its type: the place and the
/// layout, in the size of a reference to a trait object. A vtable would be machine code for each
/// type; a layout is a table that one function reads.
pub(crate) struct ErasedRef<'v, D> {
    place: *const u8,
    layout: &'static ErasedLayout,
    data: PhantomData<&'v D>,
}

/// Marks a reference to a value of any type with [`ObjectData`].
pub(crate) enum AnyObject {}

/// Marks a reference to a value of any type with [`ListData`].
pub(crate) enum AnyList {}

impl<D> Clone for ErasedRef<'_, D> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<D> Copy for ErasedRef<'_, D> {}

impl<D> ErasedRef<'_, D> {
    /// Creates a reference.
    ///
    /// # Safety
    ///
    /// A value of the type with this layout must be at `place`, and must live for `'v`.
    #[inline]
    const unsafe fn new(layout: &'static ErasedLayout, place: *const u8) -> Self {
        Self { place, layout, data: PhantomData }
    }

    /// Returns the place of the object or the list.
    #[inline]
    pub(crate) const fn place(self) -> *const u8 {
        self.place
    }
}

impl<'v> ErasedRef<'v, AnyObject> {
    #[inline]
    pub(crate) fn object<T: ObjectData>(data: &'v T) -> Self {
        // SAFETY: the layout is the layout of the type (invariant 19).
        unsafe { Self::new(object_layout::<T>(), core::ptr::from_ref(data).cast()) }
    }

    /// Returns the functions of the type, if the object is read by them.
    #[inline]
    const fn functions(self) -> Option<&'static ObjectFunctions> {
        match self.layout {
            ErasedLayout::Object(functions) | ErasedLayout::Enum(EnumLayout { functions, .. }) => {
                Some(functions)
            }
            _ => None,
        }
    }

    #[inline]
    pub(crate) fn shape(self) -> &'static Shape {
        match self.layout {
            ErasedLayout::Struct(layout) => layout.shape.get(),
            ErasedLayout::Object(functions) | ErasedLayout::Enum(EnumLayout { functions, .. }) => {
                // SAFETY: an object with these functions is at the place (invariant 19).
                unsafe { (functions.shape)(self.place) }
            }
            ErasedLayout::Template(template) => self.shape_of_template(template),
            _ => &ANY,
        }
    }

    /// Returns the field at `index`, and null if `index` is out of range.
    #[inline]
    pub(crate) fn field(self, index: usize) -> Value<'v> {
        // SAFETY: an object with these functions, or with this field, is at the place, and lives for
        // `'v` (invariant 19).
        unsafe {
            match self.layout {
                ErasedLayout::Object(functions)
                | ErasedLayout::Enum(EnumLayout { functions, .. }) => {
                    (functions.field)(self.place, index)
                }
                ErasedLayout::Struct(layout) => match layout.fields.get(index) {
                    Some(field) => value_at(field.layout, self.place.add(field.offset as usize)),
                    None => Value::Null,
                },
                _ => self.field_of_template(index),
            }
        }
    }

    /// Returns the template, if the object is one.
    #[inline]
    pub(crate) fn template(self) -> Option<NestedTemplate<'v>> {
        match self.layout {
            // SAFETY: a template with this layout is at the place, and lives for `'v` (invariant 19).
            ErasedLayout::Template(layout) => unsafe {
                Some(NestedTemplate::new(layout, self.place))
            },
            _ => None,
        }
    }

    // The functions for templates are not inlined, because they call those for other objects.

    #[cold]
    #[inline(never)]
    fn shape_of_template(self, template: &'static TemplateLayout) -> &'static Shape {
        match self.data_of(template) {
            Value::Object(data) => data.0.shape(),
            _ => &ANY,
        }
    }

    #[cold]
    #[inline(never)]
    fn field_of_template(self, index: usize) -> Value<'v> {
        match self.layout {
            ErasedLayout::Template(template) => self.data_of(template).field(index),
            _ => Value::Null,
        }
    }

    /// Returns the data of a template, as its own program reads it.
    #[inline(never)]
    fn data_of(self, template: &'static TemplateLayout) -> Value<'v> {
        // SAFETY: a template with this layout is at the place, and lives for `'v` (invariant 19); its data has
        // the same place.
        unsafe { value_at(template.data, self.place) }
    }

    /// Returns the data of a template whose data is not an object, such as a `transparent` struct.
    pub(crate) fn dynamic_data(self) -> Option<Value<'v>> {
        match self.layout {
            ErasedLayout::Template(template) => match self.data_of(template) {
                Value::Object(_) => None,
                data => Some(data),
            },
            _ => None,
        }
    }

    /// Returns the text of an object that is printable.
    #[inline]
    pub(crate) fn text(self) -> Option<&'static str> {
        // SAFETY: an object with these functions is at the place (invariant 19).
        self.functions().and_then(|functions| unsafe { (functions.text)(self.place) })
    }

    /// Returns the names of the fields of an enum's variant.
    pub(crate) fn variant_fields(self) -> Option<&'static [&'static str]> {
        // SAFETY: an object with these functions is at the place (invariant 19).
        self.functions().and_then(|functions| unsafe { (functions.variant_fields)(self.place) })
    }

    /// Returns the object if its type is `T`, apart from lifetimes.
    pub(crate) fn downcast<T: WithLifetime<'v>>(self) -> Option<&'v T> {
        let identity = match self.layout {
            ErasedLayout::Struct(layout) => (layout.identity)(),
            ErasedLayout::Object(functions) | ErasedLayout::Enum(EnumLayout { functions, .. }) => {
                (functions.identity)()
            }
            ErasedLayout::Template(template) => {
                return match self.data_of(template) {
                    Value::Object(data) => data.0.downcast(),
                    _ => None,
                };
            }
            _ => return None,
        };
        // SAFETY: an object of the type with this identity is at the place, and lives for `'v` (invariant 19).
        unsafe { AnyRef::of_place(self.place, identity) }.downcast()
    }
}

/// The items of a list that are contiguous in memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawItems {
    /// The place of the first item.
    pub(crate) first: *const u8,
    /// The number of items.
    pub(crate) count: usize,
    /// The size of an item in bytes.
    pub(crate) stride: usize,
    /// The function that leads from an item to its target, if they are pointers.
    pub(crate) target: Option<StepFn>,
}

/// The items of a list that are contiguous in memory, with their layout.
#[derive(Clone, Copy)]
pub(crate) struct ContiguousItems<'v> {
    first: *const u8,
    count: usize,
    stride: usize,
    layout: LayoutRef,
    data: PhantomData<&'v ()>,
}

impl<'v> ContiguousItems<'v> {
    /// Returns the item at an index.
    #[inline]
    pub(crate) fn get(self, index: usize) -> Option<Value<'v>> {
        if index >= self.count {
            return None;
        }
        // SAFETY: the item is one of the list, and has the layout (`ErasedRef::contiguous`, which is the only constructor).
        unsafe {
            let place = self.first.add(index * self.stride);
            Some(match self.layout.get() {
                ErasedLayout::Leaf(leaf) => leaf_value(place, *leaf),
                _ => value_at(self.layout, place),
            })
        }
    }
}

impl<'v> ErasedRef<'v, AnyList> {
    #[inline]
    pub(crate) fn list<T: ListData>(data: &'v T) -> Self {
        // SAFETY: the layout is the layout of the type (invariant 19).
        unsafe { Self::new(list_layout::<T>(), core::ptr::from_ref(data).cast()) }
    }

    #[inline]
    pub(crate) fn len(self) -> usize {
        // SAFETY: a list with these functions is at the place (invariant 19).
        unsafe {
            match self.layout {
                ErasedLayout::List(functions) => (functions.count)(self.place),
                ErasedLayout::Slice(layout) => (layout.items)(self.place).1,
                _ => 0,
            }
        }
    }

    /// Writes the item at `index` to `item`; returns `false` if `index` is out of range.
    #[inline]
    pub(crate) fn put(self, index: usize, item: &mut Value<'v>) -> bool {
        match self.layout {
            // SAFETY: a list with these functions is at the place, and lives for `'v` (invariant 19), so
            // the item that is written does.
            ErasedLayout::List(functions) => unsafe {
                let item = transmute::<&mut Value<'v>, &mut Value<'static>>(item);
                (functions.item)(self.place, index, item)
            },
            ErasedLayout::Slice(_) => match self.contiguous().and_then(|items| items.get(index)) {
                Some(found) => {
                    *item = found;
                    true
                }
                None => false,
            },
            _ => false,
        }
    }

    /// Writes the item of the iteration `index` to `item`, like `List::put_next`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn put_next(
        self,
        index: usize,
        rest: &mut Option<Entries<'v>>,
        item: &mut Value<'v>,
    ) -> bool {
        if let ErasedLayout::List(ListFunctions { items: Some(items), .. }) = self.layout {
            if index == 0 {
                // SAFETY: a list with these functions is at the place, and lives for `'v` (invariant 19).
                *rest = unsafe {
                    transmute::<Option<Entries<'static>>, Option<Entries<'v>>>(items(self.place))
                };
            }
            if let Some(rest) = rest {
                return rest.next(&mut Value::Null, item);
            }
        }
        self.put(index, item)
    }

    /// Returns `true` if all items are certainly leaves, which can be printed.
    pub(crate) fn has_only_leaves(self) -> bool {
        match self.layout {
            ErasedLayout::Slice(layout) => matches!(layout.item.get(), ErasedLayout::Leaf(_)),
            _ => false,
        }
    }

    /// Returns the items, if the list is one with contiguous items.
    #[inline]
    pub(crate) fn contiguous(self) -> Option<ContiguousItems<'v>> {
        let ErasedLayout::Slice(layout) = self.layout else { return None };
        // SAFETY: a list with this layout is at the place, and lives for `'v` (invariant 19).
        let (first, count) = unsafe { (layout.items)(self.place) };
        Some(ContiguousItems {
            first,
            count,
            stride: layout.stride,
            layout: layout.item,
            data: PhantomData,
        })
    }

    /// Returns the items of a list with contiguous items.
    #[inline]
    pub(crate) fn items(self) -> Option<RawItems> {
        let ErasedLayout::Slice(layout) = self.layout else { return None };
        // SAFETY: a list with this layout is at the place (invariant 19).
        let (first, count) = unsafe { (layout.items)(self.place) };
        let (target, _) = layout.bound_item();
        Some(RawItems { first, count, stride: layout.stride, target })
    }

    /// Returns the list if its type is `T`, apart from lifetimes.
    pub(crate) fn downcast<T: WithLifetime<'v>>(self) -> Option<&'v T> {
        let identity = match self.layout {
            ErasedLayout::List(functions) => (functions.identity)(),
            ErasedLayout::Slice(layout) => (layout.identity)(),
            _ => return None,
        };
        // SAFETY: a list of the type with this identity is at the place, and lives for `'v` (invariant 19).
        unsafe { AnyRef::of_place(self.place, identity) }.downcast()
    }

    /// Returns the items if they are contiguous in memory, and their type is `T`, apart from lifetimes.
    pub(crate) fn slice<T: WithLifetime<'v>>(self) -> Option<&'v [T]> {
        match self.layout {
            // SAFETY: a list with these functions is at the place, and lives for `'v` (invariant 19).
            ErasedLayout::List(functions) => unsafe { (functions.slice)(self.place) }?.downcast(),
            ErasedLayout::Slice(layout) => {
                // SAFETY: a list with this layout is at the place, and lives for `'v` (invariant 19).
                let items = unsafe {
                    let (first, count) = (layout.items)(self.place);
                    AnySlice::of_place(first, count, (layout.item_identity)())
                };
                items.downcast()
            }
            _ => None,
        }
    }
}
