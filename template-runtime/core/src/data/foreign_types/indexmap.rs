//! [`Data`] for the collections of the crate `indexmap`.

use crate::data::{
    Data, Map,
    collection::{List, ListData, MapData},
    entries::{Entries, write_entry},
    identity::AnyRef,
    key::{Key, KeyForm},
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};
use core::hash::{BuildHasher, Hash};
use indexmap::{IndexMap, IndexSet};

impl<K: Key<Form: Hash + Eq> + Hash + Eq, V: Data, S: BuildHasher> Data for IndexMap<K, V, S> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "IndexMap", kind: Kind::Map(V::SHAPE) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Map(Map::new(self))
    }
}

impl<K: Key<Form: Hash + Eq> + Hash + Eq, V: Data, S: BuildHasher> MapData for IndexMap<K, V, S> {
    fn count(&self) -> usize {
        self.len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        K::Form::with_name(name, |key| self.get(key)).map(V::value)
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        write_entry(self.get_index(index), key, value)
    }

    fn entries(&self) -> Option<Entries<'_>> {
        Entries::new(self.iter())
    }

    fn any(&self) -> Option<AnyRef<'_>> {
        Some(AnyRef::new(self))
    }
}

impl<T: Data, S> Data for IndexSet<T, S> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "IndexSet", kind: Kind::List(T::SHAPE) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::List(List::new(self))
    }
}

impl<T: Data, S> ListData for IndexSet<T, S> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
        let Some(found) = self.get_index(index) else { return false };
        *item = found.value();
        true
    }
}
