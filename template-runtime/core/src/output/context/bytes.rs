//! Single characters, and text in scripts, whose bytes are replaced by tables.

use crate::output::{Out, replace::Replacements};

/// The control characters that JSON has only escaped.
pub(super) const CONTROLS: &[u8; 32] = &{
    let (mut bytes, mut byte) = ([0; 32], 0);
    while byte < 32 {
        bytes[byte] = byte as u8;
        byte += 1;
    }
    bytes
};

/// The first byte of the line separators U+2028 and U+2029, which JavaScript before 2019 did not allow in strings.
pub(super) const LINE_SEPARATORS: &[u8] = b"\xe2";

/// Appends a part of a string in a script: the output of `table` for each byte, until it stops at the first byte of the
/// [`LINE_SEPARATORS`].
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn append_script_text<'o>(
    mut out: Out<'o>,
    mut text: &str,
    table: &Replacements,
) -> Out<'o> {
    loop {
        (out, text) = out.replaced(text, table);
        let mut chars = text.chars();
        out = match chars.next() {
            None => return out,
            Some('\u{2028}') => out.str("\\u2028"),
            Some('\u{2029}') => out.str("\\u2029"),
            Some(c) => append_char(out, c),
        };
        text = chars.as_str();
    }
}

/// The digits of hexadecimal numbers.
const DIGITS: [char; 16] =
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];

/// Appends a number of at most `digits` hexadecimal digits, with zeros before it.
pub(super) fn append_hex(mut out: Out<'_>, number: u32, digits: u32) -> Out<'_> {
    for exponent in (0..digits).rev() {
        let digit = DIGITS[(number >> (4 * exponent)) as usize % 16];
        out = out.str(digit.encode_utf8(&mut [0; 4]));
    }
    out
}

/// Appends a character as it is.
pub(super) fn append_char(out: Out<'_>, c: char) -> Out<'_> {
    out.str(c.encode_utf8(&mut [0; 4]))
}
