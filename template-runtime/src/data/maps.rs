//! [`Data`] for the maps of the standard library.
//!
//! A loop visits the entries with the iterator of the map ([`Entries`]).

use super::{
    Data,
    collection::{Map, MapData},
    entries::Entries,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};
use alloc::{borrow::Cow, boxed::Box, collections::BTreeMap, rc::Rc, string::String, sync::Arc};
#[cfg(feature = "std")]
use core::hash::BuildHasher;
use core::{borrow::Borrow, hash::Hash, ops::Bound};
#[cfg(feature = "std")]
use std::collections::HashMap;

impl<K: Key + Ord, V: Data> Data for BTreeMap<K, V> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "BTreeMap", kind: Kind::Map(V::SHAPE) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Map(Map::new(self))
    }
}

impl<K: Key + Ord, V: Data> MapData for BTreeMap<K, V> {
    fn count(&self) -> usize {
        self.len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        K::Form::with_name(name, |key| self.get(key)).map(V::value)
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let found = if index == 0 {
            self.first_key_value()
        } else {
            K::Form::with_value(*key, |key| {
                self.range((Bound::Excluded(key), Bound::Unbounded)).next()
            })
        };
        write_entry(found, key, value)
    }

    fn entries(&self) -> Option<Entries<'_>> {
        Entries::new(self.iter())
    }
}

#[cfg(feature = "std")]
impl<K: Key + Eq + Hash, V: Data, S: BuildHasher> Data for HashMap<K, V, S> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "HashMap", kind: Kind::Map(V::SHAPE) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Map(Map::new(self))
    }
}

#[cfg(feature = "std")]
impl<K: Key + Eq + Hash, V: Data, S: BuildHasher> MapData for HashMap<K, V, S> {
    fn count(&self) -> usize {
        self.len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        K::Form::with_name(name, |key| self.get(key)).map(V::value)
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        write_entry(self.iter().nth(index), key, value)
    }

    fn entries(&self) -> Option<Entries<'_>> {
        Entries::new(self.iter())
    }
}

/// Writes an entry to `key` and `value`; returns `false` if there is none.
fn write_entry<'v, K: Data, V: Data>(
    found: Option<(&'v K, &'v V)>,
    key: &mut Value<'v>,
    value: &mut Value<'v>,
) -> bool {
    let Some((found_key, found_value)) = found else { return false };
    *key = found_key.value();
    *value = found_value.value();
    true
}

/// A type of the keys of a map: text, an integer type, `char` or `bool`.
#[diagnostic::on_unimplemented(
    message = "a template cannot read a map whose keys are `{Self}`",
    label = "keys of type `{Self}`",
    note = "keys are text, integers, `char` or `bool`"
)]
pub trait Key: Data + Borrow<Self::Form> {
    /// The borrowed form by which keys are looked up.
    type Form: KeyForm + ?Sized;
}

/// A borrowed form by which keys of a map are looked up.
pub trait KeyForm: Ord + Hash {
    /// Calls `f` with the key whose text is `name`; returns `None` if `name` is not the text of any
    /// key.
    fn with_name<R>(name: &str, f: impl FnOnce(&Self) -> Option<R>) -> Option<R>;

    /// Calls `f` with the key whose value is `value`; returns `None` if there is no such key.
    fn with_value<R>(value: Value<'_>, f: impl FnOnce(&Self) -> Option<R>) -> Option<R>;
}

/// Implements `Key` for types that are text, which is looked up as `str`.
macro_rules! texts {
    ($($ty:ty)*) => { $(
        impl Key for $ty {
            type Form = str;
        }
    )* };
}

texts! { &str String Box<str> Rc<str> Arc<str> Cow<'_, str> }

impl KeyForm for str {
    fn with_name<R>(name: &str, f: impl FnOnce(&Self) -> Option<R>) -> Option<R> {
        f(name)
    }

    fn with_value<R>(value: Value<'_>, f: impl FnOnce(&Self) -> Option<R>) -> Option<R> {
        match value {
            Value::Text(text) => f(text),
            _ => None,
        }
    }
}

/// Implements `Key` for scalars, from the conversion of a value into a key.
macro_rules! scalars {
    ($($($ty:ident)*: |$value:ident| $key:expr;)*) => { $($(
        impl Key for $ty {
            type Form = Self;
        }

        impl KeyForm for $ty {
            fn with_name<R>(name: &str, f: impl FnOnce(&Self) -> Option<R>) -> Option<R> {
                f(&name.parse().ok()?)
            }

            fn with_value<R>($value: Value<'_>, f: impl FnOnce(&Self) -> Option<R>) -> Option<R> {
                f(&$key?)
            }
        }
    )*)* };
}

scalars! {
    i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize: |value| value.integer();
    char: |value| match value {
        Value::Char(value) => Some(value),
        _ => None,
    };
    bool: |value| match value {
        Value::Bool(value) => Some(value),
        _ => None,
    };
}
