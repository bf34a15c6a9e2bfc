//! The help for a name that is no field of a value.

use super::{
    phrases::{path_range, reported_op, write_fields, write_owner, write_source},
    signature::write_call,
};
use crate::{
    data::{FieldShape, HelperSpec, IMPL_DISPLAY, Kind, Shape, const_str_eq},
    link::{
        Unit,
        diagnostic::{LinkDiagnostic, LinkDiagnosticKind},
    },
};
use template_bytecode::diagnostics::{MessageBuffer, Nearest};

/// Writes the help for a diagnostic about a field that does not exist; nothing if there is none.
pub(super) const fn write_missing_field_help(
    m: &mut MessageBuffer<'_>,
    diagnostic: &LinkDiagnostic<'_>,
    unit: &Unit<'_>,
) {
    match diagnostic.kind {
        LinkDiagnosticKind::NoField { name, on, root, .. } => {
            if let Some(helper) = called_helper(name, unit) {
                write_call(m, helper);
            } else if const_str_eq(name, "self") {
                m.push("write the name of the field alone, or after `this.`");
            } else if let Some(near) = nearest_field(name, on.fields()) {
                m.push_all(&["did you mean `", near, "`?"]);
            } else if is_bare(diagnostic, unit, name) && root.index_of(name).is_some() {
                write_outer_field(m, name);
            } else if is_bare(diagnostic, unit, name)
                && let Some(near) = nearest_field(name, root.fields())
            {
                m.push_all(&["did you mean `@", near, "`, a field of the template?"]);
            } else if let Some(inner) = inner_type(on)
                && inner.index_of(name).is_some()
            {
                m.push("write `");
                write_owner(m, unit, diagnostic, name);
                m.push_all(&[".0.", name, "`: the field `0` of `", on.name, "` is a `"]);
                m.push_all(&[inner.name, "`"]);
            } else {
                m.push_all(&["`", on.name, "` has "]);
                write_fields(m, on.fields());
                if is_bare(diagnostic, unit, name) && is_identifier(name) {
                    if is_expression_form(root) && !is_expression_form(on) {
                        m.push_all(&["; for a variable, write `@", name, "`"]);
                    }
                    m.push_all(&["; to call a function, write `(", name, ")`"]);
                }
            }
        }
        LinkDiagnosticKind::NoFields { name, root, .. }
            if is_bare(diagnostic, unit, name) && root.index_of(name).is_some() =>
        {
            write_outer_field(m, name);
        }
        LinkDiagnosticKind::NoFields { name, on, by, .. } if is_length(name) && has_length(on) => {
            m.push("write `");
            if by == diagnostic.op {
                write_owner(m, unit, diagnostic, name);
            } else {
                write_source(m, unit, by);
            }
            m.push(".length`");
        }
        LinkDiagnosticKind::NoFields { name, root, .. }
            if is_bare(diagnostic, unit, name) && is_expression_form(root) =>
        {
            m.push_all(&["for a variable, write `@", name, "`"]);
        }
        LinkDiagnosticKind::NoFields { on, .. } if const_str_eq(on.peel().name, IMPL_DISPLAY) => {
            m.push(
                "a type with `#[derive(Data)]` has fields; as the result of a helper, if it is returned by reference",
            );
        }
        _ => {}
    }
}

/// Returns `true` if a name is one that other languages use for the number of items, or nearly `length`.
const fn is_length(name: &str) -> bool {
    let mut nearest = Nearest::new(name);
    nearest.consider("length");
    const_str_eq(name, "len")
        || const_str_eq(name, "size")
        || const_str_eq(name, "count")
        || nearest.get().is_some()
}

/// Returns `true` if values of a shape have a length.
const fn has_length(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::List(_) | Kind::Text | Kind::Displayed | Kind::Safe(_))
}

/// Returns `true` if `name` is an ASCII identifier of Rust, and therefore may be meant as a function.
const fn is_identifier(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if !(bytes[i] == b'_' || bytes[i].is_ascii_alphanumeric()) {
            return false;
        }
        i += 1;
    }
    !bytes.is_empty() && !bytes[0].is_ascii_digit()
}

/// Returns the helper of this name if the template calls it elsewhere.
const fn called_helper<'u>(name: &str, unit: &Unit<'u>) -> Option<&'u HelperSpec> {
    let mut i = 0;
    while i < unit.helpers.len() {
        if const_str_eq(unit.helpers[i].name, name) {
            return Some(&unit.helpers[i]);
        }
        i += 1;
    }
    None
}

/// Returns `true` if the shape describes the data of a template in the expression form, whose fields are variables. (A struct
/// may have the same name; then the help speaks of variables that are fields.)
const fn is_expression_form(shape: &Shape) -> bool {
    const_str_eq(shape.name, "Template")
}

/// Returns the name of a field with the smallest edit distance from `name`, if one is near enough.
const fn nearest_field(name: &str, fields: &'static [FieldShape]) -> Option<&'static str> {
    let mut nearest = Nearest::new(name);
    let mut i = 0;
    while i < fields.len() {
        // The fields of other variants have no names.
        if !fields[i].name.is_empty() {
            nearest.consider(fields[i].name);
        }
        i += 1;
    }
    nearest.get()
}

/// Returns the type of the field of a tuple with only one, or of such a variant.
const fn inner_type(of: &'static Shape) -> Option<&'static Shape> {
    let fields = of.fields();
    let (mut inner, mut i) = (None, 0);
    while i < fields.len() {
        match (fields[i].name.as_bytes(), inner) {
            // A field of another variant.
            (b"", _) => {}
            (b"0", None) => inner = Some(fields[i].shape.get().peel()),
            _ => return None,
        }
        i += 1;
    }
    inner
}

/// Returns `true` if the name is the whole path. A name after another one in a path is not meant to be a
/// field of the template itself.
const fn is_bare(diagnostic: &LinkDiagnostic<'_>, unit: &Unit<'_>, name: &str) -> bool {
    let (start, end) = path_range(diagnostic, unit, reported_op(diagnostic));
    end - start == name.len()
}

/// Writes the help for a name that is a field of the template, but not of the context.
const fn write_outer_field(m: &mut MessageBuffer<'_>, name: &str) {
    m.push_all(&["it is a field of the template: write `@", name, "`"]);
}
