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

/// The entry before the first one of a table.
const START: (FileId, Position) = (FileId(0), Position { line: 1, column: 1 });

/// A table of positions, one for each op. It is encoded as bytes, which are compact, and which rustc parses
/// as a single literal: mostly one or two for an op, because its position is close to that of the op before.
///
/// Each entry begins with a byte that encodes the difference from the entry before:
///
/// - up to `SAME_LINE`: the column is decreased by `BACK`, and increased by this byte;
/// - up to `NEAR_LINE`: the line is decreased by `UP`, and increased by this byte; a byte for the
///   column follows;
/// - `FAR_LINE`: two bytes for the line and one for the column follow;
/// - otherwise three bytes for the line, two for the column and two for the file follow.
#[derive(Clone, Copy, Debug, Default)]
pub struct Positions<'a>(pub &'a [u8]);

impl Positions<'_> {
    /// The largest line that is stored.
    const MAX_LINE: u32 = (1 << 24) - 1;
    const SAME_LINE: u8 = 0xbf;
    const BACK: u32 = 0x20;
    const NEAR_LINE: u8 = 0xfd;
    const UP: u32 = 0xd0;
    const FAR_LINE: u8 = 0xfe;

    /// Returns the position of the op with an index, or `None` if the table has no entry for it.
    #[must_use]
    pub const fn get(self, op: usize) -> Option<Position> {
        match self.entry(op) {
            Some((_, position)) => Some(position),
            None => None,
        }
    }

    /// Returns the file of the position of the op with an index, or `None` if the table has no
    /// entry for it.
    #[must_use]
    pub const fn file(self, op: usize) -> Option<FileId> {
        match self.entry(op) {
            Some((file, _)) => Some(file),
            None => None,
        }
    }

    /// Returns the file and the position of the op with an index, or `None` if the table has no entry for it. It reads all
    /// entries before it.
    #[must_use]
    pub const fn entry(self, op: usize) -> Option<(FileId, Position)> {
        let (mut entries, mut before) = (self.entries(), op);
        loop {
            let entry = entries.next();
            if before == 0 || entry.is_none() {
                return entry;
            }
            before -= 1;
        }
    }
}

impl<'a> Positions<'a> {
    /// Returns the entries of all ops, in order.
    pub(crate) const fn entries(self) -> PositionDecoder<'a> {
        PositionDecoder { rest: self.0, last: START }
    }
}

/// Decodes a table of [`Positions`].
pub(crate) struct PositionDecoder<'a> {
    rest: &'a [u8],
    /// The entry before.
    last: (FileId, Position),
}

impl PositionDecoder<'_> {
    /// Returns the next entry, if there is one.
    pub(crate) const fn next(&mut self) -> Option<(FileId, Position)> {
        let (file, position) = &mut self.last;
        self.rest = match *self.rest {
            [step @ ..=Positions::SAME_LINE, ref rest @ ..] => {
                let column = position.column.wrapping_add(step as u32);
                position.column = column.wrapping_sub(Positions::BACK);
                rest
            }
            [step @ ..=Positions::NEAR_LINE, column, ref rest @ ..] => {
                let line = position.line.wrapping_add(step as u32).wrapping_sub(Positions::UP);
                *position = Position { line, column: column as u32 };
                rest
            }
            [Positions::FAR_LINE, a, b, column, ref rest @ ..] => {
                let line = u16::from_le_bytes([a, b]) as u32;
                *position = Position { line, column: column as u32 };
                rest
            }
            [u8::MAX, a, b, c, d, e, f, g, ref rest @ ..] => {
                let line = u32::from_le_bytes([a, b, c, 0]);
                *position = Position { line, column: u16::from_le_bytes([d, e]) as u32 };
                *file = FileId(u16::from_le_bytes([f, g]));
                rest
            }
            _ => return None,
        };
        Some(self.last)
    }
}

/// Encodes a table of [`Positions`].
#[derive(Debug)]
pub struct PositionEncoder {
    /// The entry before.
    last: (FileId, Position),
}

impl Default for PositionEncoder {
    fn default() -> Self {
        Self { last: START }
    }
}

