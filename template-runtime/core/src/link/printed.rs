//! The kinds of printed values, as far as the types determine them.

use crate::data::{FieldShape, Kind, SafeKind, Shape};
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

/// The uses of values in a program, as far as its ops do not show them: an interpreter needs code for these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueUses {
    /// Whether a path from a place leads through a value, or to one that may be displayed, or whether a printed value may be
    /// no text, number, bool or character.
    pub values: bool,
    /// Whether a printed value may be a float.
    pub floats: bool,
    /// Whether one of the values may be displayed, which is code of the user, or a template.
    pub displayed: bool,
}

impl ValueUses {
    /// No uses.
    pub(super) const NONE: Self = Self { values: false, floats: false, displayed: false };
}

/// Returns `true` if an enum with these fields may have printable values: whether one of its variants has no fields, or its
/// variants are not known.
pub(super) const fn has_printable_variant(fields: &'static [FieldShape]) -> bool {
    // A variant without fields is `true`, and no enum.
    if FieldShape::are_of_one_variant(fields) {
        return false;
    }
    let mut has_variant = false;
    let mut i = 0;
    while i < fields.len() {
        match fields[i].shape.get().kind {
            // A field that hides a variant is optional.
            Kind::Enum(_) => has_variant = true,
            Kind::Optional(_) => {}
            _ => return true,
        }
        i += 1;
    }
    !has_variant
}

/// Classifies values of a shape that are printed without escaping.
pub(super) const fn unescaped_kind(shape: &'static Shape) -> Unescaped {
    let shape = shape.peel();
    match shape.kind {
        Kind::Safe(SafeKind::Html) => Unescaped::SafeHtml,
        Kind::Integer => Unescaped::Integer,
        Kind::Float => Unescaped::Float,
        Kind::Bool => Unescaped::Bool,
        _ => Unescaped::Unknown,
    }
}
