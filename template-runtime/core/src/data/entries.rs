//! Type-erased iterators over the entries of a map or the items of a list.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(
    unsafe_code,
    reason = "the type of an iterator is erased, because a loop has no heap for it"
)]

use super::{Data, value::Value};
use core::{marker::PhantomData, mem::MaybeUninit};

/// The size of an [`Entries`]' iterator in words. The iterator of `BTreeMap` is the largest of the standard library.
const WORDS: usize = 9;

/// The memory for an iterator.
type Room = [MaybeUninit<usize>; WORDS];

/// Advances the iterator in a room (see [`next_entry`]).
///
/// # Safety
///
/// The room contains an iterator of the type for which the function was instantiated (invariant 22).
type NextFn<'v> = unsafe fn(&mut Room, &mut Value<'v>, &mut Value<'v>) -> bool;

/// An iterator over the entries of a map or the items of a list, with which a loop visits each in constant time.
pub struct Entries<'v> {
    next: NextFn<'v>,
    /// An iterator of the type that `next` expects (invariant 22).
    room: Room,
    /// The iterator may be of any type that lives for `'v`.
    iterator: PhantomData<(*mut (), &'v ())>,
}

impl<'v> Entries<'v> {
    /// Erases the type of an iterator. Returns `None` if there is no room for it, or if it has to be dropped.
    #[must_use]
    pub fn new<K, V, I>(iterator: I) -> Option<Self>
    where
        K: Data + 'v,
        V: Data + 'v,
        I: Iterator<Item = (&'v K, &'v V)> + 'v,
    {
        Self::with::<DataEntry, I>(iterator)
    }

    /// Erases the type of an iterator whose items `W` writes, like [`Entries::new`].
    pub(crate) fn with<W, I>(iterator: I) -> Option<Self>
    where
        W: WriteEntry<'v, I::Item>,
        I: Iterator + 'v,
    {
        let fits = size_of::<I>() <= size_of::<Room>() && align_of::<I>() <= align_of::<Room>();
        if !fits || core::mem::needs_drop::<I>() {
            return None;
        }
        let mut room: Room = [MaybeUninit::uninit(); WORDS];
        // SAFETY: the room is large enough, and aligned. Nothing has to be dropped later.
        unsafe { room.as_mut_ptr().cast::<I>().write(iterator) };
        Some(Self { next: next_entry::<W, I>, room, iterator: PhantomData })
    }

    /// Writes the key and the value of the next entry, and returns `true`; returns `false` if there is none.
    #[inline]
    pub(crate) fn next(&mut self, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        // SAFETY: the room contains an iterator of the type that the function expects (invariant 22).
        unsafe { (self.next)(&mut self.room, key, value) }
    }
}

/// Writes the key and the value of the next entry, and returns `true`; returns `false` if there is none.
///
/// # Safety
///
/// `room` contains an `I`.
unsafe fn next_entry<'v, W, I>(room: &mut Room, key: &mut Value<'v>, value: &mut Value<'v>) -> bool
where
    W: WriteEntry<'v, I::Item>,
    I: Iterator + 'v,
{
    // SAFETY: the caller's promise.
    let iterator = unsafe { &mut *room.as_mut_ptr().cast::<I>() };
    let Some(entry) = iterator.next() else { return false };
    W::write(entry, key, value);
    true
}

/// A way to write an item of an iterator as the entry of a map or the item of a list.
pub(crate) trait WriteEntry<'v, Item> {
    /// Writes the key, if the item has one, and the value.
    fn write(item: Item, key: &mut Value<'v>, value: &mut Value<'v>);
}

/// The way to write an entry of a map whose keys and values are [`Data`].
enum DataEntry {}

impl<'v, K: Data, V: Data> WriteEntry<'v, (&'v K, &'v V)> for DataEntry {
    #[inline]
    fn write((found_key, found_value): (&'v K, &'v V), key: &mut Value<'v>, value: &mut Value<'v>) {
        *key = found_key.value();
        *value = found_value.value();
    }
}

/// Writes the entry of a map, if it was found, to `key` and `value`; returns `false` if it was not.
#[cfg(any(feature = "alloc", feature = "indexmap"))]
pub(crate) fn write_entry<'v, K: Data, V: Data>(
    found: Option<(&'v K, &'v V)>,
    key: &mut Value<'v>,
    value: &mut Value<'v>,
) -> bool {
    let Some(entry) = found else { return false };
    DataEntry::write(entry, key, value);
    true
}

#[cfg(test)]
mod tests {
    use super::{Entries, Value};
    use crate::data::{ANY, Data, ShapeRef};
    use std::{
        boxed::Box,
        collections::{BTreeMap, HashMap},
        string::{String, ToString as _},
        vec::Vec,
    };

    fn collect(mut entries: Entries<'_>) -> Vec<(String, String)> {
        let (mut key, mut value, mut all) = (Value::Null, Value::Null, Vec::new());
        let text = |value: &Value<'_>| std::format!("{value:?}");
        while entries.next(&mut key, &mut value) {
            all.push((text(&key), text(&value)));
        }
        assert!(!entries.next(&mut key, &mut value));
        all
    }

    #[test]
    fn entries_of_standard_maps() {
        let sorted: BTreeMap<u32, String> = (0..300).map(|i| (i, i.to_string())).collect();
        let all = collect(Entries::new(sorted.iter()).unwrap());
        let expected = (0..300).map(|i| (i.to_string(), std::format!("\"{i}\"")));
        assert_eq!(all, expected.collect::<Vec<_>>());
        let hashed: HashMap<String, u8> = (0..50).map(|i| (i.to_string(), i)).collect();
        assert_eq!(collect(Entries::new(hashed.iter()).unwrap()).len(), 50);
        assert!(collect(Entries::new(HashMap::<u8, u8>::new().iter()).unwrap()).is_empty());
    }

    /// A key with an alignment that the room does not have.
    #[repr(align(64))]
    struct Aligned(u8);

    impl Data for Aligned {
        const SHAPE: ShapeRef = ShapeRef::new(&ANY);

        fn value(&self) -> Value<'_> {
            Value::Int(self.0.into())
        }
    }

    #[test]
    fn iterators_that_do_not_fit() {
        let pair = (Aligned(1), 2_u8);
        let entry = (&pair.0, &pair.1);
        assert!(Entries::new(core::iter::once(entry)).is_some());
        // It has to be dropped.
        assert!(Entries::new(std::vec![entry].into_iter()).is_none());
        let boxed: Box<dyn Iterator<Item = _>> = Box::new(core::iter::once(entry));
        assert!(Entries::new(boxed).is_none());
        // It is too large.
        assert!(Entries::new([entry; 9].into_iter()).is_none());
        let aligned = Aligned(0);
        let capturing = core::iter::once(entry).map({
            let copy = Aligned(aligned.0);
            move |entry| {
                core::hint::black_box(&copy);
                entry
            }
        });
        assert!(Entries::new(capturing).is_none());
    }
}
