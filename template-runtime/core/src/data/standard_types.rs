//! [`Data`] for the standard types other than maps.

use super::{
    Data,
    collection::{List, ListData},
    identity::AnySlice,
    layout::{ContiguousList, Layout},
    object::{Object, ObjectData},
    shape::{FieldShape, Kind, Shape, ShapeRef},
    value::Value,
};
#[cfg(feature = "alloc")]
use super::{
    entries::Entries,
    read_as::{ByData, Direct, Items},
    wrapped::Wrapped,
};

/// Implements `Data` for scalars, from the type, its kind, and the conversion of `self` into a
/// value.
macro_rules! scalars {
    ($($ty:ident $kind:ident $layout:ident |$value:ident| $into:expr;)*) => { $(
        impl Data for $ty {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: stringify!($ty), kind: Kind::$kind });

            const LAYOUT: Layout<Self> = Layout::$layout;

            #[inline]
            fn value(&self) -> Value<'_> {
                let $value = self;
                $into
            }
        }
    )* };
}

scalars! {
    bool Bool LEAF |value| Value::Bool(*value);
    char Char LEAF |value| Value::Char(*value);
    f32 Float LEAF |value| Value::Float32(*value);
    f64 Float LEAF |value| Value::Float(*value);
    i8 Integer LEAF |value| Value::Int(i64::from(*value));
    i16 Integer LEAF |value| Value::Int(i64::from(*value));
    i32 Integer LEAF |value| Value::Int(i64::from(*value));
    i64 Integer LEAF |value| Value::Int(*value);
    isize Integer LEAF |value| Value::Int(*value as i64);
    u8 Integer LEAF |value| Value::Int(i64::from(*value));
    u16 Integer LEAF |value| Value::Int(i64::from(*value));
    u32 Integer LEAF |value| Value::Int(i64::from(*value));
    u64 Integer LEAF |value| Value::from(*value);
    usize Integer LEAF |value| Value::from(*value);
    i128 Integer NONE |value| match i64::try_from(*value) {
        Ok(small) => Value::Int(small),
        Err(_) => Value::Int128(value),
    };
    u128 Integer NONE |value| match u64::try_from(*value) {
        Ok(small) => Value::from(small),
        Err(_) => Value::UInt128(value),
    };
}

/// Implements `Data` for types that are text.
macro_rules! texts {
    ($($ty:ty, $name:literal, $layout:ident;)*) => { $(
        impl Data for $ty {
            const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: $name, kind: Kind::Text });

            const LAYOUT: Layout<Self> = Layout::$layout;

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::Text(self)
            }
        }
    )* };
}

texts! {
    str, "str", NONE;
    &str, "&str", LEAF;
}

#[cfg(feature = "alloc")]
texts! {
    alloc::string::String, "String", LEAF;
    alloc::boxed::Box<str>, "Box<str>", LEAF;
    alloc::rc::Rc<str>, "Rc<str>", LEAF;
    alloc::sync::Arc<str>, "Arc<str>", LEAF;
    alloc::borrow::Cow<'_, str>, "Cow<str>", LEAF;
}

impl<T: Data> Data for Option<T> {
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "Option", kind: Kind::Optional(T::SHAPE) });

    const LAYOUT: Layout<Self> = Layout::OPTION;

    #[inline]
    fn value(&self) -> Value<'_> {
        match self {
            Some(inner) => inner.value(),
            None => Value::Null,
        }
    }
}

/// Implements `Data` for pointers, whose values and shapes are those of their targets.
macro_rules! pointers {
    ($($ty:ty, $layout:ident;)*) => { $(
        impl<T: Data> Data for $ty {
            const SHAPE: ShapeRef = T::SHAPE;

            const LAYOUT: Layout<Self> = Layout::$layout;

            #[inline]
            fn value(&self) -> Value<'_> {
                (**self).value()
            }
        }
    )* };
}

pointers! {
    &T, ADDRESS;
    &mut T, ADDRESS;
}

#[cfg(feature = "alloc")]
pointers! {
    alloc::boxed::Box<T>, ADDRESS;
    alloc::rc::Rc<T>, POINTER;
    alloc::sync::Arc<T>, POINTER;
}

#[cfg(feature = "alloc")]
impl<T: Data + Clone> Data for alloc::borrow::Cow<'_, T> {
    const SHAPE: ShapeRef = T::SHAPE;

    const LAYOUT: Layout<Self> = Layout::POINTER;

    #[inline]
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

/// Implements `Data` and `ListData` for types with the methods `len` and `get`.
macro_rules! lists {
    ($([$($param:tt)*] $ty:ty, $name:literal;)*) => { $(
        lists!(@list [$($param)*] $ty, $name, Layout::LIST, |list| Some(AnySlice::new(list.as_items())));

        contiguous!([$($param)*] $ty, |list| list);
    )* };
    (@list [$($param:tt)*] $ty:ty, $name:literal, $layout:expr, |$list:ident| $slice:expr) => {
        impl<$($param)*> Data for $ty {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: $name, kind: Kind::List(T::SHAPE) });

            const LAYOUT: Layout<Self> = $layout;

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::List(List::new(self))
            }
        }

        impl<$($param)*> ListData for $ty {
            #[inline]
            fn count(&self) -> usize {
                self.len()
            }

            #[inline]
            fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
                match self.get(index) {
                    Some(found) => *item = found.value(),
                    None => return false,
                }
                true
            }

            fn slice(&self) -> Option<AnySlice<'_>> {
                let $list = self;
                $slice
            }
        }
    };
}

