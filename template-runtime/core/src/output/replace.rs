//! Text whose bytes are replaced according to a table.

use super::{cursor::Out, escape::boundary, writer_drain};
use core::{ptr::copy_nonoverlapping, str};

/// A table of the output for each byte of text. The output for the bytes of a `str` up to the first byte at which the
/// table stops is a `str` (invariant 27 of `ARCHITECTURE.md`).
pub(super) struct Replacements {
    bytes: [Replacement; 256],
    /// The length of the longest replacement.
    longest: usize,
}

/// The output for a byte. It is a word, which is written as a whole.
#[derive(Clone, Copy)]
#[repr(C, align(8))]
struct Replacement {
    /// The text, with any bytes after it.
    text: [u8; Self::ROOM],
    /// The length of the text; 0 if the table stops at the byte.
    len: u8,
}

impl Replacement {
    /// The maximum length of a string.
    const ROOM: usize = 7;

    const fn new(text: &[u8]) -> Self {
        assert!(!text.is_empty() && text.len() <= Self::ROOM);
        let mut room = [0; Self::ROOM];
        let mut i = 0;
        while i < text.len() {
            room[i] = text[i];
            i += 1;
        }
        Self { text: room, len: text.len() as u8 }
    }

    fn text(&self) -> &[u8] {
        self.text.get(..self.len.into()).unwrap_or_default()
    }
}

/// The number of bytes that are written for a byte.
const WIDTH: usize = size_of::<Replacement>();

/// The maximum number of bytes of a string for which room is requested.
const CHUNK: usize = 64;

// The buffer of a `WriterDrain` is long enough for a chunk.
const _: () = assert!(CHUNK * Replacement::ROOM + WIDTH <= writer_drain::SIZE);

impl Replacements {
    /// The table that prints all bytes as they are.
    pub(super) const fn none() -> Self {
        let mut bytes = [Replacement::new(&[0]); 256];
        let mut byte = 0;
        while byte < bytes.len() {
            bytes[byte] = Replacement::new(&[byte as u8]);
            byte += 1;
        }
        Self { bytes, longest: 1 }
    }

    /// The table that percent-encodes all bytes but letters and digits of ASCII, and those of `plain`.
    pub(super) const fn percent_encoded(plain: &[u8]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut table = Self::none();
        let mut byte = 0;
        while byte < table.bytes.len() {
            if !(byte as u8).is_ascii_alphanumeric() {
                let code = [b'%', DIGITS[byte >> 4], DIGITS[byte & 15]];
                table.bytes[byte] = Replacement::new(&code);
            }
            byte += 1;
        }
        table.longest = 3;
        let mut i = 0;
        while i < plain.len() {
            table = table.with(plain[i], &[plain[i]]);
            i += 1;
        }
        table
    }

    /// Returns the table with the replacement of a byte of ASCII, by ASCII.
    pub(super) const fn with(mut self, byte: u8, text: &[u8]) -> Self {
        assert!(byte.is_ascii() && text.is_ascii());
        self.bytes[byte as usize] = Replacement::new(text);
        if text.len() > self.longest {
            self.longest = text.len();
        }
        self
    }

    /// Returns the table with `\u` and four hexadecimal digits for each of some bytes of ASCII.
    pub(super) const fn with_codes(mut self, bytes: &[u8]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut i = 0;
        while i < bytes.len() {
            let byte = bytes[i];
            let digits = [DIGITS[byte as usize >> 4], DIGITS[byte as usize & 15]];
            self = self.with(byte, &[b'\\', b'u', b'0', b'0', digits[0], digits[1]]);
            i += 1;
        }
        self
    }

    /// Returns the table that stops at some bytes, of ASCII or such that begin a character.
    pub(super) const fn until(mut self, bytes: &[u8]) -> Self {
        let mut i = 0;
        while i < bytes.len() {
            assert!(bytes[i].is_ascii() || bytes[i] >= 0xc0);
            self.bytes[bytes[i] as usize].len = 0;
            i += 1;
        }
        self
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn of(&self, byte: u8) -> &Replacement {
        &self.bytes[usize::from(byte)]
    }

    /// Returns `true` if the output for a byte is the byte.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn keeps(&self, byte: u8) -> bool {
        let Replacement { text: [first, ..], len } = self.of(byte);
        (*first, *len) == (byte, 1)
    }

    /// Splits a string before the first byte at which the table stops.
    fn split<'t>(&self, text: &'t str) -> (&'t str, &'t str) {
        let end = text.bytes().position(|byte| self.of(byte).len == 0).unwrap_or(text.len());
        text.split_at_checked(end).unwrap_or((text, ""))
    }
}

