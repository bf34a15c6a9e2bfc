//! The tables that the operands of a program refer to, and the constants in them.

use crate::operand::{NameRef, PathSegment, PathStep, PlacePath};
use core::fmt;

/// The sizes of a program's tables, and its static text.
#[derive(Clone, Copy, Debug)]
pub struct Bounds<'a> {
    /// The number of ops.
    pub ops: usize,
    /// All static text, followed by at least [`TEXT_PAD`](crate::TEXT_PAD) bytes of padding.
    pub text: &'a str,
    /// The number of names.
    pub names: usize,
    /// The number of path segments of a symbolic program, or of path steps of a linked one.
    pub paths: usize,
    /// The number of constants.
    pub constants: usize,
    /// The number of helpers.
    pub helpers: usize,
}

/// The tables that the operands of a program refer to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tables<'a> {
    /// All static text.
    pub text: &'a str,
    /// All names.
    pub names: &'a [&'a str],
    /// The segments of all paths, in a symbolic program.
    pub segments: &'a [PathSegment],
    /// The steps of all paths of several segments, in a linked program.
    pub steps: &'a [PathStep],
    /// The paths to places, in a linked program.
    pub places: &'a [PlacePath],
    /// All constants.
    pub constants: &'a [Constant<'a>],
    /// The names of the helpers.
    pub helpers: &'a [&'a str],
}

impl<'a> Tables<'a> {
    /// Returns the name with an index, or `?` if the index is out of range.
    pub(crate) fn name(&self, name: NameRef) -> &'a str {
        self.names.get(usize::from(name.0)).unwrap_or(&"?")
    }
}

/// A value that is known when the template is compiled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant<'a> {
    /// `null` or `undefined`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer that fits in an `i64`.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(&'a str),
}

impl fmt::Display for Constant<'_> {
    /// Writes the constant as a literal of a template.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value}"),
            Self::Text(value) => write!(f, "{value:?}"),
        }
    }
}
