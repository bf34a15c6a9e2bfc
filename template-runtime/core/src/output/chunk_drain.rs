//! Output in chunks: output that does not fit into a buffer is stored for the next one.

use super::{
    cursor::Out,
    drain::{Drain, DrainSealed, Region},
    escape::boundary,
};
#[cfg(feature = "alloc")]
use alloc::string::String;
use core::{marker::PhantomData, mem::MaybeUninit, ptr::copy_nonoverlapping, slice, str};

/// The number of bytes that can be stored without a heap: more than any number has.
const INLINE: usize = 128;

/// The output that did not fit into a buffer.
pub(crate) struct Overflow {
    /// Initialized from 0 up to `end`.
    inline: [MaybeUninit<u8>; INLINE],
    /// The used part of `inline`.
    start: usize,
    end: usize,
    /// The output that does not fit into `inline`.
    #[cfg(feature = "alloc")]
    heap: String,
    /// The number of bytes of `heap` that have been taken.
    #[cfg(feature = "alloc")]
    taken: usize,
    /// The number of bytes that have not been taken.
    stored: usize,
    /// Whether something did not fit here, either.
    has_failed: bool,
    /// The maximum number of bytes on the heap.
    #[cfg(feature = "compile")]
    limit: usize,
}

impl Overflow {
    #[inline(always)]
    pub(crate) const fn new() -> Self {
        Self {
            inline: [MaybeUninit::uninit(); INLINE],
            start: 0,
            end: 0,
            #[cfg(feature = "alloc")]
            heap: String::new(),
            #[cfg(feature = "alloc")]
            taken: 0,
            stored: 0,
            has_failed: false,
            #[cfg(feature = "compile")]
            limit: usize::MAX,
        }
    }

    /// Returns the first part of the stored output, which ends between two characters; nothing if all has been taken.
    fn front(&self) -> &str {
        let inline = self.inline.get(self.start..self.end).unwrap_or_default();
        #[cfg(feature = "alloc")]
        if inline.is_empty() {
            return self.heap.get(self.taken..).unwrap_or_default();
        }
        // SAFETY: the bytes are initialized; only whole strings are stored, and taken up to a position between two characters.
        unsafe {
            str::from_utf8_unchecked(slice::from_raw_parts(inline.as_ptr().cast(), inline.len()))
        }
    }

    /// Removes the first `len` bytes of [`Overflow::front`], which are whole characters.
    fn take(&mut self, len: usize) {
        self.stored -= len;
        #[cfg(feature = "alloc")]
        if self.start == self.end {
            self.taken += len;
            return;
        }
        self.start += len;
    }

    /// Writes the stored output to a buffer, as far as it fits, and returns the number of bytes.
    #[cold]
    #[inline(never)]
    fn write_to(&mut self, buffer: &mut [u8]) -> usize {
        let mut at = 0;
        loop {
            let front = self.front();
            let len = boundary(front, buffer.len() - at);
            if len == 0 {
                return at;
            }
            // SAFETY: there is room for the bytes after `at`, and nothing else accesses the buffer.
            unsafe { copy_nonoverlapping(front.as_ptr(), buffer.as_mut_ptr().add(at), len) };
            at += len;
            self.take(len);
        }
    }

    /// Returns `true` if no output is stored.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.stored == 0
    }

    /// Stores a string after the others.
    fn push(&mut self, text: &str) {
        if self.is_empty() {
            (self.start, self.end) = (0, 0);
            #[cfg(feature = "alloc")]
            {
                self.heap.clear();
                self.taken = 0;
            }
        }
        #[cfg(feature = "alloc")]
        let is_inline = self.heap.is_empty();
        #[cfg(not(feature = "alloc"))]
        let is_inline = true;
        if is_inline && let Some(room) = self.inline.get_mut(self.end..self.end + text.len()) {
            // SAFETY: there is as much room as the text has bytes, and the text is not there.
            unsafe { copy_nonoverlapping(text.as_ptr(), room.as_mut_ptr().cast(), text.len()) };
            self.end += text.len();
            self.stored += text.len();
            return;
        }
        #[cfg(feature = "compile")]
        if self.heap.len().saturating_add(text.len()) > self.limit {
            self.has_failed = true;
            return;
        }
        #[cfg(feature = "alloc")]
        if self.heap.try_reserve(text.len()).is_ok() {
            self.heap.push_str(text);
            self.stored += text.len();
            return;
        }
        self.has_failed = true;
    }

    /// Returns the unused memory on the heap after the output that is stored there.
    #[cfg(feature = "alloc")]
    fn spare(&mut self) -> Region {
        #[cfg(feature = "compile")]
        let limit = self.limit;
        #[cfg(not(feature = "compile"))]
        let limit = usize::MAX;
        // SAFETY: the vector is not modified: only its address and its lengths are read.
        let bytes = unsafe { self.heap.as_mut_vec() };
        let (start, len, end) = (bytes.as_mut_ptr(), bytes.len(), bytes.capacity().min(limit));
        // SAFETY: both are at most the capacity.
        unsafe { Region { at: start.add(len), end: start.add(end.max(len)) } }
    }

    /// Stores the bytes that were written to the memory that [`Overflow::spare`] returned, up to `at`.
    ///
    /// # Safety
    ///
    /// `at` must be in that memory, and the heap must not have been used since. The bytes before `at` are initialized, and
    /// are whole `str`s.
    #[cfg(feature = "alloc")]
    unsafe fn keep_until(&mut self, at: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe {
            let bytes = self.heap.as_mut_vec();
            let len = at.offset_from_unsigned(bytes.as_mut_ptr());
            self.stored += len - bytes.len();
            bytes.set_len(len);
        }
    }

    /// Limits the number of bytes on the heap.
    #[cfg(feature = "compile")]
    pub(crate) fn set_limit(&mut self, bytes: usize) {
        self.limit = bytes;
    }

    /// Returns `true` if output has been lost, because there was no memory for it.
    pub(crate) fn has_failed(&self) -> bool {
        self.has_failed
    }
}

