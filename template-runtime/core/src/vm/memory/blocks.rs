//! The blocks of scratch memory that are on the heap.
//!
//! # Safety
//!
//! The number in SAFETY comments refers to the invariant in `ARCHITECTURE.md`.

use alloc::{boxed::Box, vec::Vec};

/// The place of the bytes of a block, and their number.
type Bytes = (*mut u8, usize);

/// The blocks from number 1 on, of which those after the block in use are kept for reuse, as in the next iteration of a
/// loop.
pub(super) struct Blocks(Vec<Block>);

enum Block {
    Bytes(Vec<u8>),
    /// A value, with the bytes of the block before it.
    Value(#[expect(dead_code, reason = "it is dropped")] HeldValue, Bytes),
}

/// A value on the heap, which is dropped with this.
pub(super) struct HeldValue {
    value: *mut (),
    drop: unsafe fn(*mut ()),
}

impl HeldValue {
    /// Moves a value to the heap; returns also its place there.
    pub(super) fn new<T>(value: T) -> (Self, *const T) {
        /// Drops a value on the heap.
        ///
        /// # Safety
        ///
        /// The pointer comes from a `Box<T>`, which nothing else uses any more.
        unsafe fn drop_box<T>(value: *mut ()) {
            // SAFETY: the caller's promise.
            drop(unsafe { Box::from_raw(value.cast::<T>()) });
        }

        let place = Box::into_raw(Box::new(value));
        (Self { value: place.cast(), drop: drop_box::<T> }, place.cast_const())
    }
}

impl Drop for HeldValue {
    fn drop(&mut self) {
        // SAFETY: the pointer comes from a box of the type for which the function was instantiated. Only a block that
        // has been released is dropped: nothing reads the value any more (invariant 15).
        unsafe { (self.drop)(self.value) };
    }
}

impl Blocks {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Returns the bytes of the block at `index`.
    pub(super) fn bytes(&mut self, index: usize) -> Option<Bytes> {
        match self.0.get_mut(index)? {
            // Taken as a pointer, without an intermediate slice: using the slice would invalidate all
            // references to strings in it.
            Block::Bytes(block) => Some((block.as_mut_ptr(), block.capacity())),
            Block::Value(_, bytes) => Some(*bytes),
        }
    }

    /// Provides a block at `index`, the one after the block in use, with room for `len` bytes: the block that is there
    /// if it is large enough, or else a new one with `size` bytes, or with `len` bytes if all blocks together would have
    /// more than `limit`. The others after it are dropped. Returns `false` if there is no memory for it.
    pub(super) fn reserve(&mut self, index: usize, len: usize, size: usize, limit: usize) -> bool {
        self.truncate(index + 1);
        if matches!(self.0.get(index), Some(Block::Bytes(next)) if next.capacity() >= len) {
            return true;
        }
        self.truncate(index);
        let room = limit.saturating_sub(self.size());
        let mut block = Vec::new();
        if len > room || block.try_reserve_exact(size.min(room)).is_err() {
            return false;
        }
        self.0.push(Block::Bytes(block));
        true
    }

    /// Returns the number of bytes in all blocks.
    fn size(&self) -> usize {
        let size = |block: &Block| match block {
            Block::Bytes(bytes) => bytes.capacity(),
            Block::Value(..) => 0,
        };
        self.0.iter().map(size).sum()
    }

    /// Inserts a value at `index`, as the block after the one in use, whose bytes it shares.
    pub(super) fn hold(&mut self, index: usize, value: HeldValue, bytes: Bytes) {
        let index = index.min(self.0.len());
        self.0.insert(index, Block::Value(value, bytes));
    }

    /// Drops the values of the blocks from `index` on, the last first: it may borrow from those before it. All of them
    /// are dropped, even if the drop of one panics: what they borrow may end right after (invariant 15).
    #[cold]
    pub(super) fn drop_values(&mut self, index: usize) {
        struct Remaining<'b> {
            blocks: &'b mut Blocks,
            index: usize,
        }

        impl Remaining<'_> {
            fn drop_all(&mut self) {
                while let Some(last) = self.blocks.last_value(self.index) {
                    drop(self.blocks.0.remove(last));
                }
            }
        }

        impl Drop for Remaining<'_> {
            fn drop(&mut self) {
                self.drop_all();
            }
        }

        Remaining { blocks: self, index }.drop_all();
    }

    /// Returns `true` if there is a value.
    pub(super) fn holds_values(&self) -> bool {
        self.last_value(0).is_some()
    }

    /// Drops the blocks from `index` on.
    fn truncate(&mut self, index: usize) {
        self.drop_values(index);
        self.0.truncate(index);
    }

    /// Returns the index of the last value at `index` or after it.
    fn last_value(&self, index: usize) -> Option<usize> {
        let is_value = |block: &Block| matches!(block, Block::Value(..));
        self.0.get(index..)?.iter().rposition(is_value).map(|last| index + last)
    }
}

impl Drop for Blocks {
    #[inline]
    fn drop(&mut self) {
        // Most programs use no block on the heap.
        if !self.0.is_empty() {
            self.drop_values(0);
        }
    }
}
