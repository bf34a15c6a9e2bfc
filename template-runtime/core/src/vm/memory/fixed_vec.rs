//! A vector in borrowed memory.

use super::stack::Damaged;
use crate::output::COMPACT;
use core::mem::MaybeUninit;

/// A vector of a fixed capacity, in memory that no other code accesses. Memory after the last item need
/// not be initialized.
pub(super) struct FixedVec<'m, T> {
    items: &'m mut [MaybeUninit<T>],
    /// Invariant (9 of `ARCHITECTURE.md`): the first `len` items are initialized, and `len <= items.len()`.
    len: usize,
}

impl<'m, T: Copy> FixedVec<'m, T> {
    /// Creates an empty vector.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn new(items: &'m mut [MaybeUninit<T>]) -> Self {
        Self { items, len: 0 }
    }

    /// Returns the number of items.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Returns an item.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get(&self, index: usize) -> Option<&T> {
        if index >= self.len {
            return None;
        }
        // SAFETY: by the invariant of `len`, the item is in bounds and initialized.
        Some(unsafe { self.items.get_unchecked(index).assume_init_ref() })
    }

    /// Returns the items from `from` on; none if `from` is greater than the length.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn tail(&self, from: usize) -> Option<&[T]> {
        let count = self.len.checked_sub(from)?;
        // SAFETY: by the invariant of `len`, the items from `from` up to `len` are in bounds and
        // initialized.
        Some(unsafe { core::slice::from_raw_parts(self.items.as_ptr().add(from).cast(), count) })
    }

    /// Returns the items from `from` on, mutably.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn tail_mut(&mut self, from: usize) -> Option<&mut [T]> {
        let count = self.len.checked_sub(from)?;
        let start = self.items.as_mut_ptr();
        // SAFETY: as in `tail`; the memory is borrowed exclusively by `self`.
        Some(unsafe { core::slice::from_raw_parts_mut(start.add(from).cast(), count) })
    }

    /// Adds an item, and returns a reference to it.
    ///
    /// # Errors
    ///
    /// Returns an error if the memory is full.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn push(&mut self, item: T) -> Result<&mut T, Damaged> {
        let pushed = self.items.get_mut(self.len).ok_or(Damaged)?.write(item);
        self.len += 1;
        Ok(pushed)
    }

    /// Adds a copy of an item that has just been written, word by word. A processor forwards what has been written to a read
    /// of the same size; a read of several words waits until they are in memory. (rustc joins reads that are not volatile.)
    ///
    /// # Errors
    ///
    /// Returns the errors of [`push`](Self::push).
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn push_by_words(&mut self, item: &T) -> Result<(), Damaged> {
        type Word = MaybeUninit<usize>;
        let is_words = const {
            size_of::<T>().is_multiple_of(size_of::<Word>())
                && align_of::<T>() >= align_of::<Word>()
        };
        if COMPACT || !is_words {
            return self.push(*item).map(|_| ());
        }
        let from = core::ptr::from_ref(item).cast::<Word>();
        let to = self.items.get_mut(self.len).ok_or(Damaged)?.as_mut_ptr().cast::<Word>();
        for index in 0..size_of::<T>() / size_of::<Word>() {
            // SAFETY: both items consist of so many words, and are aligned; they do not overlap, because one is borrowed exclusively.
            unsafe { to.add(index).write(from.add(index).read_volatile()) };
        }
        self.len += 1;
        Ok(())
    }

    /// Removes the last item, and returns a reference to it.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no item.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn pop(&mut self) -> Result<&T, Damaged> {
        self.len = self.len.checked_sub(1).ok_or(Damaged)?;
        // SAFETY: it was the last of the first `len` items until now, so it is in bounds and initialized.
        Ok(unsafe { self.items.get_unchecked(self.len).assume_init_ref() })
    }

    /// Removes the items from `len` on.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }
}

#[cfg(test)]
mod tests {
    use super::FixedVec;
    use crate::data::Value;
    use core::mem::MaybeUninit;

    #[test]
    fn items_are_copied_by_words() {
        let mut memory = [MaybeUninit::uninit(); 2];
        let mut vec = FixedVec::new(&mut memory);
        let text = std::string::String::from("text");
        let values = [Value::Text(&text), Value::Bool(true)];
        for value in &values {
            assert!(vec.push_by_words(value).is_ok());
        }
        assert!(vec.push_by_words(&values[0]).is_err());
        assert!(matches!(vec.tail(0), Some([Value::Text("text"), Value::Bool(true)])));

        let mut memory = [MaybeUninit::uninit(); 1];
        let mut bytes = FixedVec::new(&mut memory);
        assert!(bytes.push_by_words(&7_u8).is_ok());
        assert_eq!(bytes.get(0), Some(&7));
    }

    #[test]
    fn push_pop_and_truncate() {
        let mut memory = [MaybeUninit::uninit(); 3];
        let mut vec = FixedVec::new(&mut memory);
        assert!(vec.pop().is_err());
        assert_eq!(vec.tail(0), Some(&[][..]));
        for item in 1..=3 {
            assert!(vec.push(item).is_ok());
        }
        assert!(vec.push(4).is_err());
        assert_eq!((vec.get(2), vec.get(3)), (Some(&3), None));
        assert_eq!(vec.tail(1), Some(&[2, 3][..]));
        assert_eq!(vec.tail(4), None);
        if let Some([_, last]) = vec.tail_mut(1) {
            *last = 5;
        }
        assert!(vec.pop().is_ok_and(|item| *item == 5));
        vec.truncate(1);
        vec.truncate(2);
        assert_eq!((vec.len(), vec.get(1)), (1, None));
    }
}
