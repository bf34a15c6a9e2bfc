//! Maps. A loop asks for one entry after the other: a `BTreeMap` finds the next one by the key of
//! the last, a `HashMap` has no way to go on from where it was, so that a loop over n entries costs
//! n² / 2 steps, each of about a nanosecond.

use super::key::{Key, KeyForm};
use crate::{
    collection::{Map, MapData},
    data::Data,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};
use alloc::collections::BTreeMap;
use core::ops::Bound;
#[cfg(feature = "std")]
use {
    core::hash::{BuildHasher, Hash},
    std::collections::HashMap,
};

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
        put(found, key, value)
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
        put(self.iter().nth(index), key, value)
    }
}

/// Puts an entry where it is to be; false when there is none.
fn put<'v, K: Data, V: Data>(
    found: Option<(&'v K, &'v V)>,
    key: &mut Value<'v>,
    value: &mut Value<'v>,
) -> bool {
    let Some((found_key, found_value)) = found else { return false };
    *key = found_key.value();
    *value = found_value.value();
    true
}
