//! Lists and maps: the traits that their types implement, the values that borrow them, and
//! the collections that a program creates in scratch memory.

use super::{
    Data,
    entries::Entries,
    identity::{AnyRef, AnySlice, WithLifetime},
    place::{AnyList, ErasedRef, RawItems},
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};
use template_bytecode::COLLECTION_SIZE;

/// A list that templates can read. Implement this trait to make your own collection type a
/// [`Value::List`].
pub trait ListData {
    /// Returns the number of items.
    fn count(&self) -> usize;

    /// Writes the item at `index`, starting at 0, to `item`, and returns `true`. Returns `false`
    /// if `index` is out of range.
    ///
    /// The item is written to its destination instead of being returned, because copying a value that has
    /// just been written causes a store-forwarding stall on most processors.
    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool;

    /// Whether [`items`](Self::items) may return an iterator. It is a constant, so that unrolled loops over
    /// other lists do not check for one at each iteration.
    #[doc(hidden)]
    const HAS_ITERATOR: bool = false;

    /// Returns an iterator over the items, with which a loop need not find each by its index.
    #[doc(hidden)]
    fn items(&self) -> Option<Entries<'_>> {
        None
    }

    /// Returns the items if they are contiguous in memory, for helpers that take a slice of them.
    #[doc(hidden)]
    fn slice(&self) -> Option<AnySlice<'_>> {
        None
    }
}

/// A map that templates can read. Implement this trait to make your own map type a [`Value::Map`].
pub trait MapData {
    /// Returns the number of entries.
    fn count(&self) -> usize;

    /// Returns the value of the entry whose key is `name`, or `None` if there is no such entry.
    fn lookup(&self, name: &str) -> Option<Value<'_>>;

    /// Writes the key and the value of entry `index`, in the order of the map, to `key` and
    /// `value`, and returns `true`. Returns `false` if `index` is out of range.
    ///
    /// Entries are requested in ascending order. For maps that find the next entry by the key of
    /// the previous one, `key` contains that key on entry, or null for the first entry.
    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool;

    /// Returns an iterator over the entries, with which a loop need not find each by its index.
    #[doc(hidden)]
    fn entries(&self) -> Option<Entries<'_>> {
        None
    }

    /// Returns how the attribute that entry `index` is may be printed, if the map is one of attributes.
    #[doc(hidden)]
    fn attribute_use(&self, index: usize) -> Option<u8> {
        let _ = index;
        None
    }

    /// Returns `true` if the map is true in a condition. Only empty attributes are false.
    #[doc(hidden)]
    fn is_true(&self) -> bool {
        true
    }

    /// Returns the map itself, for helpers that take a reference to its type.
    #[doc(hidden)]
    fn any(&self) -> Option<AnyRef<'_>> {
        None
    }
}

/// A list that a template reads, borrowed from the data.
#[derive(Clone, Copy)]
pub struct List<'v>(pub(super) ErasedRef<'v, AnyList>);

impl<'v> List<'v> {
    /// Creates a list value from a collection.
    #[must_use]
    #[inline]
    pub fn new<T: ListData>(data: &'v T) -> Self {
        Self(ErasedRef::list(data))
    }

    /// Returns the number of items.
    #[must_use]
    #[inline]
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Returns `true` if the list has no items.
    #[must_use]
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Returns the item at `index`, starting at 0, or `None` if `index` is out of range.
    #[must_use]
    #[inline]
    pub fn get(self, index: usize) -> Option<Value<'v>> {
        let mut item = Value::Null;
        self.put(index, &mut item).then_some(item)
    }

    /// Writes the item at `index` to `item`; returns `false` if `index` is out of range.
    #[inline]
    pub(crate) fn put(self, index: usize, item: &mut Value<'v>) -> bool {
        self.0.put(index, item)
    }

    /// Writes the item of the iteration `index` to `item`; returns `false` if there is none. Items are requested
    /// from the first on: `rest` is the iterator over those that follow, which the first request sets if the
    /// list has one.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn put_next(
        self,
        index: usize,
        rest: &mut Option<Entries<'v>>,
        item: &mut Value<'v>,
    ) -> bool {
        self.0.put_next(index, rest, item)
    }

    /// Returns the items of a list whose items are contiguous in memory.
    #[inline]
    pub(crate) fn items(self) -> Option<RawItems> {
        self.0.items()
    }

    /// Returns the items as a slice if they are contiguous in memory and have the type `T`.
    #[must_use]
    pub fn slice<T: WithLifetime<'v>>(self) -> Option<&'v [T]> {
        self.0.slice()
    }

    /// Returns a reference to the list itself if its type is `T`.
    #[must_use]
    pub fn downcast<T: WithLifetime<'v>>(self) -> Option<&'v T> {
        self.0.downcast()
    }

    /// Returns `true` if all items are certainly leaves, which can be printed.
    pub(crate) fn has_only_leaves(self) -> bool {
        self.0.has_only_leaves()
    }

    /// Returns an iterator over the items.
    pub fn iter(self) -> impl Iterator<Item = Value<'v>> {
        let (contiguous, mut rest) = (self.0.contiguous(), None);
        (0..self.len()).map_while(move |index| {
            if let Some(items) = contiguous {
                return items.get(index);
            }
            let mut item = Value::Null;
            self.put_next(index, &mut rest, &mut item).then_some(item)
        })
    }
}

/// A field of this type takes any list: so a component can loop over lists of different types.
impl Data for List<'_> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "List", kind: Kind::List(ShapeRef::ANY) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::List(*self)
    }
}

