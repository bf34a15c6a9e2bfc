//! Phrases in the messages of the linker: kinds, parameters, and parts of the template.

use super::source_path::PathParts;
use crate::{
    data::{FieldShape, ITEMS, Kind, Param, ParamKind, Shape, const_str_eq},
    helper::RESULT_TEMPLATE,
    link::{
        Unit,
        diagnostic::{LinkCallee, LinkDiagnostic, LinkDiagnosticKind},
    },
};
use template_bytecode::{Constant, Op, diagnostics::MessageBuffer};

/// Writes the kind of values that a parameter accepts.
pub(super) const fn write_accepted(m: &mut MessageBuffer<'_>, param: &Param) {
    match param.kind {
        ParamKind::Reference(shape) | ParamKind::Variant(_, shape) => {
            let name = shape.get().name;
            let is_vowel = matches!(name.as_bytes(), [b'A' | b'E' | b'I' | b'O' | b'a', ..]);
            m.push(if is_vowel { "an `" } else { "a `" });
            write_type(m, shape.get(), 0);
            m.push("`");
        }
        ParamKind::Slice(item) => {
            m.push("a `[");
            write_type(m, item.get(), 0);
            m.push("]`");
        }
        ParamKind::Items(item) => {
            m.push(ITEMS);
            write_accepted(m, item);
        }
        _ => m.push(param.wants),
    }
}

/// Writes the type of a shape, with the type of its items if it is a list or a map, `Vec<Team>`, or a tuple. (The names
/// of other shapes are those of types without their parameters.)
const fn write_type(m: &mut MessageBuffer<'_>, shape: &'static Shape, depth: usize) {
    let (item, before, after) = match &shape.kind {
        Kind::List(item) if const_str_eq(shape.name, "slice") => (item, "&[", "]"),
        Kind::List(item) if const_str_eq(shape.name, "array") => (item, "[", "; _]"),
        Kind::List(item) | Kind::Optional(item) => (item, "<", ">"),
        Kind::Map(item) => (item, "<_, ", ">"),
        Kind::Object(fields) if is_tuple(shape) => return write_tuple(m, fields, depth),
        _ => return m.push(shape.name),
    };
    let is_name = matches!(before.as_bytes()[0], b'<');
    if is_name {
        m.push(shape.name);
    }
    m.push(before);
    if depth < MAX_TYPE_DEPTH {
        write_type(m, item.get(), depth + 1)
    } else {
        m.push("_")
    }
    m.push(after);
}

/// Writes the type of a tuple: `(u8, &str)`.
const fn write_tuple(m: &mut MessageBuffer<'_>, fields: &'static [FieldShape], depth: usize) {
    m.push("(");
    let mut i = 0;
    while i < fields.len() {
        if i > 0 {
            m.push(", ");
        }
        if depth < MAX_TYPE_DEPTH {
            write_type(m, fields[i].shape.get(), depth + 1)
        } else {
            m.push("_")
        }
        i += 1;
    }
    m.push(if fields.len() == 1 { ",)" } else { ")" });
}

/// Returns `true` if the shape describes a tuple.
const fn is_tuple(shape: &Shape) -> bool {
    matches!(shape.name.as_bytes(), [b't', b'u', b'p', b'l', b'e', b' ', ..])
}

/// Returns `true` if [`write_type`] writes more of a shape than its name.
const fn has_parts(shape: &Shape) -> bool {
    match shape.kind {
        // The keyword `array` makes lists of values of all kinds, or of a kind that is not a type of Rust.
        Kind::List(item) | Kind::Map(item) => !matches!(
            (&item.get().kind, item.get().name.as_bytes()),
            (Kind::Any, _) | (_, b"text" | b"integer" | b"float")
        ),
        _ => is_tuple(shape),
    }
}

/// Writes the kind of an argument that a parameter does not accept. Where the parameter is of one type, it is the type
/// that matters, down to that of the items.
pub(super) const fn write_argument_kind(
    m: &mut MessageBuffer<'_>,
    param: &Param,
    shape: &'static Shape,
) {
    let value = shape.peel();
    match param.kind {
        ParamKind::Reference(_) | ParamKind::Slice(_) if has_parts(value) => {
            write_kind_words(m, shape);
            m.push(" (`");
            write_type(m, value, 0);
            m.push("`)");
        }
        _ => write_kind(m, shape),
    }
}

/// The nesting depth to which a message shows types.
const MAX_TYPE_DEPTH: usize = 3;

/// Writes the separator before item `index` of an enumeration of `count` items.
pub(super) const fn write_separator(m: &mut MessageBuffer<'_>, index: usize, count: usize) {
    if index > 0 {
        m.push(if index + 1 == count { " and " } else { ", " });
    }
}

