//! Reading what lies at a place: values, and the contents of lists and objects.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "layouts prove what lies at a place")]

use super::{
    collection::{List, ListData},
    entries::Entries,
    erased_layout::{
        ErasedLayout, LayoutRef, ListFunctions, SliceLayout, list_layout, object_layout,
    },
    identity::{AnyRef, AnySlice, WithLifetime},
    object::{Object, ObjectData},
    shape::{ANY, Shape},
    template_data::{NestedTemplate, TemplateLayout},
    value::Value,
};
use core::{marker::PhantomData, mem::transmute};
use template_bytecode::Leaf;

/// The value of a leaf, in the forms in which it is printed.
pub(crate) enum LeafValue<'v> {
    Null,
    Text(&'v str),
    Int(i64),
    UInt(u64),
    Float(f64),
    Float32(f32),
    Bool(bool),
    Char(char),
}

/// Reads a leaf.
///
/// # Safety
///
/// A value of the type that `leaf` names lies at `place`, and lives for `'v`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) unsafe fn read_leaf<'v>(place: *const u8, leaf: Leaf) -> LeafValue<'v> {
    // SAFETY: the caller's promise.
    unsafe {
        match leaf {
            Leaf::Str => LeafValue::Text(*place.cast::<&str>()),
            #[cfg(feature = "alloc")]
            Leaf::OwnedString => LeafValue::Text(&*place.cast::<alloc::string::String>()),
            #[cfg(not(feature = "alloc"))]
            Leaf::OwnedString => LeafValue::Text(""),
            Leaf::OptionStr => {
                (*place.cast::<Option<&str>>()).map_or(LeafValue::Null, LeafValue::Text)
            }
            #[cfg(feature = "alloc")]
            Leaf::OptionOwnedString => match &*place.cast::<Option<alloc::string::String>>() {
                Some(text) => LeafValue::Text(text),
                None => LeafValue::Null,
            },
            #[cfg(not(feature = "alloc"))]
            Leaf::OptionOwnedString => LeafValue::Null,
            Leaf::Bool => LeafValue::Bool(*place.cast()),
            Leaf::Char => LeafValue::Char(*place.cast()),
            Leaf::F32 => LeafValue::Float32(*place.cast()),
            Leaf::F64 => LeafValue::Float(*place.cast()),
            Leaf::I8 => LeafValue::Int((*place.cast::<i8>()).into()),
            Leaf::I16 => LeafValue::Int((*place.cast::<i16>()).into()),
            Leaf::I32 => LeafValue::Int((*place.cast::<i32>()).into()),
            Leaf::I64 => LeafValue::Int(*place.cast()),
            Leaf::Isize => LeafValue::Int(*place.cast::<isize>() as i64),
            Leaf::U8 => LeafValue::UInt((*place.cast::<u8>()).into()),
            Leaf::U16 => LeafValue::UInt((*place.cast::<u16>()).into()),
            Leaf::U32 => LeafValue::UInt((*place.cast::<u32>()).into()),
            Leaf::U64 => LeafValue::UInt(*place.cast()),
            Leaf::Usize => LeafValue::UInt(*place.cast::<usize>() as u64),
        }
    }
}

/// Returns the value of a leaf.
///
/// # Safety
///
/// The requirements of [`read_leaf`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(crate) unsafe fn leaf_value<'v>(place: *const u8, leaf: Leaf) -> Value<'v> {
    // SAFETY: the caller's promise.
    match unsafe { read_leaf(place, leaf) } {
        LeafValue::Null => Value::Null,
        LeafValue::Text(text) => Value::Text(text),
        LeafValue::Int(value) => Value::Int(value),
        LeafValue::UInt(value) => value.into(),
        LeafValue::Float(value) => Value::Float(value),
        LeafValue::Float32(value) => Value::Float32(value),
        LeafValue::Bool(value) => Value::Bool(value),
        LeafValue::Char(value) => Value::Char(value),
    }
}

/// A leaf at a place, which lives for `'v`.
#[derive(Clone, Copy)]
pub struct LeafAt<'v> {
    place: *const u8,
    leaf: Leaf,
    data: PhantomData<&'v ()>,
}

