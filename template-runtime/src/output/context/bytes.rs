//! Sets of bytes, and texts of which all bytes outside of a set are replaced.

use crate::output::Out;

/// The control characters that JSON has only escaped.
pub(super) const CONTROLS: &[u8; 32] = &{
    let (mut bytes, mut byte) = ([0; 32], 0);
    while byte < 32 {
        bytes[byte] = byte as u8;
        byte += 1;
    }
    bytes
};

/// A set of bytes.
#[derive(Clone, Copy)]
pub(super) struct ByteSet([u64; 4]);

impl ByteSet {
    /// The letters and the digits of ASCII.
    pub(super) const ALPHANUMERIC: Self = {
        let (mut set, mut byte) = (Self([0; 4]), 0);
        while byte < 0x80 {
            if (byte as u8).is_ascii_alphanumeric() {
                set = set.with(byte as u8);
            }
            byte += 1;
        }
        set
    };

    /// All bytes.
    pub(super) const ALL: Self = Self([u64::MAX; 4]);

    /// Returns the set with a byte.
    const fn with(self, byte: u8) -> Self {
        let mut words = self.0;
        words[(byte >> 6) as usize] |= 1 << (byte & 63);
        Self(words)
    }

    /// Returns the set with some bytes more.
    pub(super) const fn and(mut self, bytes: &[u8]) -> Self {
        let mut i = 0;
        while i < bytes.len() {
            self = self.with(bytes[i]);
            i += 1;
        }
        self
    }

    /// Returns the set without some bytes.
    pub(super) const fn without(self, bytes: &[u8]) -> Self {
        let mut words = self.0;
        let mut i = 0;
        while i < bytes.len() {
            words[(bytes[i] >> 6) as usize] &= !(1 << (bytes[i] & 63));
            i += 1;
        }
        Self(words)
    }

    /// Reports whether the set has a byte.
    #[inline]
    pub(super) const fn has(&self, byte: u8) -> bool {
        self.0[(byte >> 6) as usize] >> (byte & 63) & 1 == 1
    }

    /// Returns the longest beginning of a text whose bytes are in the set, and the rest. The set has all bytes of
    /// characters beyond ASCII or none, except bytes that only begin one.
    #[inline]
    pub(super) fn split(self, text: &str) -> (&str, &str) {
        let end = text.bytes().position(|byte| !self.has(byte)).unwrap_or(text.len());
        text.split_at_checked(end).unwrap_or(("", text))
    }
}

/// Appends a text: what is in the set as it is, other characters by `special`.
pub(super) fn append_by_char<'o>(
    mut out: Out<'o>,
    mut text: &str,
    plain: ByteSet,
    mut special: impl FnMut(Out<'o>, char) -> Out<'o>,
) -> Out<'o> {
    loop {
        let (run, rest) = plain.split(text);
        out = out.str(run);
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { return out };
        out = special(out, c);
        text = chars.as_str();
    }
}

/// The digits of hexadecimal numbers.
const DIGITS: [char; 16] =
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];

/// Appends a number of at most `digits` hexadecimal digits, with zeros before it.
pub(super) fn append_hex(mut out: Out<'_>, number: u32, digits: u32) -> Out<'_> {
    for place in (0..digits).rev() {
        let digit = DIGITS[(number >> (4 * place)) as usize % 16];
        out = out.str(digit.encode_utf8(&mut [0; 4]));
    }
    out
}

/// All bytes percent-encoded, in order: `%00%01…`.
const PERCENT_ENCODED: &str = {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    const BYTES: [u8; 3 * 256] = {
        let (mut bytes, mut byte) = ([b'%'; 3 * 256], 0);
        while byte < 256 {
            bytes[3 * byte + 1] = DIGITS[byte >> 4];
            bytes[3 * byte + 2] = DIGITS[byte & 15];
            byte += 1;
        }
        bytes
    };
    match core::str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => panic!("it is ASCII"),
    }
};

/// Appends a character as the percent-encoded bytes of its UTF-8.
pub(super) fn append_percent(mut out: Out<'_>, c: char) -> Out<'_> {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        let at = 3 * usize::from(byte);
        out = out.str(PERCENT_ENCODED.get(at..at + 3).unwrap_or_default());
    }
    out
}

/// Appends a character as it is.
pub(super) fn append_char(out: Out<'_>, c: char) -> Out<'_> {
    out.str(c.encode_utf8(&mut [0; 4]))
}
