//! Memory that is filled from its beginning on, and emptied again.

use super::stack::Damaged;
use core::mem::MaybeUninit;

/// Items one behind the other, in memory of a fixed size that nobody else sees. What has not been pushed
/// is never initialized.
pub(super) struct Filled<'m, T> {
    items: &'m mut [MaybeUninit<T>],
    /// Invariant: the first `len` items are initialized, and `len <= items.len()`.
    len: usize,
}

impl<'m, T: Copy> Filled<'m, T> {
    /// Starts without items.
    #[inline(always)]
    pub(super) fn new(items: &'m mut [MaybeUninit<T>]) -> Self {
        Self { items, len: 0 }
    }

    /// Tells how many items there are.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Gives an item.
    #[inline(always)]
    pub(super) fn get(&self, index: usize) -> Option<&T> {
        if index >= self.len {
            return None;
        }
        // SAFETY: the first `len` items are there, and initialized.
        Some(unsafe { self.items.get_unchecked(index).assume_init_ref() })
    }

    /// Gives the items from `from` on.
    #[inline(always)]
    pub(super) fn tail(&self, from: usize) -> Option<&[T]> {
        let count = self.len.checked_sub(from)?;
        // SAFETY: as in `get`, for those from `from` up to `len`.
        Some(unsafe { core::slice::from_raw_parts(self.items.as_ptr().add(from).cast(), count) })
    }

    /// The same, to be changed.
    #[inline(always)]
    pub(super) fn tail_mut(&mut self, from: usize) -> Option<&mut [T]> {
        let count = self.len.checked_sub(from)?;
        let start = self.items.as_mut_ptr();
        // SAFETY: as in `tail`; the memory is borrowed exclusively.
        Some(unsafe { core::slice::from_raw_parts_mut(start.add(from).cast(), count) })
    }

    /// Adds an item.
    ///
    /// # Errors
    ///
    /// When there is no room for it.
    #[inline(always)]
    pub(super) fn push(&mut self, item: T) -> Result<(), Damaged> {
        self.items.get_mut(self.len).ok_or(Damaged)?.write(item);
        self.len += 1;
        Ok(())
    }

    /// Removes the last item, and shows it.
    ///
    /// # Errors
    ///
    /// When there is none.
    #[inline(always)]
    pub(super) fn pop(&mut self) -> Result<&T, Damaged> {
        self.len = self.len.checked_sub(1).ok_or(Damaged)?;
        // SAFETY: it has been one of the first `len` items until now, and is still initialized.
        Ok(unsafe { self.items.get_unchecked(self.len).assume_init_ref() })
    }

    /// Removes the items from `len` on.
    #[inline(always)]
    pub(super) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }
}

#[cfg(test)]
mod tests {
    use super::Filled;
    use core::mem::MaybeUninit;

    #[test]
    fn a_stack() {
        let mut memory = [MaybeUninit::uninit(); 3];
        let mut filled = Filled::new(&mut memory);
        assert!(filled.pop().is_err());
        assert_eq!(filled.tail(0), Some(&[][..]));
        for item in 1..=3 {
            assert!(filled.push(item).is_ok());
        }
        assert!(filled.push(4).is_err());
        assert_eq!((filled.get(2), filled.get(3)), (Some(&3), None));
        assert_eq!(filled.tail(1), Some(&[2, 3][..]));
        assert_eq!(filled.tail(4), None);
        if let Some([_, last]) = filled.tail_mut(1) {
            *last = 5;
        }
        assert!(filled.pop().is_ok_and(|item| *item == 5));
        filled.truncate(1);
        filled.truncate(2);
        assert_eq!((filled.len(), filled.get(1)), (1, None));
    }
}
