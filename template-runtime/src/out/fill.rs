//! Writes of a few bytes whose number is known only when they are there.

use core::{mem::MaybeUninit, slice, str};

use super::Out;

impl Out<'_> {
    /// Appends what `write` writes: at most `N` bytes, into the region if there is room for all
    /// `N`, and through a buffer otherwise.
    ///
    /// # Safety
    ///
    /// `write` is given a pointer to which it may write `N` bytes. It returns how many it wrote;
    /// these are initialized and whole `str`s.
    #[inline(always)]
    pub(super) unsafe fn fill<const N: usize>(self, write: impl FnOnce(*mut u8) -> usize) -> Self {
        if N > self.room() {
            // SAFETY: the caller's promise is the same.
            return self.seldom(move |out| unsafe { out.fill_exact::<N>(write) });
        }
        let len = write(self.at());
        // SAFETY: the caller promises that `write` has written `len <= N` bytes of whole `str`s.
        unsafe { self.advance(len) }
    }

    /// Appends what `write` writes, in no more room than it needs.
    ///
    /// # Safety
    ///
    /// As for `fill`.
    unsafe fn fill_exact<const N: usize>(self, write: impl FnOnce(*mut u8) -> usize) -> Self {
        let mut buffer = [const { MaybeUninit::<u8>::uninit() }; N];
        let start = buffer.as_mut_ptr().cast::<u8>();
        let len = write(start);
        // SAFETY: the caller promises that the first `len` bytes are initialized, whole `str`s.
        let text = unsafe { str::from_utf8_unchecked(slice::from_raw_parts(start, len)) };
        self.str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::fits;

    #[test]
    fn fills_fit_exactly() {
        fits("xyzxyz", |out| {
            let xyz = |at: *mut u8| {
                // SAFETY: three of the eight bytes that may be written.
                unsafe { core::ptr::copy_nonoverlapping(b"xyz".as_ptr(), at, 3) };
                3
            };
            // SAFETY: three bytes of ASCII.
            unsafe { out.fill::<8>(xyz).fill::<8>(xyz) }
        });
    }
}