impl<'v> LeafAt<'v> {
    /// Creates a leaf.
    ///
    /// # Safety
    ///
    /// The requirements of [`read_leaf`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn new(place: *const u8, leaf: Leaf) -> Self {
        Self { place, leaf, data: PhantomData }
    }

    /// Returns the value. Not inlined: it is read for each field of a component.
    #[inline(never)]
    pub(crate) fn value(self) -> Value<'v> {
        // SAFETY: the leaf lies at the place (the promise of `new`; invariant 20).
        unsafe { leaf_value(self.place, self.leaf) }
    }

    /// Returns the leaf if it is of this type.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn of_type<T: LeafType>(self) -> Option<T> {
        match T::LEAF {
            // SAFETY: a value of the type of the leaf lies at the place (the promise of `new`; invariant 20).
            Some(leaf) if leaf == self.leaf => Some(unsafe { *self.place.cast::<T>() }),
            _ => None,
        }
    }

    /// Returns the text; `None` if the leaf is of another kind.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn text(self) -> Option<&'v str> {
        // SAFETY: the leaf lies at the place (the promise of `new`; invariant 20).
        unsafe {
            match self.leaf {
                Leaf::Str => Some(*self.place.cast::<&str>()),
                #[cfg(feature = "alloc")]
                Leaf::OwnedString => Some(&*self.place.cast::<alloc::string::String>()),
                _ => match self.value() {
                    Value::Text(text) => Some(text),
                    _ => None,
                },
            }
        }
    }
}

/// An integer type.
///
/// # Safety
///
/// `LEAF` names the type.
pub(crate) unsafe trait LeafType: Copy {
    /// The leaf of this type, if there is one.
    const LEAF: Option<Leaf>;
}

macro_rules! leaf_types {
    ($($ty:ty: $leaf:expr;)*) => { $(
        // SAFETY: the leaf is named for the type.
        unsafe impl LeafType for $ty {
            const LEAF: Option<Leaf> = $leaf;
        }
    )* };
}

leaf_types! {
    i8: Some(Leaf::I8); i16: Some(Leaf::I16); i32: Some(Leaf::I32); i64: Some(Leaf::I64);
    isize: Some(Leaf::Isize); i128: None;
    u8: Some(Leaf::U8); u16: Some(Leaf::U16); u32: Some(Leaf::U32); u64: Some(Leaf::U64);
    usize: Some(Leaf::Usize); u128: None;
}

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
/// A value of the type with this layout lies at `place`, and lives for `'v`.
pub(crate) unsafe fn value_at<'v>(layout: LayoutRef, place: *const u8) -> Value<'v> {
    let (mut layout, mut place) = (layout.get(), place);
    // SAFETY: the caller's promise, for the first iteration; the function of a step and the offset of a
    // field lead to a value of the type with the inner layout, which lives as long (invariant 19).
    unsafe {
        loop {
            match layout {
                ErasedLayout::Leaf(leaf) => return leaf_value(place, *leaf),
                ErasedLayout::Opaque(value) => return value(place),
                ErasedLayout::Struct(_) | ErasedLayout::Object(_) | ErasedLayout::Template(_) => {
                    return Value::Object(Object(ErasedRef::new(layout, place)));
                }
                ErasedLayout::Slice(_) | ErasedLayout::List(_) => {
                    return Value::List(List(ErasedRef::new(layout, place)));
                }
                ErasedLayout::Step(step, inner) => {
                    place = step(place);
                    if place.is_null() {
                        return Value::Null;
                    }
                    layout = inner.get();
                }
                ErasedLayout::Inner(field) => {
                    place = place.add(field.offset as usize);
                    layout = field.layout.get();
                }
            }
        }
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
    /// A value of the type with this layout lies at `place`, and lives for `'v`.
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
        // SAFETY: the layout is that of the type (invariant 19).
        unsafe { Self::new(object_layout::<T>(), core::ptr::from_ref(data).cast()) }
    }

    #[inline]
    pub(crate) fn shape(self) -> &'static Shape {
        match self.layout {
            ErasedLayout::Struct(layout) => layout.shape.get(),
            // SAFETY: an object with these functions lies at the place (invariant 19).
            ErasedLayout::Object(functions) => unsafe { (functions.shape)(self.place) },
            ErasedLayout::Template(template) => self.shape_of_template(template),
            _ => &ANY,
        }
    }

    /// Returns the field at `index`, and null if `index` is out of range.
    #[inline]
    pub(crate) fn field(self, index: usize) -> Value<'v> {
        // SAFETY: an object with these functions, or with this field, lies at the place, and lives for
        // `'v` (invariant 19).
        unsafe {
            match self.layout {
                ErasedLayout::Object(functions) => (functions.field)(self.place, index),
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
            // SAFETY: a template with this layout lies at the place, and lives for `'v` (invariant 19).
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
        // SAFETY: a template with this layout lies at the place, and lives for `'v` (invariant 19); its data has
        // the same place.
        unsafe { value_at(template.data, self.place) }
    }

    /// Returns the data of a template whose data is not an object, such as that of a `transparent` struct.
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
        match self.layout {
            // SAFETY: an object with these functions lies at the place (invariant 19).
            ErasedLayout::Object(functions) => unsafe { (functions.text)(self.place) },
            _ => None,
        }
    }

    /// Returns the names of the fields of an enum's variant.
    pub(crate) fn variant_fields(self) -> Option<&'static [&'static str]> {
        match self.layout {
            // SAFETY: an object with these functions lies at the place (invariant 19).
            ErasedLayout::Object(functions) => unsafe { (functions.variant_fields)(self.place) },
            _ => None,
        }
    }

    /// Returns the object if its type is `T`, apart from lifetimes.
    pub(crate) fn downcast<T: WithLifetime<'v>>(self) -> Option<&'v T> {
        let identity = match self.layout {
            ErasedLayout::Struct(layout) => (layout.identity)(),
            ErasedLayout::Object(functions) => (functions.identity)(),
            ErasedLayout::Template(template) => {
                return match self.data_of(template) {
                    Value::Object(data) => data.0.downcast(),
                    _ => None,
                };
            }
            _ => return None,
        };
        // SAFETY: an object of the type with this identity lies at the place, and lives for `'v` (invariant 19).
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
}