impl Out<'_> {
    /// Appends the output of the table for each byte of a string, up to the first byte at which the table stops. Returns the
    /// rest of the text, which begins with that byte.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn replaced<'t>(
        mut self,
        mut text: &'t str,
        table: &Replacements,
    ) -> (Self, &'t str) {
        while !text.is_empty() {
            let piece = text.get(..self.fitting(text, table)).unwrap_or_default();
            if piece.is_empty() {
                let next = text.get(..boundary(text, CHUNK)).unwrap_or_default();
                let need = next.len() * table.longest + WIDTH;
                self = self.reserve(need);
                if self.room() >= need {
                    continue;
                }
                let (next, _) = table.split(next);
                self = self.cold(move |out| out.replaced_exactly(next, table));
                text = text.get(next.len()..).unwrap_or_default();
                if table.split(text).0.is_empty() {
                    break;
                }
                continue;
            }
            let start = self.at();
            let (mut from, mut to) = (piece.as_ptr(), start);
            // SAFETY: the piece is not empty, and `from` stays inside of it. The room is that of the longest replacement for
            // each of its bytes, and of a word, which is written for each (invariant 7). `text` is borrowed, so it does not
            // overlap with the region. The output is a whole `str` (invariant 27): the piece ends at a character boundary.
            let done = unsafe {
                let end = from.add(piece.len());
                loop {
                    let replacement = table.of(from.read());
                    copy_nonoverlapping(core::ptr::from_ref(replacement).cast(), to, WIDTH);
                    if replacement.len == 0 {
                        break;
                    }
                    to = to.add(replacement.len.into());
                    from = from.add(1);
                    if from == end {
                        break;
                    }
                }
                self = self.advance(to.offset_from_unsigned(start));
                from.offset_from_unsigned(piece.as_ptr())
            };
            text = text.get(done..).unwrap_or_default();
            if done < piece.len() {
                break;
            }
        }
        (self, text)
    }

    /// Returns the length of the longest prefix of a string that certainly fits.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn fitting(&self, text: &str, table: &Replacements) -> usize {
        let room = self.room().saturating_sub(WIDTH);
        if text.len().saturating_mul(table.longest) <= room {
            return text.len();
        }
        boundary(text, room / table.longest)
    }

    /// Appends the output of the table for the bytes of a string, at none of which it stops, in exactly the room that it
    /// takes.
    fn replaced_exactly(mut self, text: &str, table: &Replacements) -> Self {
        for c in text.chars() {
            let mut utf8 = [0; 4];
            let c = &*c.encode_utf8(&mut utf8);
            let is_plain = c.bytes().all(|byte| table.keeps(byte));
            if is_plain {
                self = self.str(c);
                continue;
            }
            for byte in c.bytes() {
                self = self.str(str::from_utf8(table.of(byte).text()).unwrap_or_default());
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, Replacements};
    use crate::output::{cursor::Out, tests::fits};
    use std::{format, string::String};

    static PERCENT: Replacements = Replacements::percent_encoded(b"-").with(b'&', b"&amp;");
    static SCRIPT: Replacements = Replacements::none().with(b'"', b"\\&quot;").with_codes(b"<\0");
    static UNTIL: Replacements = Replacements::none().with(b'<', b"&lt;").until(b"%\xe2");

    fn all<'o>(out: Out<'o>, text: &str, table: &Replacements) -> Out<'o> {
        let (out, rest) = out.replaced(text, table);
        assert_eq!(rest, "");
        out
    }

    #[test]
    fn every_byte_is_replaced() {
        for len in (0..3 * CHUNK).step_by(if cfg!(miri) { 61 } else { 7 }) {
            let plain = "x".repeat(len);
            fits(&format!("a-1{plain}%c3%a9&amp;%20%ff"), |out| {
                let out = all(out, &format!("a-1{plain}é& "), &PERCENT);
                out.str("%ff")
            });
            fits(&format!("{plain}\\&quot;é\\u003c\\u0000🎉{plain}"), |out| {
                all(out, &format!("{plain}\"é<\0🎉{plain}"), &SCRIPT)
            });
        }
        let longest = "\"".repeat(2 * CHUNK);
        fits(&"\\&quot;".repeat(2 * CHUNK), |out| all(out, &longest, &SCRIPT));
        let encoded: String = "世".repeat(CHUNK);
        fits(&"%e4%b8%96".repeat(CHUNK), |out| all(out, &encoded, &PERCENT));
    }

    #[test]
    fn the_rest_begins_where_the_table_stops() {
        for len in (0..2 * CHUNK).step_by(if cfg!(miri) { 37 } else { 1 }) {
            let before = "é<".repeat(len / 2);
            for rest in ["%", "% é", "\u{2028}", "→x", ""] {
                let text = format!("{before}{rest}");
                fits(&before.replace('<', "&lt;"), |out| {
                    let (out, found) = out.replaced(&text, &UNTIL);
                    assert_eq!(found, rest);
                    out
                });
            }
        }
    }
}
