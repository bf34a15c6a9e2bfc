//! Drains, which lend an `Out` the memory that it writes to.

use core::ptr::{NonNull, null_mut};

/// A destination of output: lends memory to an [`Out`](super::Out) and accepts the bytes that were written
/// there.
///
/// Only the drains of this crate implement it: [`SliceDrain`](super::SliceDrain),
/// `StringDrain` and [`WriterDrain`](super::WriterDrain).
///
/// # Safety
///
/// `open` returns a region that nothing else reads or writes, and that stays valid until the drain
/// is used in any way again, which includes moving it.
pub unsafe trait Drain: DrainSealed {
    /// Lends the memory for the next writes.
    #[doc(hidden)]
    fn open(&mut self) -> Region;

    /// Accepts the bytes that were written to the region that was lent last, and ends the loan.
    ///
    /// # Safety
    ///
    /// `at` must be in the region that `open` returned last, and the drain must not have been used since.
    /// The bytes from the start of that region to `at` are initialized and are whole `str`s.
    #[doc(hidden)]
    unsafe fn commit(&mut self, at: *mut u8);

    /// Tries to make the next region at least `need` bytes long.
    #[doc(hidden)]
    fn reserve(&mut self, need: usize);

    /// Appends a string of any length to the committed output.
    #[doc(hidden)]
    fn push(&mut self, text: &str);

    /// Returns `true` if the drain accepts nothing more. Its region is then empty.
    #[doc(hidden)]
    fn has_failed(&self) -> bool {
        false
    }

    /// Sets whether the following output cannot be suspended. A drain that stores output that does not fit then lends memory
    /// for it.
    #[doc(hidden)]
    fn set_whole(&mut self, is_whole: bool) {
        let _ = is_whole;
    }

    /// Commits, reserves, and lends again, in one virtual call.
    ///
    /// # Safety
    ///
    /// The requirements of [`commit`](Self::commit).
    #[doc(hidden)]
    unsafe fn commit_reserve(&mut self, at: *mut u8, need: usize) -> Region {
        // SAFETY: the caller meets the requirements of `commit`.
        unsafe { self.commit(at) };
        self.reserve(need);
        self.open()
    }

    /// Commits, appends, and lends again, in one virtual call.
    ///
    /// # Safety
    ///
    /// The requirements of [`commit`](Self::commit).
    #[doc(hidden)]
    unsafe fn commit_push(&mut self, at: *mut u8, text: &str) -> Region {
        // SAFETY: the caller meets the requirements of `commit`.
        unsafe { self.commit(at) };
        self.push(text);
        self.open()
    }
}

/// Memory to write to: from `at` to `end`, exclusive.
///
/// It consists of two pointers, so that it is returned in registers.
#[derive(Clone, Copy)]
pub struct Region {
    pub(super) at: *mut u8,
    pub(super) end: *mut u8,
}

impl Region {
    /// Returns `true` if this is the result of a printing function that has failed.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn is_none(&self) -> bool {
        self.at.is_null()
    }
}

/// Seals [`Drain`].
pub trait DrainSealed {}

/// A drain that discards everything.
///
/// An `Out` on it is the placeholder in a struct while the actual `Out` has been moved out.
pub(super) struct Void;

impl Void {
    /// Returns a pointer to a drain that is valid for any lifetime.
    pub(super) fn forever<'o>() -> NonNull<dyn Drain + 'o> {
        NonNull::<Self>::dangling()
    }
}

impl DrainSealed for Void {}

// SAFETY: the region has no bytes.
unsafe impl Drain for Void {
    fn open(&mut self) -> Region {
        Region { at: null_mut(), end: null_mut() }
    }

    /// # Safety
    ///
    /// The requirements of [`Drain::commit`].
    unsafe fn commit(&mut self, _: *mut u8) {}

    fn reserve(&mut self, _: usize) {}

    fn push(&mut self, _: &str) {}
}