/// A drain that writes to a slice, and stores output that does not fit.
pub(crate) struct ChunkDrain<'b, 'k> {
    // As in `SliceDrain`.
    start: *mut u8,
    capacity: usize,
    /// The number of committed bytes, which are whole `str`s. At most `capacity`.
    len: usize,
    overflow: &'k mut Overflow,
    /// Whether the output is such that cannot stop in the middle: [`Drain::set_whole`].
    #[cfg(feature = "alloc")]
    is_whole: bool,
    lifetime: PhantomData<&'b mut [u8]>,
}

impl<'b, 'k> ChunkDrain<'b, 'k> {
    /// Creates a drain that writes from the start of `buffer`, beginning with the stored output.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn new(buffer: &'b mut [u8], overflow: &'k mut Overflow) -> Self {
        // Before the drain is made, which is then not moved.
        let len = if overflow.is_empty() { 0 } else { overflow.write_to(buffer) };
        Self {
            start: buffer.as_mut_ptr(),
            capacity: buffer.len(),
            len,
            overflow,
            #[cfg(feature = "alloc")]
            is_whole: false,
            lifetime: PhantomData,
        }
    }

    /// Returns `true` if the region that is lent is part of the overflow.
    #[cfg(feature = "alloc")]
    fn lends_overflow(&self) -> bool {
        self.is_whole && !self.overflow.is_empty() && !self.overflow.has_failed()
    }

    /// Returns the number of bytes that have been committed.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Returns `true` if output is stored for the next buffer.
    pub(crate) fn has_overflow(&self) -> bool {
        !self.overflow.is_empty()
    }

    /// Returns the output.
    pub(crate) fn finish(self) -> &'b str {
        // SAFETY: the first `len` bytes were committed, so they are initialized and whole `str`s; they can be written
        // only through `self`, which is consumed.
        unsafe { str::from_utf8_unchecked(slice::from_raw_parts(self.start, self.len)) }
    }
}

impl DrainSealed for ChunkDrain<'_, '_> {}

// SAFETY: the region is part of the slice, which is borrowed for longer than the drain lives, or spare capacity of the
// overflow, which nothing else reads or writes, and which stays in place until the overflow is used again.
unsafe impl Drain for ChunkDrain<'_, '_> {
    #[inline]
    fn open(&mut self) -> Region {
        #[cfg(feature = "alloc")]
        if self.lends_overflow() {
            return self.overflow.spare();
        }
        // The stored output precedes all that follows.
        let is_closed = !self.overflow.is_empty() || self.overflow.has_failed();
        let open = if is_closed { self.len } else { self.capacity };
        // SAFETY: `len <= open <= capacity`.
        unsafe { Region { at: self.start.add(self.len), end: self.start.add(open) } }
    }

    /// # Safety
    ///
    /// The requirements of [`Drain::commit`].
    unsafe fn commit(&mut self, at: *mut u8) {
        #[cfg(feature = "alloc")]
        if self.lends_overflow() {
            // SAFETY: the drain has not been used since `open`, so that the condition was the same there. The caller promises
            // that `at` is in the region, which is that of the overflow, and that what is before it has been written.
            return unsafe { self.overflow.keep_until(at) };
        }
        // SAFETY: the caller promises that `at` is in the region, which is part of the slice.
        self.len = unsafe { at.offset_from_unsigned(self.start) };
    }

