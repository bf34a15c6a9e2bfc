//! Paths: sequences of names, each of which is looked up in the value of the previous one.

use super::{Field, Index, Missing, NameRef};

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
