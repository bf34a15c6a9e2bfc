//! The types of operands. Each type defines how an operand is checked against the tables of a
//! program and how a listing shows it.

use super::path::PathRow;
use crate::tables::{Bounds, Tables};
use core::{fmt, ops::Range};

/// The escaping of a printed value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Escape {
    /// `& < > " '` become `&amp; &lt; &gt; &quot; &#x27;`.
    Html,
    /// Nothing is escaped.
    None,
    /// The escaper that the template names escapes the value.
    Custom,
}

impl Escape {
    /// Returns the character reference that is printed instead of `c`, or `None` if `c` is not
    /// escaped.
    ///
    /// The escaped characters are those with a meaning in HTML text and quoted attributes.
    /// Handlebars escapes two more, `` ` `` and `=`, for unquoted attributes.
    #[must_use]
    #[inline]
    pub const fn entity(self, c: char) -> Option<&'static str> {
        match (self, c) {
            (Self::None | Self::Custom, _) => None,
            (Self::Html, '&') => Some("&amp;"),
            (Self::Html, '<') => Some("&lt;"),
            (Self::Html, '>') => Some("&gt;"),
            (Self::Html, '"') => Some("&quot;"),
            (Self::Html, '\'') => Some("&#x27;"),
            (Self::Html, _) => None,
        }
    }
}

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

/// A small integer that is stored in the op itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Immediate(pub i32);

/// The index of an op, or the number of ops for the end of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target(pub u32);

/// The register number of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(pub u16);

impl Slot {
    /// The exclusive upper bound of slots: it leaves room for the variables that a loop binds from
    /// its slot on ([`EACH_VARIABLES`](super::EACH_VARIABLES)), so that their slots do not
    /// overflow.
    const END: u16 = u16::MAX - 8;
}

/// The number of a loop: its nesting depth, which is 0 for an outermost loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoopId(pub u8);

/// An index into the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameRef(pub u16);

/// The result of a failed lookup: null, or an error that names the path. The number is an index
/// into the names, where the text of the path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Missing(pub u16);

impl Missing {
    /// A failed lookup results in null.
    pub const IS_NULL: Self = Self(u16::MAX);

    /// Returns the path that the error names, or `None` if a failed lookup results in null.
    #[must_use]
    #[inline]
    pub const fn path(self) -> Option<NameRef> {
        if self.0 == u16::MAX { None } else { Some(NameRef(self.0)) }
    }
}

/// A range of consecutive names: those of named arguments, or the keys of a map. It may be empty.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NameRow {
    // Bytes have no alignment, so that an op fits in eight of them.
    first: [u8; 2],
    count: u8,
}

impl NameRow {
    /// The row without names.
    pub const EMPTY: Self = Self::new(0, 0);

    /// Returns the row of the `count` names from index `first` on.
    #[must_use]
    pub const fn new(first: u16, count: u8) -> Self {
        Self { first: first.to_le_bytes(), count }
    }

    /// Returns the index of the first name.
    #[must_use]
    #[inline]
    pub const fn first(self) -> usize {
        u16::from_le_bytes(self.first) as usize
    }

    /// Returns the number of names.
    #[must_use]
    #[inline]
    pub const fn count(self) -> u8 {
        self.count
    }

    /// Returns the indexes of the names.
    #[must_use]
    #[inline]
    pub const fn range(self) -> Range<usize> {
        self.first()..self.first() + self.count as usize
    }
}

impl fmt::Debug for NameRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NameRow({:?})", self.range())
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HelperRef(pub u16);

/// A number of values on the stack, or of block params.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub u8);

/// A range of the pool of static text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TextRef {
    // Bytes have no alignment, so that an op fits in eight of them.
    start: [u8; 4],
    len: [u8; 2],
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
    pub const fn start(self) -> u32 {
        u32::from_le_bytes(self.start)
    }

    /// Returns the number of bytes.
    #[must_use]
    #[inline]
    pub const fn len(self) -> u16 {
        u16::from_le_bytes(self.len)
    }

    /// Reports whether the text is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
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

/// Defines the methods of operand types that code generated from the op table calls: `fits`, which checks
/// an operand, and `write`, which shows it in a listing.
macro_rules! operands {
    ($($operand:ident: |$self:ident, $bounds:ident| $check:expr, |$tables:ident, $f:ident, $name:ident| $write:expr;)*) => { $(
        impl $operand {
            /// Reports whether the operand lies within the tables of a program.
            pub(crate) const fn fits($self, $bounds: &Bounds) -> bool {
                $check
            }

            /// Writes the operand called `name`, after a space.
            pub(crate) fn write($self, $name: &str, $tables: &Tables<'_>, $f: &mut fmt::Formatter<'_>) -> fmt::Result {
                $write
            }
        }
    )* };
}

