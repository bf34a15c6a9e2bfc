use core::fmt;

/// A value that is known while compiling.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant<'a> {
    /// `null` and `undefined`.
    Null,
    /// `true` and `false`.
    Bool(bool),
    /// A number without a fraction that fits.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(&'a str),
}

impl fmt::Display for Constant<'_> {
    /// Writes the constant as a template would spell it.
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
