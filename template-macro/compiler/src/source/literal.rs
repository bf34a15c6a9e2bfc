//! Rust literals as sources: the positions of the parts of the text in the code.

use super::Anchor;
use template_bytecode::Position;

/// The offsets, in bytes, of the beginning of a part without escapes: up to the next step, each byte of the
/// text is one byte of the literal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The offset in the text.
    pub in_text: usize,
    /// The offset in the literal.
    pub in_literal: usize,
}

/// Scans the source code of a literal, and returns the positions and offsets of the beginning of its text
/// and of the text after each escape.
#[must_use]
pub fn anchors(literal: &str, start: Position) -> (Vec<Anchor>, Vec<Step>) {
    let quote = literal.find('"').unwrap_or(0) + 1;
    let raw = literal.starts_with('r');
    let mut scanner = Scanner {
        position: start,
        in_text: 0,
        in_literal: quote,
        anchors: Vec::new(),
        steps: Vec::new(),
    };
    scanner.position.column += quote as u32;
    scanner.anchor();
    if raw {
        return (scanner.anchors, scanner.steps);
    }
    let mut rest = literal[quote..].chars().peekable();
    while let Some(c) = rest.next() {
        scanner.advance(c);
        if c != '\\' {
            scanner.in_text += c.len_utf8();
            continue;
        }
        let Some(escape) = rest.next() else { break };
        scanner.advance(escape);
        match escape {
            'x' => {
                (0..2).for_each(|_| scanner.advance_if_some(rest.next()));
                scanner.in_text += 1;
            }
            'u' => {
                let mut code = 0;
                for c in rest.by_ref() {
                    scanner.advance(c);
                    if c == '}' {
                        break;
                    }
                    code = c.to_digit(16).map_or(code, |digit| code * 16 + digit);
                }
                scanner.in_text += char::from_u32(code).map_or(0, char::len_utf8);
            }
            '\n' | '\r' => {
                while let Some(c) = rest.next_if(|c| c.is_ascii_whitespace()) {
                    scanner.advance(c);
                }
            }
            _ => scanner.in_text += 1,
        }
        scanner.anchor();
    }
    (scanner.anchors, scanner.steps)
}

/// The state of scanning a literal.
struct Scanner {
    position: Position,
    in_text: usize,
    in_literal: usize,
    anchors: Vec<Anchor>,
    steps: Vec<Step>,
}

impl Scanner {
    /// Advances over a character of the literal.
    fn advance(&mut self, c: char) {
        self.in_literal += c.len_utf8();
        if c == '\n' {
            self.position = Position { line: self.position.line + 1, column: 1 };
        } else {
            self.position.column += 1;
        }
    }

    fn advance_if_some(&mut self, c: Option<char>) {
        if let Some(c) = c {
            self.advance(c);
        }
    }

    /// Records the current offsets and position.
    fn anchor(&mut self) {
        self.anchors.push(Anchor { offset: self.in_text, position: self.position });
        self.steps.push(Step { in_text: self.in_text, in_literal: self.in_literal });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    /// Returns the line and column of an offset in the text of a literal at line 5, column 3.
    fn position(literal: &str, text: &str, offset: usize) -> (u32, u32) {
        let (anchors, steps) = anchors(literal, Position { line: 5, column: 3 });
        // Except for escapes, text and literal are the same after each step.
        for &Step { in_text, in_literal } in &steps {
            let (text, literal) = (&text[in_text..], &literal[in_literal..]);
            assert!(text.chars().next().is_none_or(|c| literal.starts_with([c, '\\'])));
        }
        let Position { line, column } =
            Source::with_anchors("a.rs", text, anchors).position(offset);
        (line, column)
    }

    #[test]
    fn raw_literals_begin_after_their_quote() {
        assert_eq!(position("r##\"ab\ncd\"##", "ab\ncd", 1), (5, 8));
        assert_eq!(position("r##\"ab\ncd\"##", "ab\ncd", 4), (6, 2));
    }

    #[test]
    fn escapes_are_longer_than_their_text() {
        let literal = r#""a\n\u{e9}\x41b""#;
        let text = "a\né\x41b";
        assert_eq!(position(literal, text, 0), (5, 4));
        assert_eq!(position(literal, text, 2), (5, 7));
        assert_eq!(position(literal, text, 4), (5, 13));
        assert_eq!(position(literal, text, 5), (5, 17));
    }

    #[test]
    fn line_continuations_skip_white_space() {
        assert_eq!(position("\"ab\\\n   cd\"", "abcd", 3), (6, 5));
    }
}
