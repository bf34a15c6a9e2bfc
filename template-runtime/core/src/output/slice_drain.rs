//! Output to a byte slice.

use super::drain::{Drain, DrainSealed, Region};
use core::{marker::PhantomData, ptr::copy_nonoverlapping, slice, str};

/// A drain that writes to a slice. It counts the bytes that do not fit, so that it can report the
/// length of the whole output.
pub struct SliceDrain<'b> {
    // The slice in raw parts: a move of a `&mut` would invalidate the region that is lent. `start`
    // is valid for writes of `capacity` bytes for `'b`, and nothing else accesses these bytes.
    start: *mut u8,
    capacity: usize,
    /// The number of committed bytes, which are whole `str`s. At most `capacity`.
    len: usize,
    /// The number of bytes that did not fit. Once it is not zero, all further bytes are counted
    /// here as well, even if they would fit: the output must not have gaps.
    missing: usize,
    /// The number of bytes that are counted at most.
    #[cfg(feature = "compile")]
    limit: usize,
    lifetime: PhantomData<&'b mut [u8]>,
}

impl<'b> SliceDrain<'b> {
    /// Creates a drain that writes from the start of `buffer`.
    ///
    /// Bytes after the output may be overwritten.
    #[inline]
    pub fn new(buffer: &'b mut [u8]) -> Self {
        let (start, capacity) = (buffer.as_mut_ptr(), buffer.len());
        Self {
            start,
            capacity,
            len: 0,
            missing: 0,
            #[cfg(feature = "compile")]
            limit: usize::MAX,
            lifetime: PhantomData,
        }
    }

    /// Creates a drain that accepts nothing more after it has counted `limit` bytes.
    #[cfg(feature = "compile")]
    pub(crate) fn with_limit(buffer: &'b mut [u8], limit: usize) -> Self {
        Self { limit, ..Self::new(buffer) }
    }

    /// Returns `true` if the slice is empty.
    #[cfg(all(feature = "reload", debug_assertions))]
    pub(crate) fn has_no_capacity(&self) -> bool {
        self.capacity == 0
    }

    /// Returns the output, which consists of the output of each `Out` that was finished.
    ///
    /// # Errors
    ///
    /// Returns the length of the output in bytes if the slice is too short.
    #[inline]
    pub fn finish(self) -> Result<&'b str, usize> {
        if self.missing > 0 {
            return Err(self.len.saturating_add(self.missing));
        }
        // SAFETY: the first `len` bytes were committed, so they are initialized and whole `str`s;
        // they can be written only through
        // `self`, which is consumed.
        Ok(unsafe { str::from_utf8_unchecked(slice::from_raw_parts(self.start, self.len)) })
    }
}

impl DrainSealed for SliceDrain<'_> {}

// SAFETY: the region is part of the slice, which is borrowed for longer than the drain lives.
unsafe impl Drain for SliceDrain<'_> {
    fn open(&mut self) -> Region {
        let open = if self.missing == 0 { self.capacity } else { self.len };
        // SAFETY: `len <= open <= capacity`.
        unsafe { Region { at: self.start.add(self.len), end: self.start.add(open) } }
    }

    /// # Safety
    ///
    /// The requirements of [`Drain::commit`].
    unsafe fn commit(&mut self, at: *mut u8) {
        // SAFETY: the caller promises that `at` is in the region, which is part of the slice.
        self.len = unsafe { at.offset_from_unsigned(self.start) };
    }

    #[cfg(feature = "compile")]
    fn has_failed(&self) -> bool {
        self.missing > self.limit
    }

    fn reserve(&mut self, _: usize) {}

    fn push(&mut self, text: &str) {
        if self.missing > 0 || text.len() > self.capacity - self.len {
            self.missing = self.missing.saturating_add(text.len());
            return;
        }
        // SAFETY: there is room for the text after `len`, and nothing else accesses the slice.
        unsafe { copy_nonoverlapping(text.as_ptr(), self.start.add(self.len), text.len()) };
        self.len += text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::SliceDrain;
    use crate::output::{cursor::Out, drain::Drain};

    #[test]
    fn empty_slices_count_the_output() {
        let mut drain = SliceDrain::new(&mut []);
        Out::new(&mut drain).str("abc").html("<").int(12).finish();
        assert_eq!(drain.finish(), Err(9));
        assert_eq!(SliceDrain::new(&mut []).finish(), Ok(""));
    }

    #[test]
    fn nothing_is_written_after_an_overflow() {
        let mut buffer = [0; 4];
        let mut drain = SliceDrain::new(&mut buffer);
        Out::new(&mut drain).str("abc").str("def").str("g").finish();
        Out::new(&mut drain).str("h").finish();
        drain.push("i");
        assert_eq!(drain.finish(), Err(9));
    }

    #[test]
    fn characters_are_not_split() {
        let mut buffer = [0; 4];
        let mut drain = SliceDrain::new(&mut buffer);
        Out::new(&mut drain).str("aé世").finish();
        assert_eq!(drain.finish(), Err(6));
    }

    #[test]
    fn unfinished_outs_count_their_overflow() {
        let mut buffer = [0; 4];
        let mut drain = SliceDrain::new(&mut buffer);
        drain.push("ab");
        let _ = Out::new(&mut drain).str("c").str("defgh").str("ij");
        assert_eq!(drain.finish(), Err(10));
    }
}
