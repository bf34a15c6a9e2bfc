//! Characters of UTF-8 text, decoded from bytes: `str::chars` is not `const`.

use crate::Position;

/// Returns the number of characters that begin in `bytes`, a part of a string. The part may begin and
/// end inside of a character.
#[must_use]
pub const fn count_characters(bytes: &[u8]) -> usize {
    let mut count = 0;
    let mut i = 0;
    while i < bytes.len() {
        count += is_first_byte(bytes[i]) as usize;
        i += 1;
    }
    count
}

/// Returns the position of byte `to` of `source`, of which byte `from`, on the same line, has the
/// position `at`.
#[must_use]
pub const fn position_on_line(source: &str, at: Position, from: usize, to: usize) -> Position {
    let (first, last) = if from < to { (from, to) } else { (to, from) };
    let count = count_characters(part(source.as_bytes(), first, last)) as u32;
    let column = if from < to { at.column + count } else { at.column.saturating_sub(count) };
    Position { line: at.line, column }
}

/// Returns the bytes from `from` up to `to`, as far as they exist.
pub(super) const fn part(bytes: &[u8], from: usize, to: usize) -> &[u8] {
    let to = if to < bytes.len() { to } else { bytes.len() };
    let from = if from < to { from } else { to };
    bytes.split_at(to).0.split_at(from).1
}

/// Returns `true` if `byte` is the first of a character.
pub(super) const fn is_first_byte(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// Returns the character that begins at byte `at` of a string, and the offset after it.
pub(super) const fn decode(bytes: &[u8], at: usize) -> (char, usize) {
    let first = bytes[at] as u32;
    let (mut code, len) = match first {
        0..0x80 => (first, 1),
        0x80..0xe0 => (first & 0x1f, 2),
        0xe0..0xf0 => (first & 0x0f, 3),
        _ => (first & 0x07, 4),
    };
    let mut next = at + 1;
    while next < at + len && next < bytes.len() {
        code = code << 6 | (bytes[next] & 0x3f) as u32;
        next += 1;
    }
    match char::from_u32(code) {
        Some(c) => (c, next),
        None => (char::REPLACEMENT_CHARACTER, next),
    }
}

/// Returns the character that a message shows for `c`: another one if `c` is hidden, moves the cursor of a terminal, or
/// changes the direction of a line. (Joiners are shown as they are: emoji and some scripts need them.)
#[must_use]
pub const fn visible(c: char) -> char {
    match c {
        '\t' | '\n' => c,
        // Their pictures have the same order.
        '\0'..='\x1f' => match char::from_u32(0x2400 + c as u32) {
            Some(picture) => picture,
            None => char::REPLACEMENT_CHARACTER,
        },
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_those_of_the_standard_library() {
        let text = "aé日👍\u{301}";
        assert_eq!(count_characters(text.as_bytes()), 5);
        for (at, c) in text.char_indices() {
            assert_eq!(decode(text.as_bytes(), at), (c, at + c.len_utf8()));
        }
    }

    #[test]
    fn columns_are_counted_in_both_directions() {
        let (first, third) = (Position { line: 7, column: 10 }, Position { line: 7, column: 12 });
        assert_eq!(position_on_line("aéb", first, 0, 3), third);
        assert_eq!(position_on_line("aéb", third, 3, 0), first);
        assert_eq!(position_on_line("aéb", first, 1, 1), first);
    }
}
