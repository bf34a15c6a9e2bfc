//! What stands behind a mnemonic. Every operand has a type of its own, which knows how to check
//! itself against a program's tables and how to print itself.

use crate::tables::{Bounds, Tables};
use core::fmt;

/// How a value that is printed is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Escape {
    /// `& < > " '` become `&amp; &lt; &gt; &quot; &#x27;`.
    Html,
    /// Nothing is.
    None,
    /// As the escaper says that the template names.
    Custom,
}

impl Escape {
    /// Gives what is printed for a character instead of it.
    ///
    /// Handlebars has two more, for attributes without quotes.
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

/// How two values are compared.
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

/// A small integer that stands in the op itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Immediate(pub i32);

/// The index of an op, or the number of ops for the end of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target(pub u32);

/// The number of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(pub u16);

/// The number of a loop: 0 for the outermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loop(pub u8);

/// An index into the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameRef(pub u16);

/// What a name is that is not found while running: null, or an error that gives the path with this
/// index into the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing(pub u16);

impl Missing {
    /// It is null.
    pub const IS_NULL: Self = Self(u16::MAX);

    /// Gives the path for the error, if it is one.
    #[must_use]
    #[inline]
    pub const fn path(self) -> Option<NameRef> {
        if self.0 == u16::MAX { None } else { Some(NameRef(self.0)) }
    }
}

/// An index into the names, where a row of them begins that may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameRow(pub u16);

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

/// How many values of the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub u8);

/// An offset into the pool of static text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStart(pub u32);

/// The bytes of a static text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLen(pub u16);

/// What the table of ops asks of the type of an operand.
macro_rules! operands {
    ($($operand:ident: |$self:ident, $bounds:ident| $check:expr, |$tables:ident, $f:ident, $name:ident| $show:expr;)*) => { $(
        impl $operand {
            /// Whether it lies within the tables of a program.
            pub(crate) const fn fits($self, $bounds: &Bounds) -> bool {
                $check
            }

            /// Writes the operand called `name`.
            pub(crate) fn show($self, $name: &str, $tables: &Tables<'_>, $f: &mut fmt::Formatter<'_>) -> fmt::Result {
                $show
            }
        }
    )* };
}

operands! {
    Escape: |self, _bounds| true, |_l, f, name| match self {
        Self::Html => write!(f, " {name}=html"),
        Self::None => write!(f, " {name}=none"),
        Self::Custom => write!(f, " {name}=custom"),
    };
    Comparison: |self, _bounds| true, |_l, f, _n| f.write_str(match self {
        Self::Eq => " eq",
        Self::Ne => " ne",
        Self::Lt => " lt",
        Self::Le => " le",
        Self::Gt => " gt",
        Self::Ge => " ge",
    });
    Immediate: |self, _bounds| true, |_l, f, _n| write!(f, " {}", self.0);
    Target: |self, bounds| (self.0 as usize) <= bounds.ops, |_l, f, name| write!(f, " {name}={}", self.0);
    Slot: |self, _bounds| self.0 < u16::MAX - 8, |_l, f, name| write!(f, " {name}={}", self.0);
    Loop: |self, _bounds| self.0 < u8::MAX, |_l, f, name| write!(f, " {name}={}", self.0);
    NameRef: |self, bounds| (self.0 as usize) < bounds.names, |l, f, _n| write!(f, " {}", l.names.get(self.0 as usize).unwrap_or(&"?"));
    Missing: |self, bounds| match self.path() {
        Some(path) => path.fits(bounds),
        None => true,
    }, |_l, f, name| match self.path() {
        Some(_) => write!(f, " {name}=error"),
        None => Ok(()),
    };
    NameRow: |self, bounds| (self.0 as usize) <= bounds.names, |_l, f, name| write!(f, " {name}={}", self.0);
    Field: |self, _bounds| true, |_l, f, name| write!(f, " {name}={}", self.0);
    Index: |self, _bounds| true, |_l, f, name| write!(f, " {name}={}", self.0);
    ConstantRef: |self, bounds| (self.0 as usize) < bounds.constants, |l, f, _n| match l.constants.get(self.0 as usize) {
        Some(constant) => write!(f, " {constant}"),
        None => f.write_str(" ?"),
    };
    HelperRef: |self, bounds| (self.0 as usize) < bounds.helpers, |l, f, _n| write!(f, " {}", l.helpers.get(self.0 as usize).unwrap_or(&"?"));
    Count: |self, _bounds| true, |_l, f, name| write!(f, " {name}={}", self.0);
    TextStart: |self, bounds| (self.0 as usize) <= bounds.text, |_l, _f, _n| Ok(());
    TextLen: |self, bounds| (self.0 as usize) <= bounds.text, |_l, _f, _n| Ok(());
}

/// `any` for each operand: made of whatever number comes next.
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
    Loop: |number| Self(number as u8);
    NameRef: |number| Self(number as u16);
    Missing: |number| Self(number as u16);
    NameRow: |number| Self(number as u16);
    Field: |number| Self(number as u16);
    Index: |number| Self(number);
    ConstantRef: |number| Self(number);
    HelperRef: |number| Self(number as u16);
    Count: |number| Self(number as u8);
    TextStart: |number| Self(number);
    TextLen: |number| Self(number as u16);
}
