//! The line of the template with carets under it.

use super::Message;
use template_bytecode::width;

/// Adds the line that holds the bytes from `start` to `end`, and carets under them. A very long
/// line is cut on both sides.
pub(super) const fn quote(m: &mut Message, source: &str, line: usize, start: usize, end: usize) {
    const SIDE: usize = 80;
    let bytes = source.as_bytes();
    let mut from = start;
    while from > 0 && bytes[from - 1] != b'\n' && (start - from < SIDE || !is_start(bytes[from])) {
        from -= 1;
    }
    let mut to = start;
    while to < bytes.len()
        && bytes[to] != b'\n'
        && bytes[to] != b'\r'
        && (to - start < SIDE || !is_start(bytes[to]))
    {
        to += 1;
    }
    m.byte(b'\n');
    let margin = digits(line);
    spaces(m, margin);
    m.push(" |\n");
    m.number(line);
    m.push(" | ");
    let mut i = from;
    while i < to {
        m.byte(bytes[i]);
        i += 1;
    }
    m.byte(b'\n');
    spaces(m, margin);
    m.push(" | ");
    let mut i = from;
    while i < start {
        let (c, next) = character(bytes, i);
        // A tab stays a tab: the caret then stands under its column whatever its width is.
        if c == '\t' {
            m.byte(b'\t');
        } else {
            spaces(m, width(c));
        }
        i = next;
    }
    let before = m.len();
    while i < end && i < to {
        let (c, next) = character(bytes, i);
        let mut columns = width(c);
        while columns > 0 {
            m.byte(b'^');
            columns -= 1;
        }
        i = next;
    }
    if m.len() == before {
        m.byte(b'^');
    }
}

/// The character that begins at byte `i`, and where the next one begins. The bytes are those of a text.
const fn character(bytes: &[u8], i: usize) -> (char, usize) {
    let first = bytes[i] as u32;
    let (mut code, len) = match first {
        0..0x80 => (first, 1),
        0x80..0xe0 => (first & 0x1f, 2),
        0xe0..0xf0 => (first & 0x0f, 3),
        _ => (first & 0x07, 4),
    };
    let mut next = i + 1;
    while next < i + len && next < bytes.len() {
        code = code << 6 | (bytes[next] & 0x3f) as u32;
        next += 1;
    }
    match char::from_u32(code) {
        Some(c) => (c, next),
        None => (char::REPLACEMENT_CHARACTER, next),
    }
}

/// Whether a character begins with this byte.
const fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// How many characters there are between two offsets.
pub(super) const fn characters(source: &str, from: usize, to: usize) -> usize {
    let bytes = source.as_bytes();
    let mut count = 0;
    let mut i = from;
    while i < to && i < bytes.len() {
        if is_start(bytes[i]) {
            count += 1;
        }
        i += 1;
    }
    count
}

const fn digits(number: usize) -> usize {
    if number < 10 { 1 } else { 1 + digits(number / 10) }
}

const fn spaces(m: &mut Message, count: usize) {
    let mut i = 0;
    while i < count {
        m.byte(b' ');
        i += 1;
    }
}