/// A range of the items of a list, forward or backward.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The list.
    pub(crate) list: List<'v>,
    /// The index of the first item of the range in the list.
    pub(crate) start: usize,
    /// The number of items.
    pub(crate) len: usize,
    /// Whether the items are in reverse order.
    pub(crate) backward: bool,
}

impl ListData for View<'_> {
    fn count(&self) -> usize {
        self.len
    }

    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
        let Some(from_end) = self.len.checked_sub(index).and_then(|rest| rest.checked_sub(1))
        else {
            return false;
        };
        let list: List<'v> = self.list;
        list.put(self.start + if self.backward { from_end } else { index }, item)
    }
}

/// A map that a template reads, borrowed from the data.
#[derive(Clone, Copy)]
pub struct Map<'v>(&'v dyn MapData);

impl Data for Map<'_> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "Map", kind: Kind::Map(ShapeRef::ANY) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Map(*self)
    }
}

impl<'v> Map<'v> {
    /// Creates a map value from a collection.
    #[must_use]
    #[inline]
    pub fn new(data: &'v dyn MapData) -> Self {
        Self(data)
    }

    /// Returns the number of entries.
    #[must_use]
    #[inline]
    pub fn len(self) -> usize {
        self.0.count()
    }

    /// Returns `true` if the map has no entries.
    #[must_use]
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Returns `true` if a condition takes the map for true.
    pub(crate) fn is_true(self) -> bool {
        self.0.is_true()
    }

    /// Returns how the attribute that entry `index` is may be printed, if the map is one of attributes.
    pub(crate) fn attribute_use(self, index: usize) -> Option<u8> {
        self.0.attribute_use(index)
    }

    /// Returns a reference to the map itself if its type is `T`, which must be a map of the standard library or of `indexmap`.
    #[must_use]
    pub fn downcast<T: WithLifetime<'v>>(self) -> Option<&'v T> {
        self.0.any()?.downcast()
    }

    /// Returns the value of the entry whose key is `name`, and `None` if there is no such entry.
    #[must_use]
    #[inline]
    pub fn get(self, name: &str) -> Option<Value<'v>> {
        self.0.lookup(name)
    }

    /// Writes entry `index` to `key`, which holds the key of the entry before it, and `value`; returns
    /// `false` if `index` is out of range. Entries are requested from the first on: `entries` is the
    /// iterator over those that follow, which the first request sets if the map has one.
    #[inline]
    pub(crate) fn put(
        self,
        index: usize,
        entries: &mut Option<Entries<'v>>,
        key: &mut Value<'v>,
        value: &mut Value<'v>,
    ) -> bool {
        if index == 0 {
            *entries = self.0.entries();
        }
        match entries {
            Some(entries) => entries.next(key, value),
            None => self.0.entry(index, key, value),
        }
    }

    /// Returns an iterator over the entries, as pairs of key and value, in the order of the map.
    pub fn iter(self) -> impl Iterator<Item = (Value<'v>, Value<'v>)> {
        let (mut key, mut entries) = (Value::Null, None);
        (0..self.len()).map_while(move |index| {
            let mut value = Value::Null;
            self.put(index, &mut entries, &mut key, &mut value).then_some((key, value))
        })
    }
}

const _: () = {
    let padding = align_of::<Value<'_>>() - 1;
    assert!(size_of::<ScratchList<'_>>() + padding <= COLLECTION_SIZE as usize);
    assert!(size_of::<ScratchMap<'_>>() + padding <= COLLECTION_SIZE as usize);
};

/// A list that `(array …)` creates.
#[derive(Clone, Copy)]
pub(crate) struct ScratchList<'v>(pub(crate) &'v [Value<'v>]);

impl ListData for ScratchList<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
        let Some(found) = self.0.get(index) else { return false };
        *item = *found;
        true
    }
}

/// The names that the tag of a partial adds to its context, and the names of the context.
#[cfg(feature = "compile")]
#[derive(Clone, Copy)]
pub(crate) struct ExtendedMap<'v> {
    names: &'v [&'v str],
    /// The context, and then a value for each name.
    values: &'v [Value<'v>],
}

#[cfg(feature = "compile")]
impl<'v> ExtendedMap<'v> {
    /// Creates a map of the names, and of the names of the first value, which precedes the others.
    pub(crate) fn new(names: &'v [&'v str], values: &'v [Value<'v>]) -> Self {
        Self { names, values }
    }
}

/// Only names are looked up in it: it is the context for paths, and never a value.
#[cfg(feature = "compile")]
impl MapData for ExtendedMap<'_> {
    fn count(&self) -> usize {
        self.names.len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        match self.names.iter().position(|key| *key == name) {
            Some(index) => self.values.get(index + 1).copied(),
            None => self.values.first()?.find(name),
        }
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let (Some(name), Some(found)) = (self.names.get(index), self.values.get(index + 1)) else {
            return false;
        };
        *key = Value::Text(name);
        *value = *found;
        true
    }
}

/// A map that `(hash …)` creates: as many names as values.
#[derive(Clone, Copy)]
pub(crate) struct ScratchMap<'v> {
    pub(crate) names: &'v [&'v str],
    pub(crate) values: &'v [Value<'v>],
}

impl MapData for ScratchMap<'_> {
    fn count(&self) -> usize {
        self.values.len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        let index = self.names.iter().position(|key| *key == name)?;
        self.values.get(index).copied()
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let (Some(name), Some(found)) = (self.names.get(index), self.values.get(index)) else {
            return false;
        };
        *key = Value::Text(name);
        *value = *found;
        true
    }
}
