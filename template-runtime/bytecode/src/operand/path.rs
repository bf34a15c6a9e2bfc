//! Paths: sequences of names, each of which is looked up in the value of the previous one.

use super::{Field, Index, Missing, NameRef};
use core::fmt;

/// A path: a range of consecutive segments of a symbolic program, or of steps of a linked one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PathRow {
    // Bytes have no alignment, so that an op fits in eight of them.
    pub(crate) first: [u8; 2],
    pub(crate) count: u8,
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
        // Not `from_le_bytes`: calls are slow in const evaluation.
        self.first[0] as usize | (self.first[1] as usize) << 8
    }

    /// Returns the number of segments.
    #[must_use]
    #[inline]
    pub const fn count(self) -> usize {
        self.count as usize
    }
}

impl fmt::Debug for PathRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PathRow({} × {})", self.first(), self.count)
    }
}

/// A segment of a path in a symbolic program: a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
