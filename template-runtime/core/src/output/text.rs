//! The output of static text.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.

use super::{compact::COMPACT, cursor::Out};
#[cfg(feature = "alloc")]
use core::marker::PhantomData;
use core::{ptr::copy_nonoverlapping, slice, str};
use template_bytecode::{TEXT_PAD, TextRef};

/// A string of a pool that is printed repeatedly, so that its range is not read from an op each time.
#[cfg(feature = "alloc")]
#[derive(Clone, Copy)]
pub(crate) struct StaticText<'p> {
    /// The start of the text, from which `TEXT_PAD` bytes may be read even if it is shorter.
    from: *const u8,
    /// The number of bytes, which are a whole `str` that lives for `'p`.
    len: usize,
    pool: PhantomData<&'p str>,
}

#[cfg(feature = "alloc")]
impl<'p> StaticText<'p> {
    /// Returns a text; the empty one if there is none.
    ///
    /// # Safety
    ///
    /// The requirements of [`Out::text`].
    pub(crate) unsafe fn new(pool: &'p str, text: Option<&TextRef>) -> Self {
        static EMPTY: [u8; TEXT_PAD] = [b' '; TEXT_PAD];
        let (from, len) = match text {
            // SAFETY: the text is part of the pool (the caller's promise, invariant 8).
            Some(text) => (unsafe { pool.as_ptr().add(text.start() as usize) }, text.len()),
            None => (EMPTY.as_ptr(), 0),
        };
        Self { from, len: len.into(), pool: PhantomData }
    }

    /// Returns the text.
    pub(crate) fn as_str(self) -> &'p str {
        // SAFETY: the text begins and ends at a character boundary of the pool, which lives for `'p` (invariant 8); or it is empty.
        unsafe { str::from_utf8_unchecked(slice::from_raw_parts(self.from, self.len)) }
    }

    /// Returns the number of bytes.
    pub(crate) fn len(self) -> usize {
        self.len
    }
}

