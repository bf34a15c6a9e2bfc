use crate::shape::{Kind, Shape};

/// What an op prints, as far as the types say. Unrolled programs have code for nothing else in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// It prints nothing, or nothing is known.
    Any,
    /// Text, or nothing.
    Text,
    /// A whole number, or nothing.
    Integer,
}

impl Printed {
    /// Tells what a value of a shape prints.
    pub(super) const fn of(shape: &'static Shape) -> Self {
        match shape.peel().kind {
            Kind::Text => Self::Text,
            Kind::Integer => Self::Integer,
            _ => Self::Any,
        }
    }

    /// Whether it is text.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text)
    }

    /// Whether it is a whole number.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        matches!(self, Self::Integer)
    }
}
