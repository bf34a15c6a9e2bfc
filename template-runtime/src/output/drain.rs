//! What lends an `Out` its memory.

use core::ptr::{NonNull, null_mut};

/// Lends memory to an [`Out`](super::Out) and takes back what was written there.
///
/// Only the drains of this crate implement it: [`SliceDrain`](super::SliceDrain),
/// `StringDrain` and [`WriterDrain`](super::WriterDrain).
///
/// # Safety
///
/// `open` returns a region that nobody else reads or writes, and that stays valid until the drain
/// is used in any way again, be it only moved.
pub unsafe trait Drain: DrainSealed {
    /// Lends the memory for what comes next.
    #[doc(hidden)]
    fn open(&mut self) -> Region;

    /// Takes over what was written into the region last lent. It is no longer lent then.
    ///
    /// # Safety
    ///
    /// `at` lies in the region that `open` returned last, with no use of the drain since. From the
    /// start of that region to `at` every byte is initialized, and they are whole `str`s.
    #[doc(hidden)]
    unsafe fn commit(&mut self, at: *mut u8);

    /// Tries to make the next region at least `need` bytes long.
    #[doc(hidden)]
    fn reserve(&mut self, need: usize);

    /// Appends a text of any length to what was committed.
    #[doc(hidden)]
    fn push(&mut self, text: &str);

    /// Commits, makes room, and lends again: one call for the cursor, which is in a hurry.
    ///
    /// # Safety
    ///
    /// As for `commit`.
    #[doc(hidden)]
    unsafe fn commit_reserve(&mut self, at: *mut u8, need: usize) -> Region {
        // SAFETY: the caller's promise is the one that `commit` asks for.
        unsafe { self.commit(at) };
        self.reserve(need);
        self.open()
    }

    /// Commits, appends, and lends again.
    ///
    /// # Safety
    ///
    /// As for `commit`.
    #[doc(hidden)]
    unsafe fn commit_push(&mut self, at: *mut u8, text: &str) -> Region {
        // SAFETY: the caller's promise is the one that `commit` asks for.
        unsafe { self.commit(at) };
        self.push(text);
        self.open()
    }
}

/// Memory to write to: from `at` up to, not including, `end`.
///
/// Two pointers, so that it is returned in registers.
#[derive(Clone, Copy)]
pub struct Region {
    pub(super) at: *mut u8,
    pub(super) end: *mut u8,
}

/// Keeps others from implementing [`Drain`].
pub trait DrainSealed {}

/// Throws everything away.
///
/// It stands in while an `Out` has been moved out of where it is kept.
pub(super) struct Void;

impl Void {
    /// Returns a drain that is valid for ever.
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
    /// That of [`Drain::commit`].
    unsafe fn commit(&mut self, _: *mut u8) {}

    fn reserve(&mut self, _: usize) {}

    fn push(&mut self, _: &str) {}
}
