use core::fmt;

/// A place in a file; both numbers begin at 1, the column counts characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The construct that an op was made from: where it stands in the file, and which bytes of the
/// template's text it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The place in the file.
    pub at: Position,
    /// The offset of the first byte in the text.
    pub start: u32,
    /// The offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// A span from its four numbers, in the order of the fields.
    #[must_use]
    pub const fn new(line: u32, column: u32, start: u32, end: u32) -> Self {
        Self { at: Position { line, column }, start, end }
    }
}