/// Implements `ContiguousList`, from the conversion of a list into a slice, for items of any type.
macro_rules! contiguous {
    ([T: Data $(+ Clone $($clone:tt)*)? $(, const $n:ident: usize)?] $ty:ty, |$list:ident| $items:expr) => {
        impl<T $(: Clone $($clone)*)? $(, const $n: usize)?> ContiguousList for $ty {
            type Item = T;

            #[inline]
            fn as_items(&self) -> &[T] {
                let $list = self;
                $items
            }
        }
    };
}

/// Returns the shape of a slice. Several implementations of `Data` may be for a reference: if the items are not data, rustc reports the
/// type of the items here, and that of the reference elsewhere.
#[must_use]
pub const fn slice_shape<T: Data>() -> ShapeRef {
    <&[T]>::SHAPE
}

lists! {
    [T: Data] &[T], "slice";
    [T: Data, const N: usize] [T; N], "array";
}

#[cfg(feature = "alloc")]
lists! {
    [T: Data] alloc::vec::Vec<T>, "Vec";
    [T: Data] alloc::boxed::Box<[T]>, "Box<[_]>";
    [T: Data] alloc::rc::Rc<[T]>, "Rc<[_]>";
    [T: Data] alloc::sync::Arc<[T]>, "Arc<[_]>";
    [T: Data + Clone] alloc::borrow::Cow<'_, [T]>, "Cow<[_]>";
}

#[cfg(feature = "alloc")]
lists!(@list [T: Data] alloc::collections::VecDeque<T>, "VecDeque", Layout::NONE, |_list| None);

/// The items are in the order of the heap's memory.
#[cfg(feature = "alloc")]
impl<T: Data> Data for alloc::collections::BinaryHeap<T> {
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "BinaryHeap", kind: Kind::List(T::SHAPE) });

    const LAYOUT: Layout<Self> = Layout::LIST;

    #[inline]
    fn value(&self) -> Value<'_> {
        Self::LAYOUT.read(self)
    }
}

#[cfg(feature = "alloc")]
contiguous!([T: Data] alloc::collections::BinaryHeap<T>, |heap| heap.as_slice());

/// Implements `Data` for lists that are read by their iterators.
#[cfg(feature = "alloc")]
macro_rules! iterated {
    ($([$($param:tt)*] $ty:ty, $name:literal;)*) => { $(
        impl<T: Data, $($param)*> Data for $ty {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: $name, kind: Kind::List(T::SHAPE) });

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::List(List::new(self))
            }
        }

        // The list is of this type, not of the wrapper, so that helpers can take a reference to it.
        impl<T: Data, $($param)*> ListData for $ty {
            fn count(&self) -> usize {
                Wrapped::<_, Items<T, ByData, Direct>>::new(self).count()
            }

            fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
                Wrapped::<_, Items<T, ByData, Direct>>::new(self).item(index, item)
            }

            const HAS_ITERATOR: bool = true;

            fn items(&self) -> Option<Entries<'_>> {
                Wrapped::<_, Items<T, ByData, Direct>>::new(self).items()
            }
        }
    )* };
}

#[cfg(feature = "alloc")]
iterated! {
    [] alloc::collections::LinkedList<T>, "LinkedList";
    [] alloc::collections::BTreeSet<T>, "BTreeSet";
}

#[cfg(feature = "std")]
iterated! {
    [S] std::collections::HashSet<T, S>, "HashSet";
}

/// Implements `Data` for tuples, which are objects with the fields `0`, `1` and so on.
macro_rules! tuples {
    ($($name:literal: $($param:ident $index:tt)*;)*) => { $(
        impl<$($param: Data),*> Data for ($($param,)*) {
            const SHAPE: ShapeRef = ShapeRef::new(&Shape {
                name: $name,
                kind: Kind::Object(const {
                    &FieldShape::list([$((stringify!($index), $param::SHAPE)),*])
                }),
            });

            const LAYOUT: Layout<Self> = Layout::<($($param,)*)>::TUPLE;

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::Object(Object::new(self))
            }
        }

        impl<$($param: Data),*> ObjectData for ($($param,)*) {
            fn shape(&self) -> &'static Shape {
                Self::SHAPE.get()
            }

            #[inline]
            fn field(&self, index: usize) -> Value<'_> {
                match index {
                    $($index => self.$index.value(),)*
                    _ => Value::Null,
                }
            }
        }
    )* };
}

tuples! {
    "tuple of 1": A 0;
    "tuple of 2": A 0 B 1;
    "tuple of 3": A 0 B 1 C 2;
    "tuple of 4": A 0 B 1 C 2 D 3;
    "tuple of 5": A 0 B 1 C 2 D 3 E 4;
    "tuple of 6": A 0 B 1 C 2 D 3 E 4 F 5;
    "tuple of 7": A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    "tuple of 8": A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
}

/// An object with the fields `Ok` and `Err`, one of which is null.
impl<T: Data, E: Data> Data for Result<T, E> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape {
        name: "Result",
        kind: Kind::Object(
            const { &FieldShape::list([("Ok", Option::<T>::SHAPE), ("Err", Option::<E>::SHAPE)]) },
        ),
    });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Object(Object::new(self))
    }
}

impl<T: Data, E: Data> ObjectData for Result<T, E> {
    fn shape(&self) -> &'static Shape {
        Self::SHAPE.get()
    }

    fn field(&self, index: usize) -> Value<'_> {
        match (index, self) {
            (0, Ok(value)) => value.value(),
            (1, Err(error)) => error.value(),
            _ => Value::Null,
        }
    }
}
