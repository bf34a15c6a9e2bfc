use super::{
    buffer::MessageBuffer,
    characters::{decode, is_first_byte, part, visible},
    width::width,
};
use crate::Position;

/// The line of a template that holds the start of a span, with carets under the part of the span
/// that is on this line.
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'n> {
    /// The start of the span in the file.
    pub position: Position,
    /// The offset of the span's first byte in the text of the template.
    pub start: usize,
    /// The offset after the span's last byte.
    pub end: usize,
    /// The text after the carets, which may be empty.
    pub note: &'n str,
}

/// The maximum number of characters shown on each side of the start of a span, because a whole page may
/// be one line.
const SIDE: usize = 80;

impl Excerpt<'_> {
    /// Adds the three lines of the excerpt, each after a line break.
    pub(super) const fn write(&self, out: &mut MessageBuffer<'_>, source: &str) {
        let bytes = source.as_bytes();
        let start = start_on_line(bytes, self.start);
        let (left, right) = (left_of(bytes, start), right_of(bytes, start));
        let line = self.position.line as usize;
        out.push_byte(b'\n');
        margin(out, line);
        out.push_byte(b'\n');
        out.push_number(line);
        out.push(" | ");
        out.push_bytes(part(bytes, left, right));
        out.push_byte(b'\n');
        margin(out, line);
        out.push_byte(b' ');
        let mut at = left;
        while at < start {
            let (c, next) = decode(bytes, at);
            // A tab stays a tab, so that the caret is under its column whatever the width of a tab.
            if c == '\t' {
                out.push_byte(b'\t');
            } else {
                out.push_repeated(b' ', width(visible(c)));
            }
            at = next;
        }
        let mut columns = 0;
        while at < self.end && at < right {
            let (c, next) = decode(bytes, at);
            columns += width(visible(c));
            at = next;
        }
        out.push_repeated(b'^', if columns > 0 { columns } else { 1 });
        if !self.note.is_empty() {
            out.push_all(&[" ", self.note]);
        }
    }
}

/// Adds what precedes a line without a number, as wide as what precedes line `number`.
const fn margin(out: &mut MessageBuffer<'_>, number: usize) {
    let mut rest = number;
    while rest >= 10 {
        out.push_byte(b' ');
        rest /= 10;
    }
    out.push("  |");
}

/// Returns `start`, or the end of its line if it is within a line break or after the text.
const fn start_on_line(bytes: &[u8], start: usize) -> usize {
    let start = if start < bytes.len() { start } else { bytes.len() };
    let is_before_break = start == bytes.len() || bytes[start] == b'\n';
    if is_before_break && start > 0 && bytes[start - 1] == b'\r' { start - 1 } else { start }
}

/// Returns the offset at which the part of the line before `start` is cut.
const fn left_of(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut count) = (start, 0);
    while at > 0 && count < SIDE && !is_break(bytes[at - 1]) {
        at -= 1;
        count += is_first_byte(bytes[at]) as usize;
    }
    at
}

/// Returns the offset at which the part of the line from `start` on is cut.
const fn right_of(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut count) = (start, 0);
    while at < bytes.len() && !is_break(bytes[at]) {
        count += is_first_byte(bytes[at]) as usize;
        if count > SIDE {
            break;
        }
        at += 1;
    }
    at
}

/// Returns `true` if a byte ends the part of a line that is shown. A terminal that prints a carriage
/// return overwrites the line, so one that is not a part of a line break ends it, too.
const fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{string::String, vec};

    fn excerpt(source: &str, line: u32, start: usize, end: usize, note: &str) -> String {
        let excerpt = Excerpt { position: Position { line, column: 1 }, start, end, note };
        let mut bytes = vec![0; 4096];
        let mut out = MessageBuffer::new(&mut bytes);
        excerpt.write(&mut out, source);
        out.as_str().into()
    }

    #[test]
    fn the_margin_is_as_wide_as_the_number() {
        assert_eq!(excerpt("abc", 9, 1, 2, ""), "\n  |\n9 | abc\n  |  ^");
        assert_eq!(excerpt("abc", 10, 1, 2, "here"), "\n   |\n10 | abc\n   |  ^ here");
    }

    #[test]
    fn carets_are_under_wide_and_combining_characters_and_tabs() {
        let text = "\t日e\u{301}{{名前}}";
        let at = |part: &str| {
            let start = text.find(part).expect("it is there");
            let shown = excerpt(text, 1, start, start + part.len(), "");
            String::from(shown.lines().last().unwrap_or_default())
        };
        assert_eq!(at("日"), "  | \t^^");
        assert_eq!(at("名前"), "  | \t     ^^^^");
        assert_eq!(at("\u{301}"), "  | \t   ^");
    }

    #[test]
    fn a_span_ends_with_its_line() {
        assert_eq!(excerpt("a\nbc\r\nd", 2, 3, 7, ""), "\n  |\n2 | bc\n  |  ^");
        assert_eq!(excerpt("a\nbc", 1, 0, 4, ""), "\n  |\n1 | a\n  | ^");
    }

    #[test]
    fn a_span_may_begin_in_a_line_break_and_after_the_text() {
        let shown = "\n  |\n1 | ab\n  |   ^";
        for (text, start) in [("ab\n", 2), ("ab\r\n", 2), ("ab\r\n", 3), ("ab", 2), ("ab", 9)] {
            assert_eq!(excerpt(text, 1, start, start + 1, ""), shown, "{text:?} {start}");
        }
        assert_eq!(excerpt("ab\r", 1, 3, 3, ""), shown);
        assert_eq!(excerpt("", 1, 0, 0, ""), "\n  |\n1 | \n  | ^");
        assert_eq!(excerpt("ab\n", 2, 3, 3, ""), "\n  |\n2 | \n  | ^");
    }

    #[test]
    fn a_carriage_return_is_not_printed() {
        assert_eq!(excerpt("ab\rcd", 1, 0, 5, ""), "\n  |\n1 | ab\n  | ^^");
        assert_eq!(excerpt("ab\rcd", 1, 4, 5, ""), "\n  |\n1 | cd\n  |  ^");
    }

    #[test]
    fn a_long_line_is_cut_to_80_characters_on_either_side() {
        let text = "ä".repeat(100) + "|" + &"日".repeat(100);
        let shown = excerpt(&text, 1, 200, 300, "");
        let mut lines = shown.lines().skip(2);
        let line = std::format!("1 | {}|{}", "ä".repeat(80), "日".repeat(79));
        assert_eq!(lines.next(), Some(line.as_str()));
        let carets = std::format!("  | {}{}", " ".repeat(80), "^".repeat(1 + 2 * 33));
        assert_eq!(lines.next(), Some(carets.as_str()));
        let long = excerpt(&text, 1, 200, text.len(), "");
        assert!(long.ends_with(&std::format!(" {}", "^".repeat(1 + 2 * 79))));
    }
}
