//! The messages of link: one sentence in the user's words, and how to correct the template. The
//! compiler writes its errors with the same [`Report`].

use super::{
    help::help,
    source_path::PathParts,
    words::{callee, kind, owner, path_range, place, wanted, written},
};
use crate::{
    data::Param,
    link::{
        Unit,
        findings::{ArgumentRef, LinkCallee, LinkDiagnostic, LinkDiagnosticKind},
    },
};
use template_bytecode::{
    Position,
    diagnostics::{
        Excerpt, MAX_DIAGNOSTICS, MAX_MESSAGE_LENGTH, MessageBuffer, Report, position_on_line,
    },
};

/// Writes the message of diagnostic number `index` to `out`. There are `count` diagnostics, of which
/// the table holds the first.
pub(in crate::link) const fn write_message(
    out: &mut MessageBuffer<'_>,
    diagnostics: &[Option<LinkDiagnostic<'_>>; MAX_DIAGNOSTICS],
    index: usize,
    count: usize,
    unit: &Unit<'_>,
) {
    let Some(diagnostic) = &diagnostics[index] else { return };
    let file = unit.file(place(diagnostic));
    let (position, start, end) = position(diagnostic, unit);
    let mut bytes = [0; MAX_MESSAGE_LENGTH];
    let mut message = MessageBuffer::new(&mut bytes);
    sentence(&mut message, diagnostic, unit);
    let mut bytes = [0; MAX_MESSAGE_LENGTH];
    let mut correction = MessageBuffer::new(&mut bytes);
    help(&mut correction, diagnostic, unit);
    let is_last = index + 1 == MAX_DIAGNOSTICS;
    let report = Report {
        file: file.name,
        source: file.text,
        message: message.as_str(),
        excerpt: Excerpt { position, start, end, note: "" },
        related: &[],
        help: correction.as_str(),
        more: if is_last { count - MAX_DIAGNOSTICS } else { 0 },
    };
    report.write(out);
}

/// Returns the position of a diagnostic in the file, and the part of the template that the carets are
/// under.
pub(in crate::link) const fn position(
    diagnostic: &LinkDiagnostic<'_>,
    unit: &Unit<'_>,
) -> (Position, usize, usize) {
    let op = place(diagnostic);
    let at = match unit.positions.get(op) {
        Some(at) => at,
        None => Position { line: 0, column: 0 },
    };
    let text = unit.file(op).text;
    let (first, end) = path_range(diagnostic, unit, op);
    let (start, end) = range(diagnostic, text, first, end);
    (position_on_line(text, at, first, start), start, end)
}

/// What the carets are under: the last name of a path when the name is wrong, the name of an argument
/// when that is, else the whole construct.
const fn range(
    diagnostic: &LinkDiagnostic<'_>,
    source: &str,
    start: usize,
    end: usize,
) -> (usize, usize) {
    match diagnostic.kind {
        LinkDiagnosticKind::NoField { name, .. } | LinkDiagnosticKind::NoFields { name, .. } => {
            PathParts::of(source, start, end, name).name
        }
        LinkDiagnosticKind::Unknown { name, .. } => match before(source, start, name) {
            Some(at) => (at, at + name.len()),
            None => (start, end),
        },
        _ => (start, end),
    }
}

/// Where the name stands in `name=value`, of which the value begins at `start`. On the same line.
const fn before(source: &str, start: usize, name: &str) -> Option<usize> {
    let (bytes, name) = (source.as_bytes(), name.as_bytes());
    let mut at = start;
    while at > 0 && matches!(bytes[at - 1], b' ' | b'\t' | b'=') {
        at -= 1;
    }
    if at < name.len() {
        return None;
    }
    at -= name.len();
    let mut i = 0;
    while i < name.len() {
        if bytes[at + i] != name[i] {
            return None;
        }
        i += 1;
    }
    Some(at)
}

const fn sentence(m: &mut MessageBuffer<'_>, diagnostic: &LinkDiagnostic<'_>, unit: &Unit<'_>) {
    match diagnostic.kind {
        LinkDiagnosticKind::NoField { name, on, .. } => {
            m.push_all(&["no field `", name, "` on `", on.name, "`"]);
        }
        LinkDiagnosticKind::NoFields { name, on, by, .. } => {
            m.push_all(&["no field `", name, "` on `"]);
            if by == diagnostic.op {
                owner(m, unit, diagnostic, name);
            } else {
                written(m, unit, by);
            }
            m.push("`, which is ");
            kind(m, on);
        }
        LinkDiagnosticKind::NotPrintable { shape, by } => {
            m.push("cannot print `");
            written(m, unit, by);
            m.push("`, which is ");
            kind(m, shape);
        }
        LinkDiagnosticKind::NotIterable { shape, by } => {
            m.push("cannot loop over `");
            written(m, unit, by);
            m.push("`, which is ");
            kind(m, shape);
        }
        LinkDiagnosticKind::NotAHelper { shape, by, .. } => {
            m.push("`");
            written(m, unit, by);
            m.push("` is called, but it is ");
            kind(m, shape);
        }
        LinkDiagnosticKind::Arity { helper, given, .. } => arity(m, helper, given, unit),
        LinkDiagnosticKind::Kind { helper, param, which, shape, by } => {
            wants(m, helper, param, which, by, unit);
            m.push("` is ");
            kind(m, shape);
        }
        LinkDiagnosticKind::Range { helper, param, which, by } => {
            wants(m, helper, param, which, by, unit);
            m.push("` is out of its range");
        }
        LinkDiagnosticKind::Unknown { helper, name, .. } => {
            called(m, helper, unit);
            m.push_all(&[" has no argument called `", name, "`"]);
        }
        LinkDiagnosticKind::Missing { helper, name } => {
            called(m, helper, unit);
            m.push_all(&[" needs the argument `", name, "`"]);
        }
        LinkDiagnosticKind::TakesNoBlock { helper } => {
            called(m, helper, unit);
            m.push(" takes no block");
        }
        LinkDiagnosticKind::NeedsBlock { helper } => {
            called(m, helper, unit);
            m.push(" needs a block");
        }
        LinkDiagnosticKind::BlockIsNoValue { helper } => {
            called(m, helper, unit);
            m.push(" has a block and cannot be a value");
        }
        LinkDiagnosticKind::HelperSection { by } => {
            m.push("a block does not call `");
            written(m, unit, by);
            m.push("`, which is a helper");
        }
    }
}

/// "helper `join` wants text as argument 1, but `team": what stands there follows.
const fn wants(
    m: &mut MessageBuffer<'_>,
    helper: LinkCallee<'_>,
    param: &Param,
    which: ArgumentRef<'_>,
    by: usize,
    unit: &Unit<'_>,
) {
    called(m, helper, unit);
    m.push(" wants ");
    wanted(m, param);
    m.push(" as argument ");
    match which {
        ArgumentRef::Number(number) => m.push_number(number),
        ArgumentRef::Name(name) => m.push_all(&["`", name, "`"]),
    }
    m.push(", but `");
    written(m, unit, by);
}

/// "helper `join`"; a helper without a name is called as the template calls it.
const fn called(m: &mut MessageBuffer<'_>, helper: LinkCallee<'_>, unit: &Unit<'_>) {
    m.push("helper `");
    callee(m, helper, unit);
    m.push("`");
}

/// "helper `join` takes 2 positional arguments, but 3 were given".
const fn arity(m: &mut MessageBuffer<'_>, helper: LinkCallee<'_>, given: usize, unit: &Unit<'_>) {
    let (least, most) = (helper.spec.required(), helper.spec.positional.len());
    called(m, helper, unit);
    m.push(" takes ");
    let limit = if helper.spec.rest {
        m.push("at least ");
        least
    } else {
        if least < most {
            m.push_number(least);
            m.push(" to ");
        }
        most
    };
    m.push_number(limit);
    // The word is of use only where there are others.
    m.push(if helper.spec.named.is_empty() { " argument" } else { " positional argument" });
    m.push(if limit == 1 { ", but " } else { "s, but " });
    m.push_number(given);
    m.push(if given == 1 { " was given" } else { " were given" });
}
