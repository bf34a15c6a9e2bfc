//! The kinds of printed values, as far as the types determine them.

use crate::data::{Kind, Shape};
use template_bytecode::diagnostics::Unescaped;

/// The kind of value that an op prints, if the types determine it. It has variants for the kinds that
/// unrolled programs print with inlined code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintedKind {
    /// The op prints nothing, or a value of another or of unknown kind.
    Any,
    /// Text or null.
    Text,
    /// An integer or null.
    Integer,
}

/// Classifies values of a shape that are printed without escaping.
pub(super) const fn unescaped_kind(shape: &'static Shape) -> Unescaped {
    let shape = shape.peel();
    match shape.kind {
        Kind::Text if shape.is_safe() => Unescaped::SafeHtml,
        Kind::Integer => Unescaped::Integer,
        Kind::Float => Unescaped::Float,
        Kind::Bool => Unescaped::Bool,
        _ => Unescaped::Unknown,
    }
}