impl Out<'_> {
    /// Appends a string of a pool. The range is a reference, so that its parts are read as they are needed, and
    /// not assembled from its bytes first.
    ///
    /// # Safety
    ///
    /// The text is part of `pool`, begins and ends at a character boundary, and is followed by [`TEXT_PAD`]
    /// bytes unless [`COMPACT`], as the verifier proves.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn text(self, pool: &str, text: &TextRef) -> Self {
        // SAFETY: the caller's promise.
        unsafe { self.text_or(pool, text, Self::str_out_of_line) }
    }

    /// Appends a string of a pool, like [`text`](Self::text).
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn static_text(self, text: StaticText<'_>) -> Self {
        self.static_text_or(text, Self::str_short)
    }

    /// Appends a string of a pool, like [`text_or`](Self::text_or).
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn static_text_or(
        self,
        text: StaticText<'_>,
        otherwise: impl FnOnce(Self, &str) -> Self,
    ) -> Self {
        // The text does not fill the region, so that nobody has to check that.
        if text.len > TEXT_PAD || self.room() <= TEXT_PAD {
            return otherwise(self, text.as_str());
        }
        // SAFETY: at least `TEXT_PAD` bytes follow in the pool (invariant 8; the empty text of `new` has as many), and there is room
        // for them (invariant 7). The pool is borrowed, so it does not overlap with the region. The `len` bytes are a whole `str`;
        // those after them are written, but not counted (invariant 3).
        unsafe {
            copy_nonoverlapping(text.from, self.at(), TEXT_PAD);
            self.advance(text.len)
        }
    }

    /// Appends a string of a pool like [`text`](Self::text), or with `otherwise` if it is long, or if the region may have too
    /// little room.
    ///
    /// # Safety
    ///
    /// The requirements of [`text`](Self::text).
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn text_or(
        self,
        pool: &str,
        text: &TextRef,
        otherwise: impl FnOnce(Self, &str) -> Self,
    ) -> Self {
        let len = usize::from(text.len());
        // SAFETY: the text is part of the pool (the caller's promise, invariant 8).
        let from = unsafe { pool.as_ptr().add(text.start() as usize) };
        // The text does not fill the region, so that nobody has to check that.
        if COMPACT || len > TEXT_PAD || self.room() <= TEXT_PAD {
            // SAFETY: the text is part of the pool, and begins and ends at a character boundary (invariant 8).
            let text = unsafe { str::from_utf8_unchecked(slice::from_raw_parts(from, len)) };
            return otherwise(self, text);
        }
        // SAFETY: at least `TEXT_PAD` bytes follow in the pool (invariant 8), and there is room for as many (invariant 7). The pool
        // is borrowed, so it does not overlap with the region. The `len` bytes are a whole `str`; those after them are written, but
        // not counted (invariant 3).
        unsafe {
            copy_nonoverlapping(from, self.at(), TEXT_PAD);
            self.advance(len)
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    #[cfg(feature = "alloc")]
    use super::StaticText;
    use crate::output::{cursor::Out, string_drain::StringDrain, tests::fits};
    use std::string::String;
    use template_bytecode::{TEXT_PAD, TextRef};

    const POOL: &str = "<td>grüße</td> and a text that is longer than the padding of the pool 🎉";

    /// Appends the `len` bytes of `pool` from `start` on.
    ///
    /// # Panics
    ///
    /// Panics if they are not a string of the pool, or not followed by padding.
    pub(in crate::output) fn text<'o>(
        out: Out<'o>,
        pool: &str,
        start: usize,
        len: usize,
    ) -> Out<'o> {
        assert!(pool.get(start..start + len).is_some() && start + len + TEXT_PAD <= pool.len());
        // SAFETY: checked.
        unsafe { out.text(pool, &TextRef::new(start as u32, len as u16)) }
    }

    #[test]
    fn every_text_of_a_pool() {
        let pool = String::from(POOL) + &" ".repeat(TEXT_PAD);
        for start in (0..=POOL.len()).step_by(if cfg!(miri) { 7 } else { 1 }) {
            for len in (0..=POOL.len() - start).step_by(if cfg!(miri) { 19 } else { 1 }) {
                let Some(expected) = POOL.get(start..start + len) else { continue };
                let mut string = String::with_capacity(128);
                let mut drain = StringDrain::new(&mut string);
                text(Out::new(&mut drain), &pool, start, len).finish();
                assert_eq!(string, expected);
            }
        }
    }

    #[cfg(feature = "alloc")]
    #[test]
    fn texts_that_are_printed_repeatedly_fit_exactly() {
        let pool = &(String::from(POOL) + &" ".repeat(TEXT_PAD));
        for (start, len) in [(0, 0), (0, 4), (4, 7), (0, POOL.len()), (POOL.len() - 4, 4)] {
            // SAFETY: the text ends at a boundary, before the padding.
            let text =
                unsafe { StaticText::new(pool, Some(&TextRef::new(start as u32, len as u16))) };
            let expected = &POOL[start..start + len];
            assert_eq!((text.as_str(), text.len()), (expected, len));
            fits(&expected.repeat(2), |out| out.static_text(text).static_text(text));
        }
        // SAFETY: there is no text.
        let none = unsafe { StaticText::new(pool, None) };
        assert_eq!(none.as_str(), "");
        fits("a", |out| out.static_text(none).str("a").static_text(none));
    }

    #[test]
    fn texts_fit_exactly() {
        let pool = &(String::from(POOL) + &" ".repeat(TEXT_PAD));
        fits("<td>", |out| text(out, pool, 0, 4));
        fits("grüße</td>", |out| text(text(out, pool, 4, 7), pool, 11, 5));
        fits(POOL, |out| text(out, pool, 0, POOL.len()));
        fits("🎉", |out| text(out, pool, POOL.len() - 4, 4));
        fits("", |out| text(text(out, pool, 4, 0), pool, POOL.len(), 0));
    }
}
