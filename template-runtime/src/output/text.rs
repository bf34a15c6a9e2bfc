//! The output of static text.

use super::cursor::Out;
use core::ptr::copy_nonoverlapping;
use template_bytecode::TEXT_PAD;

impl Out<'_> {
    /// Appends the `len` bytes of `pool` from `at` on.
    ///
    /// It is fastest if `pool` ends with [`TEXT_PAD`] bytes of padding. A range that is not inside
    /// of `pool`, or that splits a character, appends nothing.
    #[inline(always)]
    pub fn text(self, pool: &str, at: u32, len: usize) -> Self {
        // On a 16-bit target the conversion may truncate `at`, but there no pool is that long.
        let at = at as usize;
        let padded = at.checked_add(TEXT_PAD).is_some_and(|end| end < pool.len());
        if len > TEXT_PAD || !padded || self.room() < TEXT_PAD {
            return self.text_exact(pool, at, len);
        }
        // SAFETY: `at <= at + len <= at + TEXT_PAD < pool.len()`, so both positions are in the
        // pool, and so are the `TEXT_PAD` bytes that are read. There is room for as many, and the
        // pool is borrowed, so it does not overlap with the region. The bytes between two character
        // boundaries are a whole `str`; the bytes after it are written, but not counted.
        unsafe {
            let from = pool.as_ptr().add(at);
            if !is_boundary(from.read()) || !is_boundary(from.add(len).read()) {
                return self;
            }
            copy_nonoverlapping(from, self.at(), TEXT_PAD);
            self.advance(len)
        }
    }

    /// Appends a text that was looked up before.
    #[inline(always)]
    pub(crate) fn padded_text(self, text: PaddedText<'_>) -> Self {
        let PaddedText { text, padded: Some(padded) } = text else { return self.str(text.text) };
        if self.room() < TEXT_PAD {
            return self.str(text);
        }
        // SAFETY: there is room for `TEXT_PAD` bytes, and the pool is borrowed, so it does not
        // overlap with the region. The text is no longer than that, and a whole `str`; the bytes
        // after it are written, but not counted.
        unsafe {
            copy_nonoverlapping(padded.as_ptr(), self.at(), TEXT_PAD);
            self.advance(text.len())
        }
    }

    /// Appends the text that `text` does, in exactly the room that it takes.
    #[inline(always)]
    fn text_exact(self, pool: &str, at: usize, len: usize) -> Self {
        let text = at.checked_add(len).and_then(|end| pool.get(at..end));
        self.str(text.unwrap_or_default())
    }
}

/// A text of a pool, looked up once and printed repeatedly.
#[derive(Clone, Copy)]
pub(crate) struct PaddedText<'p> {
    text: &'p str,
    /// The [`TEXT_PAD`] bytes of the pool from the start of the text on, if the text is no longer
    /// than that. (Invariant: then the text is a prefix of them, or empty.)
    padded: Option<&'p [u8; TEXT_PAD]>,
}

impl<'p> PaddedText<'p> {
    /// Looks up the `len` bytes of `pool` from `at` on; the text is empty if the range is not
    /// inside of `pool` or splits a character.
    #[inline]
    pub(crate) fn new(pool: &'p str, at: u32, len: usize) -> Self {
        let at = at as usize;
        let text = at.checked_add(len).and_then(|end| pool.get(at..end)).unwrap_or_default();
        let padded = pool.as_bytes().get(at..).and_then(<[u8]>::first_chunk);
        Self { text, padded: padded.filter(|_| len <= TEXT_PAD) }
    }
}

/// Reports whether a byte is the first of a character, by the test of `str::is_char_boundary`.
#[inline(always)]
fn is_boundary(byte: u8) -> bool {
    byte as i8 >= -0x40
}

#[cfg(test)]
mod tests {
    use std::string::String;

    use super::PaddedText;
    use crate::output::{cursor::Out, string_drain::StringDrain, tests::fits};
    use template_bytecode::TEXT_PAD;

    const POOL: &str = "<td>grüße</td> and a text that is longer than the padding of the pool 🎉";

    #[test]
    fn every_range_of_a_pool() {
        for pad in [0, 1, TEXT_PAD - 1, TEXT_PAD] {
            let pool = String::from(POOL) + &" ".repeat(pad);
            for at in (0..=pool.len() + 2).step_by(if cfg!(miri) { 7 } else { 1 }) {
                for len in (0..=pool.len() + 2).step_by(if cfg!(miri) { 19 } else { 1 }) {
                    let mut string = String::with_capacity(128);
                    let mut drain = StringDrain::new(&mut string);
                    Out::new(&mut drain).text(&pool, at as u32, len).finish();
                    assert_eq!(string, pool.get(at..at + len).unwrap_or_default());
                }
            }
        }
    }

    #[test]
    fn texts_fit_exactly() {
        let pool = String::from(POOL) + &" ".repeat(TEXT_PAD);
        for pool in [POOL, &pool] {
            fits("<td>", |out| out.text(pool, 0, 4));
            fits("grüße</td>", |out| out.text(pool, 4, 7).text(pool, 11, 5));
            fits(POOL, |out| out.text(pool, 0, POOL.len()));
            fits("🎉", |out| out.text(pool, POOL.len() as u32 - 4, 4));
            let piece = |at, len| PaddedText::new(pool, at, len);
            fits("<td>grüße", |out| out.padded_text(piece(0, 4)).padded_text(piece(4, 7)));
            fits("🎉", |out| {
                out.padded_text(piece(7, 1)).padded_text(piece(POOL.len() as u32 - 4, 4))
            });
            fits(POOL, |out| out.padded_text(piece(0, POOL.len())).padded_text(piece(u32::MAX, 1)));
            fits("", |out| out.text(pool, 7, 1).text(pool, 0, 8 + 1000).text(pool, 6, 1));
        }
    }

    #[test]
    fn huge_ranges_append_nothing() {
        fits("", |out| out.text(POOL, u32::MAX, usize::MAX).text(POOL, 1, usize::MAX));
        fits("", |out| out.text(POOL, u32::MAX, 1).text("", 0, 1).text("", 1, 0));
    }
}