/// Writes item `index` of an enumeration of `count` names, with the separator before it.
pub(super) const fn write_item(m: &mut MessageBuffer<'_>, index: usize, count: usize, name: &str) {
    write_separator(m, index, count);
    m.push_all(&["`", name, "`"]);
}

/// Writes the names of fields: "`a`, `b` and `c`".
pub(super) const fn write_fields(m: &mut MessageBuffer<'_>, fields: &[FieldShape]) {
    let (mut count, mut i) = (0, 0);
    while i < fields.len() {
        // Fields of other variants have no names.
        count += !fields[i].name.is_empty() as usize;
        i += 1;
    }
    if count == 0 {
        m.push("no fields");
    }
    let mut written = 0;
    i = 0;
    while i < fields.len() {
        if !fields[i].name.is_empty() {
            write_item(m, written, count, fields[i].name);
            written += 1;
        }
        i += 1;
    }
}

/// Writes the kind of values of a shape, with its article, and their type: "an optional object
/// (`Team`)".
pub(super) const fn write_kind(m: &mut MessageBuffer<'_>, shape: &'static Shape) {
    write_kind_words(m, shape);
    let shape = shape.peel();
    if !matches!(
        shape.name.as_bytes(),
        b"bool" | b"char" | b"text" | b"integer" | b"float" | b"array" | b"hash" | b"helper"
    ) {
        m.push_all(&[" (`", shape.name, "`)"]);
    }
}

/// Writes the kind of values of a shape, with its article: "an optional object".
const fn write_kind_words(m: &mut MessageBuffer<'_>, shape: &'static Shape) {
    let is_optional = matches!(shape.kind, Kind::Optional(_));
    let shape = shape.peel();
    if const_str_eq(shape.name, RESULT_TEMPLATE) {
        m.push("the text of a template");
        return;
    }
    let words = match shape.kind {
        Kind::Any => "a value",
        Kind::Bool => "a bool",
        Kind::Integer => "an integer",
        Kind::Float => "a float",
        Kind::Number => "a number",
        Kind::Char => "a char",
        Kind::Text | Kind::Displayed | Kind::Safe(_) => "text",
        Kind::Optional(_) => "optional",
        Kind::List(_) => "a list",
        Kind::Map(_) => "a map",
        Kind::Object(_) => "an object",
        Kind::Template(_) => "a template",
        Kind::Enum(_) => "an enum",
        Kind::Helper(_) => "a helper",
    };
    match words.as_bytes() {
        _ if !is_optional => m.push(words),
        [b'a', b' ', noun @ ..] | [b'a', b'n', b' ', noun @ ..] => {
            m.push("an optional ");
            m.push_bytes(noun);
        }
        _ => m.push_all(&["optional ", words]),
    }
}

/// Returns the text that an op pushes if it is a string literal in the template. (The optimizer also
/// folds calls of `concat` to constants.)
pub(in crate::link) const fn quoted_text<'u>(unit: &Unit<'u>, by: usize) -> Option<&'u str> {
    let Op::PushConstant { constant } = unit.ops[by] else { return None };
    let (start, _) = source_range(unit, by);
    let source = unit.file(by).text.as_bytes();
    match unit.constants[constant.0 as usize] {
        Constant::Text(text) if start < source.len() && matches!(source[start], b'"' | b'\'') => {
            Some(text)
        }
        _ => None,
    }
}

/// Returns the range of bytes of the template that an op was compiled from.
const fn source_range(unit: &Unit<'_>, op: usize) -> (usize, usize) {
    match unit.ranges.get(op) {
        Some(range) => range,
        None => (0, 0),
    }
}

/// Returns `true` if an op pushes a number that is written without a decimal point and an exponent.
pub(super) const fn is_written_as_integer(unit: &Unit<'_>, by: usize) -> bool {
    let (start, end) = source_range(unit, by);
    let bytes = unit.file(by).text.as_bytes();
    let mut i = start;
    while i < end && i < bytes.len() {
        if !(bytes[i].is_ascii_digit() || (i == start && bytes[i] == b'-')) {
            return false;
        }
        i += 1;
    }
    start < end && matches!(unit.ops[by], Op::PushConstant { .. })
}

/// Writes the part of the template that the value pushed by op `by` comes from.
pub(super) const fn write_source(m: &mut MessageBuffer<'_>, unit: &Unit<'_>, by: usize) {
    let (start, end) = source_range(unit, by);
    write_range(m, unit.file(by).text, start, end);
}

