//! What is printed without escaping. Some values would not be escaped anyway.

use crate::shape::{Kind, Shape};

/// What is known of such a value. The macro knows the numbers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Raw {
    /// Perhaps it would be escaped.
    Unknown = 0,
    /// `SafeHtml`, which no escaper touches.
    SafeHtml = 1,
    /// An integer, which has nothing to escape in HTML; neither have the others.
    Integer = 2,
    /// A float.
    Float = 3,
    /// A bool.
    Bool = 4,
}

impl Raw {
    pub(super) const fn of(shape: &'static Shape) -> Self {
        let shape = shape.peel();
        match shape.kind {
            Kind::Text if shape.is_safe() => Self::SafeHtml,
            Kind::Integer => Self::Integer,
            Kind::Float => Self::Float,
            Kind::Bool => Self::Bool,
            _ => Self::Unknown,
        }
    }
}