impl PositionEncoder {
    /// Passes the bytes of the next entry to `write`. Lines above 16,777,215 and columns above 65,535 are stored as these maxima.
    pub fn push(&mut self, file: FileId, position: Position, write: impl FnOnce(&[u8])) {
        let line = position.line.min(Positions::MAX_LINE);
        let column = u16::try_from(position.column).unwrap_or(u16::MAX);
        let next = Position { line, column: column.into() };
        let (last_file, last) = core::mem::replace(&mut self.last, (file, next));
        // Less than what is taken away again is more than a byte.
        let step = |to: u32, from: u32, less: u32, last: u8| {
            let step = u8::try_from(to.wrapping_add(less).wrapping_sub(from)).ok();
            step.filter(|step| file == last_file && *step <= last)
        };
        let columns = step(next.column, last.column, Positions::BACK, Positions::SAME_LINE);
        let lines = step(line, last.line, Positions::UP, Positions::NEAR_LINE);
        match (columns, lines, u8::try_from(column)) {
            (Some(columns), _, _) if line == last.line => write(&[columns]),
            (_, Some(lines), Ok(column)) if lines > Positions::SAME_LINE => {
                write(&[lines, column]);
            }
            (_, _, Ok(column)) if file == last_file && line <= u16::MAX.into() => {
                let [a, b, ..] = line.to_le_bytes();
                write(&[Positions::FAR_LINE, a, b, column]);
            }
            _ => {
                let [a, b, c, _] = line.to_le_bytes();
                let [d, e] = column.to_le_bytes();
                let [f, g] = file.0.to_le_bytes();
                write(&[u8::MAX, a, b, c, d, e, f, g]);
            }
        }
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
    use std::vec::Vec;

    /// Returns the encoded table.
    fn encoded(entries: &[(FileId, Position)]) -> Vec<u8> {
        let (mut encoder, mut table) = (PositionEncoder::default(), Vec::new());
        for (file, position) in entries {
            encoder.push(*file, *position, |bytes| table.extend_from_slice(bytes));
        }
        table
    }

    const fn at(line: u32, column: u32) -> (FileId, Position) {
        (FileId(0), Position { line, column })
    }

    #[test]
    fn tables_return_the_encoded_entries() {
        let numbers =
            [0, 1, 2, 15, 16, 17, 31, 32, 45, 46, 47, 48, 159, 160, 161, 207, 208, 254, 255, 256];
        let lines = numbers.into_iter().chain([65_535, 65_536, 16_777_215]);
        let columns = numbers.into_iter().chain([65_535]);
        let position = |line| columns.clone().map(move |column| at(line, column).1);
        let positions: Vec<Position> = lines.flat_map(position).collect();
        let mut entries = Vec::new();
        // Each of them after the others, at growing distances.
        for distance in 1..20 {
            let files = [0, 0, 0, 300, 300, 1].into_iter().cycle().map(FileId);
            entries.extend(files.zip(positions.iter().step_by(distance).copied()));
            entries.extend([at(1, 1); 2]);
        }
        let table = encoded(&entries);
        let table = Positions(&table);
        assert_eq!(table.entry(entries.len() - 1), entries.last().copied());
        for (op, entry) in
            entries.iter().enumerate().step_by(7).chain(entries.iter().enumerate().take(99))
        {
            assert_eq!(table.entry(op), Some(*entry), "{op}");
            assert_eq!((table.file(op), table.get(op)), (Some(entry.0), Some(entry.1)));
        }
        for op in [entries.len(), usize::MAX] {
            assert_eq!((table.file(op), table.get(op)), (None, None));
        }
    }

    #[test]
    fn near_positions_take_few_bytes() {
        assert_eq!(encoded(&[at(1, 3), at(1, 3), at(1, 162), at(1, 130)]), [0x22, 0x20, 0xbf, 0]);
        assert_eq!(encoded(&[at(46, 255), at(30, 7), at(30, 8)]), [0xfd, 255, 0xc0, 7, 0x21]);
        assert_eq!(encoded(&[at(47, 1), at(30, 7)]), [0xfe, 47, 0, 1, 0xfe, 30, 0, 7]);
        for far in [at(65_536, 1), at(2, 256), (FileId(1), at(1, 1).1)] {
            assert_eq!(encoded(&[far]).len(), 8, "{far:?}");
        }
    }

    #[test]
    fn large_positions_are_cut() {
        let table = encoded(&[at(u32::MAX, 1), at(1, 70_000), at(1, 65_536)]);
        assert_eq!(Positions(&table).get(0), Some(at(16_777_215, 1).1));
        assert_eq!(Positions(&table).get(1), Some(at(1, 65_535).1));
        assert_eq!(Positions(&table).get(2), Some(at(1, 65_535).1));
    }

    #[test]
    fn damaged_tables_have_no_entries() {
        for table in [&[0xc0][..], &[0xfe, 1, 2], &[0xff, 1, 2, 3, 4, 5, 6]] {
            assert_eq!((Positions(table).get(0), Positions(table).entries().next()), (None, None));
        }
    }

    #[test]
    fn ranges_are_the_encoded_ones() {
        assert_eq!(Ranges(&Ranges::encode(5, 70_000)).get(0), Some((5, 70_000)));
        assert_eq!(Ranges(&[]).get(0), None);
        assert_eq!(Ranges(&[]).get(usize::MAX), None);
    }
}
