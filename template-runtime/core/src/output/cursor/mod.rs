//! The cursor, and the basic writes.

mod out_of_line;

#[cfg(feature = "alloc")]
pub(crate) use out_of_line::print_whole;
pub(crate) use out_of_line::{PrintOutOfLine, RawOut};

use super::{
    compact::COMPACT,
    drain::{Drain, Region, Void},
};
use core::{
    marker::PhantomData,
    mem::MaybeUninit,
    ptr::{NonNull, copy_nonoverlapping},
    slice, str,
};

/// The output cursor: the position of the next byte.
///
/// Every write takes it by value and returns it. Without [`finish`](Self::finish), the drain does
/// not receive the last bytes.
#[must_use = "what was written is lost unless the `Out` is finished"]
pub struct Out<'o> {
    // Invariants:
    //
    // 1. `drain` points to a drain that is valid for `'o` and that only this `Out` uses. It is not a
    //    reference, because the region may be inside the drain (`WriterDrain`), and moving a `&mut`
    //    asserts unique access to all of the drain.
    // 2. `at <= end`, and both are in the region that `drain` lent last (or one past its end).
    // 3. The bytes from the start of that region to `at` are initialized and are whole `str`s.
    at: *mut u8,
    end: *mut u8,
    drain: NonNull<dyn Drain + 'o>,
    lifetime: PhantomData<&'o mut (dyn Drain + 'o)>,
}

impl<'o> Out<'o> {
    /// Creates a cursor that writes to `drain`, after the committed output.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn new(drain: &'o mut (dyn Drain + 'o)) -> Self {
        // The region is derived from the pointer that is kept, so that no later borrow invalidates
        // it.
        let mut drain = NonNull::from(drain);
        // SAFETY: the pointer comes from a `&'o mut` that nothing else uses for `'o`.
        let Region { at, end } = unsafe { drain.as_mut() }.open();
        Self { at, end, drain, lifetime: PhantomData }
    }

    /// Commits everything that was written to the drain.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn finish(mut self) {
        // SAFETY: invariant 1 for the reference, 2 and 3 for the requirements of `commit`.
        unsafe { self.drain.as_mut().commit(self.at) }
    }

    /// Appends `text` unescaped.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn str(self, text: &str) -> Self {
        if COMPACT { self.outline(move |out| out.copy(text)) } else { self.copy(text) }
    }

    /// Appends `text` unescaped by a call, so that the surrounding code keeps less in registers that a call preserves.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn str_out_of_line(self, text: &str) -> Self {
        self.outline(move |out| out.copy(text))
    }

    /// Appends `text` unescaped; the body of [`str`](Self::str).
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn copy(self, text: &str) -> Self {
        let len = text.len();
        if len > self.room() {
            return self.push(text);
        }
        // SAFETY: there is room for `len` bytes. `text` is borrowed and nothing else accesses
        // the region, so they do not overlap. The bytes are a whole `str`.
        unsafe {
            copy_nonoverlapping(text.as_ptr(), self.at, len);
            self.advance(len)
        }
    }

    /// Creates a cursor that discards everything.
    pub(crate) fn void() -> Self {
        let mut drain = Void::forever();
        // SAFETY: `Void` has no bytes, so that a dangling pointer to it is valid and aliases
        // nothing.
        let Region { at, end } = unsafe { drain.as_mut() }.open();
        Self { at, end, drain, lifetime: PhantomData }
    }

    /// Returns `true` if the drain accepts nothing more.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn has_failed(&self) -> bool {
        // SAFETY: `drain` is that of `self`.
        self.at == self.end && unsafe { drain_has_failed(self.drain) }
    }

    /// Returns `true` if the region has no room.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn is_full(&self) -> bool {
        self.at == self.end
    }

    /// Ends the region at the current position.
    pub(super) fn with_end_here(mut self) -> Self {
        self.end = self.at;
        self
    }

    /// Returns the number of bytes that fit in the region.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn room(&self) -> usize {
        // SAFETY: by invariant 2 these are two positions in one region, in this order.
        unsafe { self.end.offset_from_unsigned(self.at) }
    }

    /// Returns the position of the next byte: `room` bytes may be written from there.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn at(&self) -> *mut u8 {
        self.at
    }

    /// Advances by `len` bytes that have been written.
    ///
    /// # Safety
    ///
    /// `len <= room()`, and the first `len` bytes from `at()` are now initialized and whole `str`s.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn advance(mut self, len: usize) -> Self {
        // SAFETY: the caller keeps invariants 2 and 3.
        self.at = unsafe { self.at.add(len) };
        self
    }

    /// Advances like [`advance`](Self::advance), without moving the `Out`.
    ///
    /// # Safety
    ///
    /// The requirements of [`advance`](Self::advance).
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn advance_in_place(&mut self, len: usize) {
        // SAFETY: the caller keeps invariants 2 and 3.
        self.at = unsafe { self.at.add(len) };
    }

    /// Returns to a position at which this `Out` has been, since the drain lent the region.
    ///
    /// # Safety
    ///
    /// `at` was [`at()`](Self::at) since then.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn back_to(self, at: *mut u8) -> Self {
        Self { at, ..self }
    }

    /// Appends a string that does not fit in the region.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn push(self, text: &str) -> Self {
        // SAFETY: `drain` and `at` are those of `self`.
        let region = unsafe { commit_push(self.drain, self.at, text) };
        self.with(region)
    }

    /// Requests `need` bytes of room from the drain, which may provide fewer.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn reserve(self, need: usize) -> Self {
        // SAFETY: `drain` and `at` are those of `self`.
        let region = unsafe { commit_reserve(self.drain, self.at, need) };
        self.with(region)
    }

    /// Calls [`Drain::set_whole`] between two regions.
    pub(super) fn set_whole(mut self, is_whole: bool) -> Self {
        // SAFETY: invariant 1 for the reference, 2 and 3 for the requirements of `commit`.
        let region = unsafe {
            let drain = self.drain.as_mut();
            drain.commit(self.at);
            drain.set_whole(is_whole);
            drain.open()
        };
        self.with(region)
    }

    /// Continues in a region that the drain has just lent. (Invariant 3 holds at its start.)
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn with(self, Region { at, end }: Region) -> Self {
        Self { at, end, ..self }
    }
}

