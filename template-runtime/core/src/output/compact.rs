//! Output of integers, optimized for size, for programs without a heap.

use super::cursor::Out;
#[cfg(any(test, not(feature = "alloc")))]
use template_bytecode::Escape;

/// Whether code is chosen that is small, and not the one that is fast: without a heap a program mostly runs on a device
/// that has little memory for code.
pub(crate) const COMPACT: bool = cfg!(not(feature = "alloc"));

/// The maximum number of bytes of a number: a sign and the digits of a `u64`.
const MAX_LEN: usize = 21;

impl Out<'_> {
    /// Appends a number in decimal.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn compact_number(self, magnitude: u64, is_negative: bool) -> Self {
        self.outline(move |out| {
            let mut bytes = [b'-'; MAX_LEN];
            let (mut rest, mut start) = (magnitude, MAX_LEN);
            for byte in bytes.iter_mut().rev() {
                *byte = b'0' + take_digit(&mut rest);
                start -= 1;
                if rest == 0 {
                    break;
                }
            }
            // The byte before the digits is still the sign.
            start -= usize::from(is_negative);
            // SAFETY: the bytes are ASCII.
            out.str(unsafe { str::from_utf8_unchecked(bytes.get(start..).unwrap_or_default()) })
        })
    }
}

#[cfg(any(test, not(feature = "alloc")))]
impl Out<'_> {
    /// Like [`prefix`](Self::prefix), but one byte at a time.
    pub(super) fn compact_prefix(mut self, text: &str, escape: Escape) -> (Self, usize) {
        let mut at = 0;
        while let Some(&byte) = text.as_bytes().get(at) {
            if self.is_full() {
                break;
            }
            let len = len_of_character(byte);
            // SAFETY: `at` is the offset of a character, which begins with this byte and is as long.
            let character = unsafe { text.get_unchecked(at..at + len) };
            at += len;
            self = match escape.entity(char::from(byte)) {
                Some(entity) => self.str(entity),
                None => self.str(character),
            };
        }
        (self, at)
    }
}

/// Returns the number of bytes of the character that begins with this one.
#[cfg(any(test, not(feature = "alloc")))]
fn len_of_character(first: u8) -> usize {
    match first {
        ..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    }
}

/// Removes the last decimal digit of a number, and returns it. The division is one in steps of 16 bits: a processor of
/// 32 bits has no other, and would need a long function.
fn take_digit(number: &mut u64) -> u8 {
    let (high, low) = ((*number >> 32) as u32, *number as u32);
    let middle = ((high % 10) << 16) | (low >> 16);
    let last = ((middle % 10) << 16) | (low & 0xffff);
    *number = (u64::from(high / 10) << 32) | u64::from(((middle / 10) << 16) | (last / 10));
    (last % 10) as u8
}

#[cfg(test)]
mod tests {
    use crate::output::{
        chunk_drain::{ChunkDrain, Overflow},
        cursor::Out,
        tests::{escaped, fits},
    };
    use std::string::{String, ToString};
    use template_bytecode::Escape;

    /// Returns a string in chunks of a size, put together again.
    fn in_chunks(text: &str, escape: Escape, size: usize) -> String {
        let (mut overflow, mut buffer) = (Overflow::new(), std::vec![0; size]);
        let (mut all, mut done) = (String::new(), 0);
        loop {
            let mut drain = ChunkDrain::new(&mut buffer, &mut overflow);
            let (out, printed) = Out::new(&mut drain).compact_prefix(&text[done..], escape);
            out.finish();
            done += printed;
            let chunk = drain.finish();
            assert!(chunk.len() + 4 > size || done == text.len(), "{chunk:?}");
            if chunk.is_empty() {
                return all;
            }
            all.push_str(chunk);
        }
    }

    #[test]
    fn prefixes_continue_in_the_next_chunk() {
        for text in
            ["", "a", "&", "<b>Größe & \"Weite\" 世界 🎉</b>", "🎉🎉\u{80}\u{7ff}\u{ffff}''"]
        {
            for size in 4..=40 {
                assert_eq!(in_chunks(text, Escape::Html, size), escaped(text), "{size}");
                assert_eq!(in_chunks(text, Escape::None, size), text, "{size}");
            }
        }
    }

    #[test]
    fn numbers_around_powers_of_ten_and_two() {
        let powers = (0..20).map(|digits| 10_u64.pow(digits));
        for power in
            powers.chain((0..64).step_by(if cfg!(miri) { 9 } else { 1 }).map(|bits| 1 << bits))
        {
            for value in [power.wrapping_sub(1), power, power + 1, power.wrapping_mul(7)] {
                fits(&value.to_string(), |out| out.compact_number(value, false));
                fits(&std::format!("-{value}"), |out| out.compact_number(value, true));
            }
        }
    }
}
