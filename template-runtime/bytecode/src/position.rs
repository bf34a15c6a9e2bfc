//! The tables of debug information: for each op its position and its span in the source, encoded as
//! bytes.

use core::fmt;

/// A position in a file. Lines and columns start at 1, and columns count characters; 0:0, the default,
/// is an unknown position.
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

/// An index into the files of a program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileId(pub u16);

/// A table of positions, one for each op. It is encoded as bytes, which are compact, and which rustc parses
/// as a single literal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Positions<'a>(pub &'a [u8]);

impl Positions<'_> {
    /// The largest line that is stored.
    const MAX_LINE: u32 = (1 << 24) - 1;

    /// Encodes an entry: three bytes for the line, two for the column, two for the file. Lines above 16,777,215 and columns above 65,535 are stored as these
    /// maxima.
    #[must_use]
    pub fn encode(file: FileId, position: Position) -> [u8; 7] {
        let [a, b, c, _] = position.line.min(Self::MAX_LINE).to_le_bytes();
        let [d, e] = u16::try_from(position.column).unwrap_or(u16::MAX).to_le_bytes();
        let [f, g] = file.0.to_le_bytes();
        [a, b, c, d, e, f, g]
    }

    /// Returns the position of the op with an index, or `None` if the table has no entry for it.
    #[must_use]
    pub const fn get(self, op: usize) -> Option<Position> {
        let Some([a, b, c, d, e, _, _]) = entry(self.0, op) else { return None };
        let line = u32::from_le_bytes([a, b, c, 0]);
        Some(Position { line, column: u16::from_le_bytes([d, e]) as u32 })
    }

    /// Returns the file of the position of the op with an index, or `None` if the table has no
    /// entry for it.
    #[must_use]
    pub const fn file(self, op: usize) -> Option<FileId> {
        let Some([_, _, _, _, _, f, g]) = entry(self.0, op) else { return None };
        Some(FileId(u16::from_le_bytes([f, g])))
    }
}

/// A table of spans, one for each op, encoded as bytes: the byte range of the source that the op
/// was compiled from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ranges<'a>(pub &'a [u8]);

impl Ranges<'_> {
    /// Encodes an entry: the offsets of the first byte and of the byte after the last one.
    #[must_use]
    pub fn encode(start: u32, end: u32) -> [u8; 8] {
        let [a, b, c, d] = start.to_le_bytes();
        let [e, f, g, h] = end.to_le_bytes();
        [a, b, c, d, e, f, g, h]
    }

    /// Returns the span of the op with an index, as the offsets of its first byte and of the byte
    /// after its last one, or `None` if the table has no entry for it.
    #[must_use]
    pub const fn get(self, op: usize) -> Option<(usize, usize)> {
        let Some([a, b, c, d, e, f, g, h]) = entry(self.0, op) else {
            return None;
        };
        let (start, end) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
        Some((start as usize, end as usize))
    }
}

/// Returns the entry of a table at an index. What belongs to no op has the index `usize::MAX`.
const fn entry<const SIZE: usize>(table: &[u8], index: usize) -> Option<[u8; SIZE]> {
    let (entries, _) = table.as_chunks::<SIZE>();
    if index < entries.len() { Some(entries[index]) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_return_the_encoded_entries() {
        let (a, b) = (Position { line: 70_000, column: 3 }, Position { line: 1, column: 70_000 });
        let bytes = [Positions::encode(FileId(0), a), Positions::encode(FileId(300), b)].concat();
        let positions = Positions(&bytes);
        assert_eq!((positions.file(0), positions.get(0)), (Some(FileId(0)), Some(a)));
        let cut = Position { line: 1, column: 65_535 };
        assert_eq!((positions.file(1), positions.get(1)), (Some(FileId(300)), Some(cut)));
        assert_eq!((positions.file(2), positions.get(2)), (None, None));
        assert_eq!((positions.file(usize::MAX), positions.get(usize::MAX)), (None, None));
        let far = Positions::encode(FileId(0), Position { line: u32::MAX, column: 1 });
        assert_eq!(Positions(&far).get(0), Some(Position { line: 16_777_215, column: 1 }));
        assert_eq!(Ranges(&Ranges::encode(5, 70_000)).get(0), Some((5, 70_000)));
        assert_eq!(Ranges(&[]).get(0), None);
        assert_eq!(Ranges(&[]).get(usize::MAX), None);
    }
}
