//! [`Data`] for the maps of the standard library.
//!
//! A loop visits the entries with the iterator of the map ([`Entries`]).

use super::{
    Data,
    collection::{Map, MapData},
    entries::{Entries, write_entry},
    identity::AnyRef,
    key::{Key, KeyForm as _},
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};
use alloc::collections::BTreeMap;
#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};
use core::ops::Bound;
#[cfg(feature = "std")]
use std::collections::HashMap;

impl<K: Key<Form: Ord> + Ord, V: Data> Data for BTreeMap<K, V> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "BTreeMap", kind: Kind::Map(V::SHAPE) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Map(Map::new(self))
    }
}

impl<K: Key<Form: Ord> + Ord, V: Data> MapData for BTreeMap<K, V> {
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

    fn any(&self) -> Option<AnyRef<'_>> {
        Some(AnyRef::new(self))
    }
}

#[cfg(feature = "std")]
impl<K: Key<Form: Eq + Hash> + Eq + Hash, V: Data, S: BuildHasher> Data for HashMap<K, V, S> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "HashMap", kind: Kind::Map(V::SHAPE) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Map(Map::new(self))
    }
}

#[cfg(feature = "std")]
impl<K: Key<Form: Eq + Hash> + Eq + Hash, V: Data, S: BuildHasher> MapData for HashMap<K, V, S> {
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

    fn any(&self) -> Option<AnyRef<'_>> {
        Some(AnyRef::new(self))
    }
}