impl<'v> ErasedRef<'v, AnyList> {
    #[inline]
    pub(crate) fn list<T: ListData>(data: &'v T) -> Self {
        // SAFETY: the layout is that of the type (invariant 19).
        unsafe { Self::new(list_layout::<T>(), core::ptr::from_ref(data).cast()) }
    }

    #[inline]
    pub(crate) fn len(self) -> usize {
        // SAFETY: a list with these functions lies at the place (invariant 19).
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
            // SAFETY: a list with these functions lies at the place, and lives for `'v` (invariant 19), so
            // the item that is written does.
            ErasedLayout::List(functions) => unsafe {
                let item = transmute::<&mut Value<'v>, &mut Value<'static>>(item);
                (functions.item)(self.place, index, item)
            },
            ErasedLayout::Slice(layout) => match self.item_of_slice(layout, index) {
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
                // SAFETY: a list with these functions lies at the place, and lives for `'v` (invariant 19).
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

    /// Returns an item of a list with contiguous items.
    fn item_of_slice(self, layout: &SliceLayout, index: usize) -> Option<Value<'v>> {
        // SAFETY: a list with this layout lies at the place, and lives for `'v` (invariant 19); the item is
        // one of its items.
        unsafe {
            let (first, count) = (layout.items)(self.place);
            (index < count).then(|| value_at(layout.item, first.add(index * layout.stride)))
        }
    }

    /// Returns the items of a list with contiguous items.
    #[inline]
    pub(crate) fn items(self) -> Option<RawItems> {
        let ErasedLayout::Slice(SliceLayout { items, stride, .. }) = self.layout else {
            return None;
        };
        // SAFETY: a list with this layout lies at the place (invariant 19).
        let (first, count) = unsafe { items(self.place) };
        Some(RawItems { first, count, stride: *stride })
    }

    /// Returns the list if its type is `T`, apart from lifetimes.
    pub(crate) fn downcast<T: WithLifetime<'v>>(self) -> Option<&'v T> {
        let identity = match self.layout {
            ErasedLayout::List(functions) => (functions.identity)(),
            ErasedLayout::Slice(layout) => (layout.identity)(),
            _ => return None,
        };
        // SAFETY: a list of the type with this identity lies at the place, and lives for `'v` (invariant 19).
        unsafe { AnyRef::of_place(self.place, identity) }.downcast()
    }

    /// Returns the items if they are contiguous in memory, and their type is `T`, apart from lifetimes.
    pub(crate) fn slice<T: WithLifetime<'v>>(self) -> Option<&'v [T]> {
        match self.layout {
            // SAFETY: a list with these functions lies at the place, and lives for `'v` (invariant 19).
            ErasedLayout::List(functions) => unsafe { (functions.slice)(self.place) }?.downcast(),
            ErasedLayout::Slice(layout) => {
                // SAFETY: a list with this layout lies at the place, and lives for `'v` (invariant 19).
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

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::LeafAt;
    use crate::data::Value;
    use alloc::string::String;
    use core::ptr::from_ref;
    use template_bytecode::Leaf;

    #[test]
    fn leaves_are_read_as_what_they_are() {
        let (text, owned, number, sign) = ("abc", String::from("def"), 7u16, 'x');
        // SAFETY: each place is that of a variable of the type that the leaf names.
        let leaves = unsafe {
            [
                LeafAt::new(from_ref(&text).cast(), Leaf::Str),
                LeafAt::new(from_ref(&owned).cast(), Leaf::OwnedString),
                LeafAt::new(from_ref(&number).cast(), Leaf::U16),
                LeafAt::new(from_ref(&sign).cast(), Leaf::Char),
            ]
        };
        assert_eq!(leaves.map(LeafAt::text), [Some("abc"), Some("def"), None, None]);
        assert_eq!(leaves.map(LeafAt::of_type::<u16>), [None, None, Some(7), None]);
        assert_eq!(leaves.map(LeafAt::of_type::<i16>), [None; 4]);
        assert_eq!(leaves.map(LeafAt::of_type::<u128>), [None; 4]);
        assert!(matches!(leaves[2].value(), Value::Int(7)));
        assert!(matches!(leaves[3].value(), Value::Char('x')));
    }
}
