//! Output into a slice of a fixed length.

use super::drain::{Drain, DrainSealed, Region};
use core::{marker::PhantomData, ptr::copy_nonoverlapping, slice, str};

/// Writes to a slice. What does not fit is counted, so that the length it takes is known.
pub struct SliceDrain<'b> {
    // The slice in raw parts: the region that is lent must outlive moves of the drain's own
    // reference. Valid for writes of `capacity` bytes for `'b`, and ours alone.
    start: *mut u8,
    capacity: usize,
    /// How many bytes were committed: whole `str`s. At most `capacity`.
    len: usize,
    /// How many bytes came when there was no room. Once it is not zero, all that follows is
    /// counted here as well: text with a hole is no text.
    missing: usize,
    lifetime: PhantomData<&'b mut [u8]>,
}

impl<'b> SliceDrain<'b> {
    /// Starts at the beginning of `buffer`.
    ///
    /// Bytes behind the output may be overwritten.
    #[inline]
    pub fn new(buffer: &'b mut [u8]) -> Self {
        let (start, capacity) = (buffer.as_mut_ptr(), buffer.len());
        Self { start, capacity, len: 0, missing: 0, lifetime: PhantomData }
    }

    /// Returns the output: what was written by each `Out` that was finished.
    ///
    /// # Errors
    ///
    /// If the slice is too short: the length that the output takes.
    #[inline]
    pub fn finish(self) -> Result<&'b str, usize> {
        if self.missing > 0 {
            return Err(self.len.saturating_add(self.missing));
        }
        // SAFETY: the first `len` bytes were committed, so they are initialized and whole `str`s;
        // `self`, through which alone they could be written, is gone.
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
    /// That of [`Drain::commit`].
    unsafe fn commit(&mut self, at: *mut u8) {
        // SAFETY: the caller promises that `at` lies in the region, which is part of the slice.
        self.len = unsafe { at.offset_from_unsigned(self.start) };
    }

    fn reserve(&mut self, _: usize) {}

    fn push(&mut self, text: &str) {
        if self.missing > 0 || text.len() > self.capacity - self.len {
            self.missing = self.missing.saturating_add(text.len());
            return;
        }
        // SAFETY: there is room for the text behind `len`, and nobody else has the slice.
        unsafe { copy_nonoverlapping(text.as_ptr(), self.start.add(self.len), text.len()) };
        self.len += text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::SliceDrain;
    use crate::output::{cursor::Out, drain::Drain};

    #[test]
    fn empty_slices_count() {
        let mut drain = SliceDrain::new(&mut []);
        Out::new(&mut drain).str("abc").html("<").int(12).finish();
        assert_eq!(drain.finish(), Err(9));
        assert_eq!(SliceDrain::new(&mut []).finish(), Ok(""));
    }

    #[test]
    fn no_hole_is_filled() {
        let mut buffer = [0; 4];
        let mut drain = SliceDrain::new(&mut buffer);
        Out::new(&mut drain).str("abc").str("def").str("g").finish();
        Out::new(&mut drain).str("h").finish();
        drain.push("i");
        assert_eq!(drain.finish(), Err(9));
    }

    #[test]
    fn characters_are_not_cut() {
        let mut buffer = [0; 4];
        let mut drain = SliceDrain::new(&mut buffer);
        Out::new(&mut drain).str("aé世").finish();
        assert_eq!(drain.finish(), Err(6));
    }

    #[test]
    fn overflow_outlives_its_out() {
        let mut buffer = [0; 4];
        let mut drain = SliceDrain::new(&mut buffer);
        drain.push("ab");
        let _ = Out::new(&mut drain).str("c").str("defgh").str("ij");
        assert_eq!(drain.finish(), Err(10));
    }
}
