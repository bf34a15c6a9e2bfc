//! Paths: sequences of names, each of which is looked up in the value of the previous one.

use super::operand::{Field, Index, Missing, NameRef};
use crate::tables::{Bounds, Tables};
use core::fmt;

/// A path: a range of consecutive segments of a symbolic program, or of steps of a linked one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PathRow {
    // Bytes have no alignment, so that an op fits in eight of them.
    first: [u8; 2],
    count: u8,
}

impl PathRow {
    /// Returns the row of the `count` segments from index `first` on.
    #[must_use]
    pub const fn new(first: u16, count: u8) -> Self {
        Self { first: first.to_le_bytes(), count }
    }

    /// Returns the index of the first segment.
    #[must_use]
    #[inline]
    pub const fn first(self) -> usize {
        u16::from_le_bytes(self.first) as usize
    }

    /// Returns the number of segments.
    #[must_use]
    #[inline]
    pub const fn count(self) -> usize {
        self.count as usize
    }

    /// Reports whether the row lies within the tables of a program, and is not empty.
    pub(crate) const fn fits(self, bounds: &Bounds) -> bool {
        self.count > 0 && self.first() + self.count() <= bounds.paths
    }

    /// Writes the operand called `name`, after a space: names as they are, fields by their dense
    /// index, items by their index in brackets. `!` follows a segment whose failed lookup is an
    /// error.
    pub(crate) fn write(
        self,
        name: &str,
        tables: &Tables<'_>,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        write!(f, " {name}=")?;
        for i in self.first()..self.first() + self.count() {
            let separator = if i > self.first() { "." } else { "" };
            f.write_str(separator)?;
            let missing = if let Some(segment) = tables.segments.get(i) {
                f.write_str(tables.name(segment.name))?;
                segment.missing
            } else {
                match tables.steps.get(i) {
                    Some(&PathStep::Field(field)) => {
                        write!(f, "{}", field.0)?;
                        Missing::IS_NULL
                    }
                    Some(&PathStep::Item { index, missing }) => {
                        write!(f, "[{}]", index.0)?;
                        missing
                    }
                    Some(&PathStep::Name { name, missing }) => {
                        f.write_str(tables.name(name))?;
                        missing
                    }
                    None => {
                        f.write_str("?")?;
                        Missing::IS_NULL
                    }
                }
            };
            if missing.path().is_some() {
                f.write_str("!")?;
            }
        }
        Ok(())
    }

    #[cfg(feature = "any")]
    pub(crate) fn any(next: &mut dyn FnMut() -> u32) -> Self {
        let number = next();
        Self::new(number as u16, (number >> 16) as u8)
    }
}

impl fmt::Debug for PathRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PathRow({} × {})", self.first(), self.count)
    }
}

/// A segment of a path in a symbolic program: a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PathSegment {
    /// The name.
    pub name: NameRef,
    /// The result if the value has no entry with that name.
    pub missing: Missing,
    /// The end of the segment in the source, as an offset in bytes; 0 for the last segment, which
    /// ends at the end of the span of the op.
    pub end: u32,
}

/// A segment of a path in a linked program, resolved as far as the types are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStep {
    /// A field of an object.
    Field(Field),
    /// An item of a list.
    Item {
        /// The index of the item.
        index: Index,
        /// The result if the index is out of range.
        missing: Missing,
    },
    /// A name that is looked up at run time.
    Name {
        /// The name.
        name: NameRef,
        /// The result if the value has no entry with that name.
        missing: Missing,
    },
}
