//! The variants of enums in the help of messages.

use super::phrases::write_item;
use crate::data::{FieldShape, Kind};
use template_bytecode::diagnostics::{MessageBuffer, Nearest};

/// Returns `true` if a field of an enum represents a variant. The fields of the variants are optional.
const fn is_variant(field: &FieldShape) -> bool {
    matches!(field.shape.get().kind, Kind::Bool | Kind::Enum(_))
}

/// Returns the first variant of an enum.
pub(super) const fn first_variant(fields: &'static [FieldShape]) -> Option<&'static str> {
    let mut i = 0;
    while i < fields.len() {
        if is_variant(&fields[i]) {
            return Some(fields[i].name);
        }
        i += 1;
    }
    None
}

/// Returns the variant with the name that is nearest to `name`, if one is near enough.
pub(super) const fn nearest_variant(
    name: &str,
    fields: &'static [FieldShape],
) -> Option<&'static str> {
    let mut nearest = Nearest::new(name);
    let mut i = 0;
    while i < fields.len() {
        if is_variant(&fields[i]) {
            nearest.consider(fields[i].name);
        }
        i += 1;
    }
    nearest.get()
}

/// Writes the names of the variants of an enum.
pub(super) const fn write_variants(m: &mut MessageBuffer<'_>, fields: &'static [FieldShape]) {
    let (mut count, mut i) = (0, 0);
    while i < fields.len() {
        count += is_variant(&fields[i]) as usize;
        i += 1;
    }
    m.push("its variants are ");
    let mut written = 0;
    i = 0;
    while i < fields.len() {
        if is_variant(&fields[i]) {
            write_item(m, written, count, fields[i].name);
            written += 1;
        }
        i += 1;
    }
}

/// Writes the variants that a string may name.
pub(super) const fn write_names(m: &mut MessageBuffer<'_>, names: &[&str]) {
    m.push("its variants are ");
    let mut i = 0;
    while i < names.len() {
        write_item(m, i, names.len(), names[i]);
        i += 1;
    }
}