operands! {
    Escape: |self, _bounds| true, |_t, f, name| match self {
        Self::Html => write!(f, " {name}=html"),
        Self::None => write!(f, " {name}=none"),
        Self::Custom => write!(f, " {name}=custom"),
    };
    Comparison: |self, _bounds| true, |_t, f, _n| f.write_str(match self {
        Self::Eq => " eq",
        Self::Ne => " ne",
        Self::Lt => " lt",
        Self::Le => " le",
        Self::Gt => " gt",
        Self::Ge => " ge",
    });
    Immediate: |self, _bounds| true, |_t, f, _n| write!(f, " {}", self.0);
    Target: |self, bounds| (self.0 as usize) <= bounds.ops, |_t, f, name| write!(f, " {name}={}", self.0);
    Slot: |self, _bounds| self.0 < Self::END, |_t, f, name| write!(f, " {name}={}", self.0);
    LoopId: |self, _bounds| self.0 < u8::MAX, |_t, f, _n| write!(f, " loop={}", self.0);
    NameRef: |self, bounds| (self.0 as usize) < bounds.names, |t, f, _n| write!(f, " {}", t.name(self));
    Missing: |self, bounds| match self.path() {
        Some(path) => path.fits(bounds),
        None => true,
    }, |_t, f, name| match self.path() {
        Some(_) => write!(f, " {name}=error"),
        None => Ok(()),
    };
    NameRow: |self, bounds| self.range().end <= bounds.names, |t, f, name| {
        write!(f, " {name}=[")?;
        for (i, name) in t.names.get(self.range()).unwrap_or_default().iter().enumerate() {
            write!(f, "{}{name}", if i > 0 { " " } else { "" })?;
        }
        f.write_str("]")
    };
    Field: |self, _bounds| true, |_t, f, name| write!(f, " {name}={}", self.0);
    Index: |self, _bounds| true, |_t, f, name| write!(f, " {name}={}", self.0);
    ConstantRef: |self, bounds| (self.0 as usize) < bounds.constants, |t, f, _n| match t.constants.get(self.0 as usize) {
        Some(constant) => write!(f, " {constant}"),
        None => f.write_str(" ?"),
    };
    HelperRef: |self, bounds| (self.0 as usize) < bounds.helpers, |t, f, _n| write!(f, " {}", t.helpers.get(self.0 as usize).unwrap_or(&"?"));
    Count: |self, _bounds| true, |_t, f, name| write!(f, " {name}={}", self.0);
    TextRef: |self, bounds| self.range().end <= bounds.text, |t, f, _n| write!(f, " {:?}", t.text.get(self.range()).unwrap_or("?"));
}

/// Defines `target` for the operand types other than [`Target`].
macro_rules! no_targets {
    ($($operand:ident)*) => { $(
        impl $operand {
            /// Returns `None`: the operand is not a jump target.
            pub(crate) const fn target(self) -> Option<Target> {
                None
            }

            #[cfg(feature = "any")]
            pub(crate) fn set_target(&mut self, _: Target) {}
        }
    )* };
}

no_targets! {
    Escape Comparison Immediate Slot LoopId NameRef Missing NameRow Field Index ConstantRef HelperRef
    Count TextRef PathRow
}

impl Target {
    /// Returns the operand itself, which is a jump target.
    pub(crate) const fn target(self) -> Option<Target> {
        Some(self)
    }

    #[cfg(feature = "any")]
    pub(crate) fn set_target(&mut self, target: Target) {
        *self = target;
    }
}

/// Defines `any` for each operand type, which derives an operand from the number that `next` returns.
#[cfg(feature = "any")]
macro_rules! any {
    ($($operand:ident: |$number:ident| $make:expr;)*) => { $(
        impl $operand {
            pub(crate) fn any(next: &mut dyn FnMut() -> u32) -> Self {
                let $number = next();
                $make
            }
        }
    )* };
}

#[cfg(feature = "any")]
any! {
    Escape: |number| [Self::Html, Self::None, Self::Custom][number as usize % 3];
    Comparison: |number| {
        [Self::Eq, Self::Ne, Self::Lt, Self::Le, Self::Gt, Self::Ge][number as usize % 6]
    };
    Immediate: |number| Self(number as i32);
    Target: |number| Self(number);
    Slot: |number| Self(number as u16);
    LoopId: |number| Self(number as u8);
    NameRef: |number| Self(number as u16);
    Missing: |number| Self(number as u16);
    NameRow: |number| Self::new(number as u16, (number >> 16) as u8);
    Field: |number| Self(number as u16);
    Index: |number| Self(number);
    ConstantRef: |number| Self(number);
    HelperRef: |number| Self(number as u16);
    Count: |number| Self(number as u8);
    TextRef: |number| Self::new(number & 0xffff, (number >> 16) as u16);
}
