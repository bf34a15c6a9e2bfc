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

impl Position {
    /// How many bytes a position has in a table.
    const SIZE: usize = 6;

    /// Encodes the position for [`Positions`]. A column beyond 65,535 is cut to that.
    #[must_use]
    pub fn to_bytes(self) -> [u8; Self::SIZE] {
        let [a, b, c, d] = self.line.to_le_bytes();
        let [e, f] = u16::try_from(self.column).unwrap_or(u16::MAX).to_le_bytes();
        [a, b, c, d, e, f]
    }
}

/// A table of positions, one for each op, as bytes: rustc takes one literal for all of them, and
/// they are as small as they can be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Positions<'a>(pub &'a [u8]);

impl Positions<'_> {
    /// Gives the position of an op.
    #[must_use]
    pub const fn get(self, op: usize) -> Option<Position> {
        let at = op * Position::SIZE;
        if self.0.len() < at + Position::SIZE {
            return None;
        }
        let column = u16::from_le_bytes([self.0[at + 4], self.0[at + 5]]);
        Some(Position { line: u32_at(self.0, at), column: column as u32 })
    }
}

/// A table of ranges, one for each op, as bytes: which part of the template's text the op was made
/// from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ranges<'a>(pub &'a [u8]);

impl Ranges<'_> {
    /// How many bytes a range has.
    const SIZE: usize = 8;

    /// Encodes one range.
    #[must_use]
    pub fn encode(start: u32, end: u32) -> [u8; 8] {
        let [a, b, c, d] = start.to_le_bytes();
        let [e, f, g, h] = end.to_le_bytes();
        [a, b, c, d, e, f, g, h]
    }

    /// Gives the range of an op: the offset of its first byte, and that behind its last one.
    #[must_use]
    pub const fn get(self, op: usize) -> (usize, usize) {
        let at = op * Self::SIZE;
        if self.0.len() < at + Self::SIZE {
            return (0, 0);
        }
        (u32_at(self.0, at) as usize, u32_at(self.0, at + 4) as usize)
    }
}

const fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_give_what_was_put_in() {
        let (a, b) = (Position { line: 70_000, column: 3 }, Position { line: 1, column: 70_000 });
        let bytes = [a.to_bytes(), b.to_bytes()].concat();
        assert_eq!(Positions(&bytes).get(0), Some(a));
        assert_eq!(Positions(&bytes).get(1), Some(Position { line: 1, column: 65_535 }));
        assert_eq!(Positions(&bytes).get(2), None);
        assert_eq!(Ranges(&Ranges::encode(5, 70_000)).get(0), (5, 70_000));
        assert_eq!(Ranges(&[]).get(0), (0, 0));
    }
}
