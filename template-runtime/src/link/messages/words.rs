//! Words that messages of link are made of: kinds, parameters, and parts of the template.

use super::source_path::PathParts;
use crate::{
    data::{FieldShape, Kind, Param, ParamKind, Shape},
    link::{
        Unit,
        findings::{LinkCallee, LinkDiagnostic, LinkDiagnosticKind},
    },
};
use template_bytecode::{Constant, SymbolicOp, diagnostics::MessageBuffer};

/// What a parameter takes.
pub(super) const fn wanted(m: &mut MessageBuffer<'_>, param: &Param) {
    match param.kind {
        ParamKind::Reference(_) => m.push_all(&["a `", param.wants, "`"]),
        _ => m.push(param.wants),
    }
}

/// What stands before item `index` of a list in words.
pub(super) const fn separator(m: &mut MessageBuffer<'_>, index: usize, count: usize) {
    if index > 0 {
        m.push(if index + 1 == count { " and " } else { ", " });
    }
}

/// Lists names: "`a`, `b` and `c`".
pub(super) const fn fields(m: &mut MessageBuffer<'_>, fields: &[FieldShape]) {
    if fields.is_empty() {
        m.push("no fields");
    }
    let mut i = 0;
    while i < fields.len() {
        separator(m, i, fields.len());
        m.push_all(&["`", fields[i].name, "`"]);
        i += 1;
    }
}

/// What a value of a shape is, with its type.
pub(super) const fn kind(m: &mut MessageBuffer<'_>, shape: &'static Shape) {
    if let Kind::Optional(_) = shape.kind {
        m.push("perhaps ");
    }
    let shape = shape.peel();
    let words = match shape.kind {
        Kind::Any => "a value",
        Kind::Bool => "a bool",
        Kind::Integer => "an integer",
        Kind::Float => "a float",
        Kind::Char => "a char",
        Kind::Text => "text",
        Kind::Optional(_) => "optional",
        Kind::List(_) => "a list",
        Kind::Map(_) => "a map",
        Kind::Object(_) => "an object",
        Kind::Enum(_) => "an enum",
        Kind::Helper(_) => "a helper",
    };
    m.push(words);
    if !matches!(
        shape.name.as_bytes(),
        b"bool" | b"char" | b"text" | b"integer" | b"float" | b"array" | b"hash" | b"helper"
    ) {
        m.push_all(&[" (`", shape.name, "`)"]);
    }
}

/// The text that an op pushes, if the template has it in quotes: the optimiser makes constants of calls of
/// `concat` too.
pub(in crate::link) const fn quoted<'u>(unit: &Unit<'u>, by: usize) -> Option<&'u str> {
    let SymbolicOp::PushConstant { constant } = unit.ops[by] else { return None };
    let (start, _) = unit.ranges.get(by);
    let source = unit.file(by).text.as_bytes();
    match unit.constants[constant.0 as usize] {
        Constant::Text(text) if start < source.len() && matches!(source[start], b'"' | b'\'') => {
            Some(text)
        }
        _ => None,
    }
}

/// Adds what stands in the template for the value that op `by` pushed.
pub(super) const fn written(m: &mut MessageBuffer<'_>, unit: &Unit<'_>, by: usize) {
    let (start, end) = unit.ranges.get(by);
    source(m, unit.file(by).text, start, end);
}

/// Adds the same as it is written where it is an argument: a call has parentheses.
pub(super) const fn argument(m: &mut MessageBuffer<'_>, unit: &Unit<'_>, by: usize) {
    let (start, end) = unit.ranges.get(by);
    let bytes = unit.file(by).text.as_bytes();
    let mut is_call = false;
    let mut i = start;
    while i < end && i < bytes.len() {
        // White space also stands in `[odd names]`.
        is_call = is_call || (bytes[i].is_ascii_whitespace() && bytes[start] != b'(');
        if bytes[i] == b'[' {
            break;
        }
        i += 1;
    }
    if is_call {
        m.push("(");
    }
    written(m, unit, by);
    if is_call {
        m.push(")");
    }
}

/// Adds the same as it is called: a name alone would be that of a function, if it is that of a field.
pub(super) const fn called_so(m: &mut MessageBuffer<'_>, unit: &Unit<'_>, by: usize) {
    let name = match unit.ops[by] {
        SymbolicOp::GetPath { path }
        | SymbolicOp::GetVarPath { path, .. }
        | SymbolicOp::AppendVarPath { path, .. }
            if path.count() == 1 =>
        {
            Some(unit.segments[path.first()].name)
        }
        SymbolicOp::GetNameOr { name, .. } => Some(name),
        _ => None,
    };
    if let Some(name) = name {
        let (start, end) = unit.ranges.get(by);
        if end - start == unit.names[name.0 as usize].len() {
            m.push("this.");
        }
    }
    written(m, unit, by);
}

/// Adds a part of the template. A context that is not written is `this`.
const fn source(m: &mut MessageBuffer<'_>, text: &str, start: usize, end: usize) {
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

/// Adds the part of a path before a name. (The op's range is that of the whole path.)
pub(super) const fn owner(
    m: &mut MessageBuffer<'_>,
    unit: &Unit<'_>,
    diagnostic: &LinkDiagnostic<'_>,
    name: &str,
) {
    let text = unit.file(diagnostic.op).text;
    let (start, end) = path_range(diagnostic, unit, diagnostic.op);
    let (start, end) = PathParts::of(text, start, end, name).owner;
    source(m, text, start, end);
}

/// Returns the range of an op, up to the name that a diagnostic is about if that is a name of a path.
pub(super) const fn path_range(
    diagnostic: &LinkDiagnostic<'_>,
    unit: &Unit<'_>,
    op: usize,
) -> (usize, usize) {
    let range = unit.ranges.get(op);
    match diagnostic.kind {
        LinkDiagnosticKind::NoField { end, .. } | LinkDiagnosticKind::NoFields { end, .. }
            if end > 0 =>
        {
            (range.0, end)
        }
        _ => range,
    }
}

/// Adds what the template calls a helper.
pub(super) const fn callee(m: &mut MessageBuffer<'_>, helper: LinkCallee<'_>, unit: &Unit<'_>) {
    match helper.by {
        Some(by) => written(m, unit, by),
        None => m.push(helper.spec.name),
    }
}

/// The op that the message points at: the one that pushed an argument, if that is wrong.
pub(in crate::link) const fn place(diagnostic: &LinkDiagnostic<'_>) -> usize {
    match diagnostic.kind {
        LinkDiagnosticKind::Kind { by, .. }
        | LinkDiagnosticKind::Range { by, .. }
        | LinkDiagnosticKind::Unknown { by, .. }
        | LinkDiagnosticKind::NotAHelper { by, .. }
        | LinkDiagnosticKind::Arity { surplus: Some(by), .. } => by,
        _ => diagnostic.op,
    }
}
