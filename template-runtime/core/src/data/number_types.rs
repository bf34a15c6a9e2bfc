//! [`Data`] for the standard types that contain a number, are ranges of numbers, or contain nothing.

use super::{
    Data,
    collection::{List, ListData},
    object::{Object, ObjectData},
    shape::{FieldShape, Kind, Shape, ShapeRef},
    value::Value,
};
use core::{
    cmp::{Ordering, Reverse},
    convert::Infallible,
    marker::PhantomData,
    num::{NonZero, Saturating, Wrapping},
    ops::{Range, RangeInclusive},
};

/// Implements `Data` for `NonZero`, from the conversion of the number into a value.
macro_rules! non_zero {
    ($($ty:ident)*: |$this:ident| $value:expr) => { $(
        impl Data for NonZero<$ty> {
            const SHAPE: ShapeRef = ShapeRef::new(&Shape {
                name: concat!("NonZero<", stringify!($ty), ">"),
                kind: Kind::Integer,
            });

            #[inline]
            fn value(&self) -> Value<'_> {
                let $this = self;
                $value
            }
        }
    )* };
}

non_zero!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize: |number| number.get().into());
// The number itself is private, so that no value can refer to it.
non_zero!(i128: |number| match i64::try_from(number.get()) {
    Ok(small) => small.into(),
    Err(_) => Value::Display(number),
});
non_zero!(u128: |number| match u64::try_from(number.get()) {
    Ok(small) => small.into(),
    Err(_) => Value::Display(number),
});

/// Implements `Data` for types that have the value of their field.
macro_rules! transparent {
    ($($ty:ident)*) => { $(
        impl<T: Data> Data for $ty<T> {
            const SHAPE: ShapeRef = T::SHAPE;

            #[inline]
            fn value(&self) -> Value<'_> {
                self.0.value()
            }
        }
    )* };
}

transparent! { Wrapping Saturating Reverse }

/// Implements `Data` for atomic numbers, which are read when the template reads them.
macro_rules! atomics {
    ($($width:literal: $($ty:ident $kind:ident)*;)*) => { $($(
        #[cfg(target_has_atomic = $width)]
        impl Data for core::sync::atomic::$ty {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: stringify!($ty), kind: Kind::$kind });

            #[inline]
            fn value(&self) -> Value<'_> {
                self.load(core::sync::atomic::Ordering::Relaxed).into()
            }
        }
    )*)* };
}

atomics! {
    "8": AtomicBool Bool AtomicI8 Integer AtomicU8 Integer;
    "16": AtomicI16 Integer AtomicU16 Integer;
    "32": AtomicI32 Integer AtomicU32 Integer;
    "64": AtomicI64 Integer AtomicU64 Integer;
    "ptr": AtomicIsize Integer AtomicUsize Integer;
}

/// Implements `Data` and `ListData` for ranges of integers, which are lists.
macro_rules! ranges {
    ($($ty:ident)*) => { $(
        impl Data for Range<$ty> {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: "Range", kind: Kind::List(<$ty as Data>::SHAPE) });

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::List(List::new(self))
            }
        }

        impl ListData for Range<$ty> {
            #[inline]
            fn count(&self) -> usize {
                if self.is_empty() { 0 } else { count_between(self.start as i128, self.end as i128) }
            }

            #[inline]
            fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
                if index >= self.count() {
                    return false;
                }
                *item = nth(self.start as i128, index);
                true
            }
        }

        impl Data for RangeInclusive<$ty> {
            const SHAPE: ShapeRef = ShapeRef::new(&Shape {
                name: "RangeInclusive",
                kind: Kind::List(<$ty as Data>::SHAPE),
            });

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::List(List::new(self))
            }
        }

        impl ListData for RangeInclusive<$ty> {
            #[inline]
            fn count(&self) -> usize {
                if self.is_empty() {
                    return 0;
                }
                count_between(*self.start() as i128, *self.end() as i128).saturating_add(1)
            }

            #[inline]
            fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
                if index >= self.count() {
                    return false;
                }
                *item = nth(*self.start() as i128, index);
                true
            }
        }
    )* };
}

ranges! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

/// Returns the number of integers from `start` to the one before `end`.
fn count_between(start: i128, end: i128) -> usize {
    usize::try_from(end - start).unwrap_or(usize::MAX)
}

/// Returns the integer `index` after `start`, which is in the range of `i64` and `u64`.
fn nth(start: i128, index: usize) -> Value<'static> {
    let number = start + index as i128;
    match i64::try_from(number) {
        Ok(number) => Value::Int(number),
        Err(_) => Value::from(number as u64),
    }
}

/// The value is null.
impl Data for () {
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "()", kind: Kind::Optional(ShapeRef::ANY) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Null
    }
}

/// The value is null.
impl<T: ?Sized> Data for PhantomData<T> {
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "PhantomData", kind: Kind::Optional(ShapeRef::ANY) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Null
    }
}

impl Data for Infallible {
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "Infallible", kind: Kind::Optional(ShapeRef::ANY) });

    fn value(&self) -> Value<'_> {
        match *self {}
    }
}

/// An enum with the variants `Less`, `Equal` and `Greater`.
impl Data for Ordering {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape {
        name: "Ordering",
        kind: Kind::Enum(
            const {
                &FieldShape::list([
                    ("Less", <bool as Data>::SHAPE),
                    ("Equal", <bool as Data>::SHAPE),
                    ("Greater", <bool as Data>::SHAPE),
                ])
            },
        ),
    });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Object(Object::new(self))
    }
}

impl ObjectData for Ordering {
    fn shape(&self) -> &'static Shape {
        Self::SHAPE.get()
    }

    fn field(&self, index: usize) -> Value<'_> {
        let variant = match self {
            Self::Less => 0,
            Self::Equal => 1,
            Self::Greater => 2,
        };
        if index == variant { Value::Bool(true) } else { Value::Null }
    }

    fn text(&self) -> Option<&'static str> {
        Some(match self {
            Self::Less => "Less",
            Self::Equal => "Equal",
            Self::Greater => "Greater",
        })
    }
}