/// Writes the part of the template that the value pushed by op `by` comes from, in the form of an
/// argument: a call in parentheses.
pub(super) const fn write_argument(m: &mut MessageBuffer<'_>, unit: &Unit<'_>, by: usize) {
    let (start, end) = source_range(unit, by);
    let bytes = unit.file(by).text.as_bytes();
    let mut is_call = false;
    let mut i = start;
    while i < end && i < bytes.len() {
        // Whitespace inside of `[a name]` does not make it a call.
        is_call = is_call || (bytes[i].is_ascii_whitespace() && bytes[start] != b'(');
        if bytes[i] == b'[' {
            break;
        }
        i += 1;
    }
    if is_call {
        m.push("(");
    }
    write_source(m, unit, by);
    if is_call {
        m.push(")");
    }
}

/// Writes the part of the template that the helper pushed by op `by` comes from, in the form of a
/// callee: a field has `this.` before it, because a single name would refer to a function.
pub(super) const fn write_callable(m: &mut MessageBuffer<'_>, unit: &Unit<'_>, by: usize) {
    let name = match unit.ops[by] {
        Op::GetPath { path } | Op::GetVarPath { path, .. } | Op::AppendVarPath { path, .. }
            if path.count() == 1 =>
        {
            Some(unit.segments[path.first()].name)
        }
        Op::GetNameOr { name, .. } => Some(name),
        _ => None,
    };
    if let Some(name) = name {
        let (start, end) = source_range(unit, by);
        if end - start == unit.names[name.0 as usize].len() {
            m.push("this.");
        }
    }
    write_source(m, unit, by);
}

/// Writes the part of the template from `start` to `end`, or `this` for an implicit context, whose
/// part is empty.
const fn write_range(m: &mut MessageBuffer<'_>, text: &str, start: usize, end: usize) {
    let bytes = text.as_bytes();
    if start >= end {
        m.push("this");
    }
    let mut i = start;
    while i < end && i < bytes.len() {
        m.push_byte(bytes[i]);
        i += 1;
    }
}

/// Writes the part of a path before a name. (The op has the range of the whole path.)
pub(super) const fn write_owner(
    m: &mut MessageBuffer<'_>,
    unit: &Unit<'_>,
    diagnostic: &LinkDiagnostic<'_>,
    name: &str,
) {
    let text = unit.file(diagnostic.op).text;
    let (start, end) = path_range(diagnostic, unit, diagnostic.op);
    let (start, end) = PathParts::of(text, start, end, name).owner;
    write_range(m, text, start, end);
}

/// Returns the start and end of an op in the template. If the diagnostic is about a segment of a path,
/// this is the end of the segment.
pub(super) const fn path_range(
    diagnostic: &LinkDiagnostic<'_>,
    unit: &Unit<'_>,
    op: usize,
) -> (usize, usize) {
    let range = source_range(unit, op);
    match diagnostic.kind {
        LinkDiagnosticKind::NoField { end, .. } | LinkDiagnosticKind::NoFields { end, .. }
            if end > 0 =>
        {
            (range.0, end)
        }
        _ => range,
    }
}

/// Writes the name of a helper, or the path of a helper that is a value.
pub(super) const fn write_callee(
    m: &mut MessageBuffer<'_>,
    helper: LinkCallee<'_>,
    unit: &Unit<'_>,
) {
    match helper.by {
        Some(by) => write_source(m, unit, by),
        None => m.push(helper.name),
    }
}

/// Returns the op whose position the message has: for an error in an argument the op that pushed it.
pub(in crate::link) const fn reported_op(diagnostic: &LinkDiagnostic<'_>) -> usize {
    match diagnostic.kind {
        LinkDiagnosticKind::Kind { by, .. }
        | LinkDiagnosticKind::Range { by, .. }
        | LinkDiagnosticKind::NoVariant { by, .. }
        | LinkDiagnosticKind::VariantWithFields { by, .. }
        | LinkDiagnosticKind::Unknown { by, .. }
        | LinkDiagnosticKind::NotAHelper { by, .. }
        | LinkDiagnosticKind::Attribute { by, .. }
        | LinkDiagnosticKind::AddedAttribute { by, .. }
        | LinkDiagnosticKind::Markup { by, .. }
        | LinkDiagnosticKind::ForeignFill { by, .. }
        | LinkDiagnosticKind::TooManyParams { by, .. }
        | LinkDiagnosticKind::NoSlot { by, .. }
        | LinkDiagnosticKind::NoContent { by, .. }
        | LinkDiagnosticKind::SecondFill { by, .. }
        | LinkDiagnosticKind::NoAttribute { by, .. }
        | LinkDiagnosticKind::AttributeMissing { by, .. }
        | LinkDiagnosticKind::Arity { surplus: Some(by), .. } => by,
        _ => diagnostic.op,
    }
}