    #[cfg(feature = "alloc")]
    fn set_whole(&mut self, is_whole: bool) {
        self.is_whole = is_whole;
    }

    fn has_failed(&self) -> bool {
        self.overflow.has_failed()
    }

    fn reserve(&mut self, _: usize) {}

    fn push(&mut self, text: &str) {
        let room = if self.overflow.is_empty() { self.capacity - self.len } else { 0 };
        let (fits, rest) = text.split_at_checked(boundary(text, room)).unwrap_or(("", text));
        // SAFETY: there is room for the text after `len`, and nothing else accesses the slice.
        unsafe { copy_nonoverlapping(fits.as_ptr(), self.start.add(self.len), fits.len()) };
        self.len += fits.len();
        if !rest.is_empty() {
            self.overflow.push(rest);
        }
    }
}

impl Out<'_> {
    /// Appends the output of `write`, which cannot be suspended, and may be long.
    ///
    /// # Errors
    ///
    /// Returns the errors of `write`.
    pub(crate) fn whole<E>(self, write: impl FnOnce(Self) -> Result<Self, E>) -> Result<Self, E> {
        Ok(write(self.set_whole(true))?.set_whole(false))
    }

    /// Makes the region empty, so that nothing more is written before [`Out::reopen`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn close(self) -> Self {
        self.with_end_here()
    }

    /// Continues after [`Out::close`].
    pub(crate) fn reopen(self) -> Self {
        self.reserve(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{ChunkDrain, INLINE, Overflow};
    use crate::output::cursor::Out;
    use std::{string::String, vec, vec::Vec};

    /// Returns the chunks of the output of `write`.
    fn chunks(size: usize, write: impl FnOnce(Out<'_>) -> Out<'_>) -> Vec<String> {
        let mut overflow = Overflow::new();
        let mut buffer = vec![0; size];
        let mut drain = ChunkDrain::new(&mut buffer, &mut overflow);
        write(Out::new(&mut drain)).finish();
        let mut chunks = vec![String::from(drain.finish())];
        while !overflow.is_empty() {
            let drain = ChunkDrain::new(&mut buffer, &mut overflow);
            chunks.push(String::from(drain.finish()));
        }
        assert!(!overflow.has_failed());
        chunks
    }

    #[test]
    fn what_does_not_fit_is_kept() {
        assert_eq!(chunks(4, |out| out.str("abcdefghij")), ["abcd", "efgh", "ij"]);
        assert_eq!(chunks(4, |out| out.str("abc").html("<").str("é")), ["abc&", "lt;", "é"]);
        assert_eq!(chunks(5, |out| out.int(-1234).str("🎉🎉")), ["-1234", "🎉", "🎉"]);
    }

    #[test]
    fn nothing_precedes_what_is_kept() {
        assert_eq!(
            chunks(4, |out| out.str("abé").str("").str("c🎉").str("d")),
            ["abé", "c", "🎉", "d"]
        );
    }

    #[test]
    fn much_is_kept_on_the_heap() {
        let long = "0123456789".repeat(INLINE);
        let all = chunks(7, |out| out.str("x").str(&long).int(5)).concat();
        assert_eq!(all, std::format!("x{long}5"));
        assert_eq!(chunks(2000, |out| out.str(&long)), [long]);
    }

    #[cfg(feature = "alloc")]
    #[test]
    fn what_is_written_as_a_whole_goes_to_the_heap() {
        let piece = "0123456789";
        for count in [1, 5, 14, 15, 40, 200] {
            for size in [4, 9, 50, 1000] {
                let all = chunks(size, |out| {
                    let whole = out.str("<").whole(|mut out| {
                        for _ in 0..count {
                            out = out.str(piece).int(7).html("&");
                        }
                        Ok::<_, ()>(out)
                    });
                    whole.unwrap().str(">")
                });
                let expected = std::format!("{piece}7&amp;").repeat(count);
                assert_eq!(all.concat(), std::format!("<{expected}>"), "{count} {size}");
            }
        }
    }

    #[cfg(feature = "compile")]
    #[test]
    fn nothing_is_written_after_a_failure() {
        for limit in [0, 1, 7, 100, 1000] {
            let mut overflow = Overflow::new();
            overflow.set_limit(limit);
            let mut buffer = [0; 10];
            let mut drain = ChunkDrain::new(&mut buffer, &mut overflow);
            let _ = Out::new(&mut drain).whole(|mut out| {
                let mut count = 0;
                while !out.has_failed() {
                    out = out.html("1234567");
                    count += 1;
                    assert!(count < 1000, "{limit}");
                }
                Ok::<_, ()>(out)
            });
            assert!(overflow.has_failed());
        }
    }
}
