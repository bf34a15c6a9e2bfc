//! Output to a region that must have room for all of it.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.

use super::drain::{Drain, DrainSealed, Region};
use core::ptr::{copy_nonoverlapping, null_mut};

/// A drain that lends one region. Once something does not fit, the region is null, so that an `Out` on the drain counts as one that
/// has failed.
pub(super) struct Attempt(Region);

impl Attempt {
    /// Creates a drain that lends a region.
    ///
    /// # Safety
    ///
    /// The region is valid for writes for as long as the drain lives, and nothing else accesses it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn new(region: Region) -> Self {
        Self(region)
    }
}

impl DrainSealed for Attempt {}

// SAFETY: the region is the one that the drain was created with, or the rest of it; or it has no bytes (invariant 5).
unsafe impl Drain for Attempt {
    fn open(&mut self) -> Region {
        self.0
    }

    /// # Safety
    ///
    /// The requirements of [`Drain::commit`].
    unsafe fn commit(&mut self, at: *mut u8) {
        self.0.at = at;
    }

    fn reserve(&mut self, _: usize) {}

    fn push(&mut self, text: &str) {
        let Region { at, end } = self.0;
        // SAFETY: both are positions in the region, in this order, or null (invariant 2).
        if text.len() > unsafe { end.offset_from_unsigned(at) } {
            self.0 = Region { at: null_mut(), end: null_mut() };
            return;
        }
        // SAFETY: there is room for the text, and nothing else accesses the region (invariants 5 and 7).
        unsafe {
            copy_nonoverlapping(text.as_ptr(), at, text.len());
            self.0.at = at.add(text.len());
        }
    }

    fn has_failed(&self) -> bool {
        self.0.at.is_null()
    }
}

#[cfg(test)]
mod tests {
    use crate::output::{cursor::Out, slice_drain::SliceDrain};

    #[test]
    fn what_fits_is_printed() {
        let mut buffer = [0; 10];
        let mut drain = SliceDrain::new(&mut buffer);
        let (out, is_printed) =
            Out::new(&mut drain).str("ab").attempt(|out| Some(out.str("cd").int(-123456)));
        assert!(!is_printed);
        let (out, is_printed) = out.attempt(|out| Some(out.int(-12).html("<")));
        assert!(is_printed);
        let (out, is_printed) = out.attempt(|out| Some(out.html("<")));
        assert!(!is_printed);
        let (out, is_printed) = out.attempt(|out| Some(out.str("x").str("").reserve(100)));
        assert!(is_printed);
        let (out, is_printed) = out.attempt(|out| out.str("y").out_of_line(|_| None));
        assert!(!is_printed);
        let (out, is_printed) = out.attempt(|out| Some(out.str("much more").str("!")));
        assert!(!is_printed);
        out.finish();
        assert_eq!(drain.finish(), Ok("ab-12&lt;x"));
    }

    #[test]
    fn nothing_is_printed_after_a_failure() {
        let mut buffer = [0; 4];
        let mut drain = SliceDrain::new(&mut buffer);
        let (out, is_printed) = Out::new(&mut drain).attempt(|out| {
            let out = out.str("12345");
            assert!(out.has_failed());
            Some(out.str("a").html("b").int(1).reserve(9).str("c"))
        });
        assert!(!is_printed);
        out.str("1234").finish();
        assert_eq!(drain.finish(), Ok("1234"));
    }

    #[test]
    fn another_output_is_a_failure() {
        let mut buffer = [0; 4];
        let mut drain = SliceDrain::new(&mut buffer);
        let (out, is_printed) = Out::new(&mut drain).attempt(|_| Some(Out::void()));
        assert!(!is_printed);
        out.finish();
    }
}