/// Calls [`Drain::commit_push`] out of line. Arguments and result are passed in registers.
///
/// # Safety
///
/// `drain` and `at` are those of one `Out`.
#[cold]
#[inline(never)]
unsafe fn commit_push(mut drain: NonNull<dyn Drain + '_>, at: *mut u8, text: &str) -> Region {
    // SAFETY: invariant 1 for the reference, 2 and 3 for the requirements of `commit`.
    unsafe { drain.as_mut().commit_push(at, text) }
}

/// Calls [`Drain::commit_reserve`] out of line. Arguments and result are passed in registers.
///
/// # Safety
///
/// `drain` and `at` are those of one `Out`.
#[cold]
#[inline(never)]
unsafe fn commit_reserve(mut drain: NonNull<dyn Drain + '_>, at: *mut u8, need: usize) -> Region {
    // SAFETY: invariant 1 for the reference, 2 and 3 for the requirements of `commit`.
    unsafe { drain.as_mut().commit_reserve(at, need) }
}

/// Returns `true` if a drain accepts nothing more. Not a method, so that `Out`s stay in registers.
///
/// # Safety
///
/// `drain` is that of an `Out`.
#[cold]
#[inline(never)]
unsafe fn drain_has_failed(drain: NonNull<dyn Drain + '_>) -> bool {
    // SAFETY: invariant 1; the region is not accessed.
    unsafe { drain.as_ref() }.has_failed()
}

impl Out<'_> {
    /// Appends the output of `write`, which is at most `N` bytes: directly to the region if there
    /// is room for all `N`, and through a buffer otherwise.
    ///
    /// # Safety
    ///
    /// `write` is passed a pointer to which it may write `N` bytes. It returns the number of bytes
    /// that it wrote, which are initialized and whole `str`s.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn fill<const N: usize>(self, write: impl FnOnce(*mut u8) -> usize) -> Self {
        if N > self.room() {
            // SAFETY: the caller meets the requirements of `fill_exact`.
            return self.cold(move |out| unsafe { out.fill_exact::<N>(write) });
        }
        let len = write(self.at());
        // SAFETY: the caller promises that `write` has written `len <= N` bytes of whole `str`s.
        unsafe { self.advance(len) }
    }

    /// Appends the output of `write`, in exactly the room that it takes.
    ///
    /// # Safety
    ///
    /// The requirements of [`fill`](Self::fill).
    unsafe fn fill_exact<const N: usize>(self, write: impl FnOnce(*mut u8) -> usize) -> Self {
        let mut buffer = [const { MaybeUninit::<u8>::uninit() }; N];
        let start = buffer.as_mut_ptr().cast::<u8>();
        let len = write(start);
        // SAFETY: the caller promises that the first `len` bytes are initialized and whole `str`s.
        let text = unsafe { str::from_utf8_unchecked(slice::from_raw_parts(start, len)) };
        self.str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Out;
    use crate::output::{slice_drain::SliceDrain, tests::fits};

    #[test]
    fn strings_fit_exactly() {
        fits("", |out| out.str(""));
        fits("a", |out| out.str("a"));
        fits("grüße, 世界 🎉", |out| out.str("grüße").str(", ").str("世界 ").str("🎉"));
    }

    #[test]
    fn void_discards_everything() {
        Out::void().str("a").html("<").int(-1).finish();
        Out::void().reserve(10).str("b").finish();
    }

    #[test]
    fn unfinished_output_is_lost() {
        let mut buffer = [0; 16];
        let mut drain = SliceDrain::new(&mut buffer);
        let _ = Out::new(&mut drain).str("lost");
        Out::new(&mut drain).str("kept").finish();
        let _ = Out::new(&mut drain).html("lost as well");
        Out::new(&mut drain).str(" too").finish();
        assert_eq!(drain.finish(), Ok("kept too"));
    }

    #[test]
    fn fills_fit_exactly() {
        fits("xyzxyz", |out| {
            let xyz = |at: *mut u8| {
                // SAFETY: eight bytes may be written.
                unsafe { core::ptr::copy_nonoverlapping(b"xyz".as_ptr(), at, 3) };
                3
            };
            // SAFETY: the closure writes three bytes, which are ASCII, and returns 3.
            unsafe { out.fill::<8>(xyz).fill::<8>(xyz) }
        });
    }
}
