//! The types of operands.

mod escape;
mod path;
mod place;
mod row;

pub use escape::Escape;
pub use path::{PathSegment, PathStep};
pub use place::{Leaf, Offset, PlacePath, PlaceRef};
pub use row::{NameRow, PathRow};

use core::{fmt, ops::Range};

/// A comparison of two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `eq`
    Eq,
    /// `ne`
    Ne,
    /// `lt`
    Lt,
    /// `le`
    Le,
    /// `gt`
    Gt,
    /// `ge`
    Ge,
}

impl Comparison {
    /// All variants, in order.
    pub const ALL: [Self; 6] = [Self::Eq, Self::Ne, Self::Lt, Self::Le, Self::Gt, Self::Ge];

    /// Returns `true` if the result depends on the order of the values, and not only on whether they are equal.
    #[must_use]
    pub const fn is_order(self) -> bool {
        !matches!(self, Self::Eq | Self::Ne)
    }

    /// Returns the name of the variant.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Eq => "Eq",
            Self::Ne => "Ne",
            Self::Lt => "Lt",
            Self::Le => "Le",
            Self::Gt => "Gt",
            Self::Ge => "Ge",
        }
    }
}

/// A small integer that is stored in the op itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Immediate(pub i32);

/// The index of an op, or the number of ops for the end of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target(pub u32);

/// The index of the op that begins a partial that is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry(pub u32);

/// The register number of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VarId(pub u16);

/// The number of variables of a loop: the collection, the item, and the key where the collection is
/// a map or an object.
pub const EACH_VARIABLES: u16 = 3;

impl VarId {
    /// The exclusive upper bound of the numbers: those of the variables that a loop binds from its number
    /// on, and the number of variables after that, do not overflow.
    pub const END: u16 = u16::MAX - EACH_VARIABLES;
}

/// The number of a loop: its nesting depth, which is 0 for an outermost loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoopId(pub u8);

/// An index into the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameRef(pub u16);

/// The result of a failed lookup: null, or an error that names the path. The number is an index
/// into the names, where the text of the path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Missing(pub u16);

impl Missing {
    /// A failed lookup results in null.
    pub const IS_NULL: Self = Self(u16::MAX);

    /// Returns the path that the error names, or `None` if a failed lookup results in null.
    #[must_use]
    #[inline]
    pub const fn path(self) -> Option<NameRef> {
        if self.0 == Self::IS_NULL.0 { None } else { Some(NameRef(self.0)) }
    }
}

/// The dense index of a field of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field(pub u16);

/// The index of an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Index(pub u32);

/// An index into the constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConstantRef(pub u32);

/// An index into the helpers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HelperRef(pub u16);

/// A number of values on the stack, or of block params.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub u8);

/// A range of the pool of static text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TextRef {
    // Bytes have no alignment, so that an op fits in eight of them.
    pub(crate) start: [u8; 4],
    pub(crate) len: [u8; 2],
}

impl TextRef {
    /// Returns a reference to the `len` bytes from offset `start` on.
    #[must_use]
    pub const fn new(start: u32, len: u16) -> Self {
        Self { start: start.to_le_bytes(), len: len.to_le_bytes() }
    }

    /// Returns the offset of the first byte.
    #[must_use]
    #[inline]
    pub const fn start(&self) -> u32 {
        u32::from_le_bytes(self.start)
    }

    /// Returns the number of bytes.
    #[must_use]
    #[inline]
    pub const fn len(&self) -> u16 {
        u16::from_le_bytes(self.len)
    }

    /// Returns `true` if the text is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns a reference to the text in a pool that has `distance` bytes before this one.
    #[must_use]
    pub const fn moved_by(self, distance: u32) -> Self {
        // Not `from_le_bytes` and `to_le_bytes`: rustc takes long over calls when it evaluates constants.
        let [a, b, c, d] = self.start;
        let start = (a as u32 | (b as u32) << 8 | (c as u32) << 16 | (d as u32) << 24) + distance;
        let start = [start as u8, (start >> 8) as u8, (start >> 16) as u8, (start >> 24) as u8];
        Self { start, len: self.len }
    }

    /// Returns the byte range of the text in the pool.
    #[must_use]
    #[inline]
    pub const fn range(self) -> Range<usize> {
        self.start() as usize..self.start() as usize + self.len() as usize
    }
}

impl fmt::Debug for TextRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextRef({:?})", self.range())
    }
}
