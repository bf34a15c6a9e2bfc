//! Maps. A loop asks for one entry after the other: a `BTreeMap` finds the next one by the key of
//! the last, a `HashMap` has no way to go on from where it was, so that a loop over n entries costs
//! n² / 2 steps, each of about a nanosecond.

#![cfg(feature = "alloc")]

use crate::{
    collection::{Map, MapData},
    data::Data,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};
use alloc::collections::BTreeMap;
use core::{borrow::Borrow, ops::Bound};

impl<K: Borrow<str> + Ord, V: Data> Data for BTreeMap<K, V> {
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "BTreeMap", kind: Kind::Map(V::SHAPE) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Map(Map::new(self))
    }
}

impl<K: Borrow<str> + Ord, V: Data> MapData for BTreeMap<K, V> {
    fn count(&self) -> usize {
        self.len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        self.get(name).map(V::value)
    }

    fn entry(&self, _: usize, after: Value<'_>) -> Option<(Value<'_>, Value<'_>)> {
        let from = match after {
            Value::Text(key) => Bound::Excluded(key),
            _ => Bound::Unbounded,
        };
        let (key, value) = self.range::<str, _>((from, Bound::Unbounded)).next()?;
        Some((Value::Text(key.borrow()), value.value()))
    }
}

#[cfg(feature = "std")]
impl<K: Borrow<str> + Eq + core::hash::Hash, V: Data, S: core::hash::BuildHasher> Data
    for std::collections::HashMap<K, V, S>
{
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "HashMap", kind: Kind::Map(V::SHAPE) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Map(Map::new(self))
    }
}

#[cfg(feature = "std")]
impl<K: Borrow<str> + Eq + core::hash::Hash, V: Data, S: core::hash::BuildHasher> MapData
    for std::collections::HashMap<K, V, S>
{
    fn count(&self) -> usize {
        self.len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        self.get(name).map(V::value)
    }

    fn entry(&self, index: usize, _: Value<'_>) -> Option<(Value<'_>, Value<'_>)> {
        let (key, value) = self.iter().nth(index)?;
        Some((Value::Text(key.borrow()), value.value()))
    }
}
