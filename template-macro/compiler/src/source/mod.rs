//! Sources, spans and diagnostics: byte offsets in the text of a template, and the positions (line and
//! column) that an editor shows for them.

mod diagnostic;
mod included;
pub mod literal;

pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use included::SourceFile;

use included::Included;
use template_bytecode::{Position, diagnostics::count_characters};

/// A half-open range of byte offsets into the text of a template, or of a partial that it includes
/// (whose text is numbered after the text of the template).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The offset of the first byte.
    pub start: usize,
    /// The offset after the last byte.
    pub end: usize,
}

impl Span {
    /// Creates a span from `start` (inclusive) to `end` (exclusive).
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the smallest span that contains `self` and `other`.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// The text of a template, its position in the file that contains it, and the partials that it includes.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name of the file in messages.
    pub file: String,
    /// The text of the template. The escapes of a Rust literal are resolved.
    pub text: String,
    /// The offset of each line of `text`, for binary search.
    lines: Vec<usize>,
    /// The number of characters before every `STEP`th byte, because a template may be one long line. Empty if each
    /// byte is a character.
    characters: Vec<usize>,
    /// The points at which the correspondence between offsets in the text and in the file changes.
    anchors: Vec<Anchor>,
    /// The partials, in the order of their offsets.
    included: Vec<Included>,
}

/// A point of text with its position in the file. From there to the next anchor, each character of the
/// text is one character of the file.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The offset in the text.
    pub offset: usize,
    /// The position in the file.
    pub position: Position,
}

/// The distance in bytes between the offsets at which characters are counted.
const STEP: usize = 1024;

impl Source {
    /// Creates a source whose text is a whole file.
    #[must_use]
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        let start = Anchor { offset: 0, position: Position { line: 1, column: 1 } };
        Self::with_anchors(file, text, vec![start])
    }

    /// Creates a source whose text is part of a file. `anchors` are sorted by offset, and the first has
    /// offset 0.
    #[must_use]
    pub fn with_anchors(
        file: impl Into<String>,
        text: impl Into<String>,
        anchors: Vec<Anchor>,
    ) -> Self {
        let text = text.into();
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = core::iter::once(0).chain(after_breaks).collect();
        let mut characters = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for step in text.as_bytes().chunks(STEP) {
                characters.push(count);
                count += count_characters(step);
            }
        }
        Self { file: file.into(), text, lines, characters, anchors, included: Vec::new() }
    }

    /// Returns the position of a byte of the text, or of a partial, in its file.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let (file, base) = self.file_and_base(offset);
        file.own_position(offset - base)
    }

    /// Returns the position in the file of the byte `offset` of the text.
    fn own_position(&self, offset: usize) -> Position {
        let last = self.anchors.partition_point(|anchor| anchor.offset <= offset);
        let anchor = self.anchors[last.saturating_sub(1)];
        let first = self.line_index(anchor.offset);
        let line = self.line_index(offset);
        let from = if line == first { anchor.offset } else { self.lines[line] };
        let columns = self.characters_between(from, offset) as u32;
        Position {
            line: anchor.position.line + (line - first) as u32,
            column: if line == first { anchor.position.column + columns } else { 1 + columns },
        }
    }

    /// Returns the number of characters between two byte offsets.
    fn characters_between(&self, from: usize, to: usize) -> usize {
        if self.characters.is_empty() {
            return to.min(self.text.len()).saturating_sub(from);
        }
        match self.text.as_bytes().get(from..to) {
            Some(bytes) if bytes.len() <= STEP => count_characters(bytes),
            _ => self.characters_before(to).saturating_sub(self.characters_before(from)),
        }
    }

    /// Returns the number of characters before a byte offset.
    fn characters_before(&self, offset: usize) -> usize {
        let step = (offset / STEP).min(self.characters.len().saturating_sub(1));
        let before = self.characters.get(step).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(step * STEP..offset).unwrap_or_default();
        before + count_characters(rest)
    }

    /// Returns the index of the line that contains a byte offset.
    fn line_index(&self, offset: usize) -> usize {
        self.lines.partition_point(|&start| start <= offset) - 1
    }
}

impl From<&Self> for Source {
    fn from(source: &Self) -> Self {
        source.clone()
    }
}

/// Converts text without a file, which is called `template` in messages.
impl From<&str> for Source {
    fn from(text: &str) -> Self {
        Self::new("template", text)
    }
}

/// Converts text without a file, which is called `template` in messages.
impl From<&String> for Source {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

/// Converts text without a file, which is called `template` in messages.
impl From<String> for Source {
    fn from(text: String) -> Self {
        Self::new("template", text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_the_anchor() {
        let position = Position { line: 7, column: 10 };
        let source = Source::with_anchors("a.rs", "åb\ncd", vec![Anchor { offset: 0, position }]);
        assert_eq!(source.position(2), Position { line: 7, column: 11 });
        assert_eq!(source.position(4), Position { line: 8, column: 1 });
        assert_eq!(source.position(6), Position { line: 8, column: 3 });
    }

    #[test]
    fn positions_in_long_lines_count_characters() {
        let text = "aé日".repeat(1000) + "\n" + &"é".repeat(3000);
        let source = Source::new("a.hbs", text);
        assert_eq!(source.position(6 * 999 + 1), Position { line: 1, column: 2999 });
        assert_eq!(source.position(6001 + 2 * 2500), Position { line: 2, column: 2501 });
        assert_eq!(source.position(12_001), Position { line: 2, column: 3001 });
    }
}
