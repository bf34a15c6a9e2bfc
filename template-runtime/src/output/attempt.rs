//! Output to a region that must have room for all of it.

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

// SAFETY: the region is the one that the drain has been created with, or what is left of it; or it has no bytes.
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
        // SAFETY: both are positions in the region, in this order, or null.
        if text.len() > unsafe { end.offset_from_unsigned(at) } {
            self.0 = Region { at: null_mut(), end: null_mut() };
            return;
        }
        // SAFETY: there is room for the text, and nothing else accesses the region.
        unsafe {
            copy_nonoverlapping(text.as_ptr(), at, text.len());
            self.0.at = at.add(text.len());
        }
    }

    fn has_failed(&self) -> bool {
        self.0.at.is_null()
    }
}
