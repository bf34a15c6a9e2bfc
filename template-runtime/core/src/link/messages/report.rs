//! The messages of the linker: a sentence that quotes the template, and a suggested correction. The compiler
//! formats its errors with the same [`Report`].

use super::{
    help::write_help,
    phrases::{
        path_range, reported_op, write_accepted, write_argument_kind, write_callee, write_kind,
        write_owner, write_source,
    },
    source_path::PathParts,
};
use crate::{
    data::{Param, ParamKind, Shape, const_str_eq},
    link::{
        Unit,
        diagnostic::{ArgumentRef, LinkCallee, LinkDiagnostic, LinkDiagnosticKind},
    },
};
use template_bytecode::{
    CONTEXT, Comparison, Escape, Position,
    diagnostics::{
        Excerpt, MAX_DIAGNOSTICS, MAX_MESSAGE_LENGTH, MessageBuffer, Report, position_on_line,
    },
    html::AttributeKind,
};

/// Writes the message of diagnostic number `index` to `out`. There are `count` diagnostics; the table
/// holds the first [`MAX_DIAGNOSTICS`] of them.
pub(in crate::link) const fn write_message(
    out: &mut MessageBuffer<'_>,
    diagnostics: &[Option<LinkDiagnostic<'_>>; MAX_DIAGNOSTICS],
    index: usize,
    count: usize,
    unit: &Unit<'_>,
) {
    let Some(diagnostic) = &diagnostics[index] else { return };
    let file = unit.file(reported_op(diagnostic));
    let (position, start, end) = position(diagnostic, unit);
    let mut bytes = [0; MAX_MESSAGE_LENGTH];
    let mut message = MessageBuffer::new(&mut bytes);
    write_sentence(&mut message, diagnostic, unit);
    let mut bytes = [0; MAX_MESSAGE_LENGTH];
    let mut correction = MessageBuffer::new(&mut bytes);
    write_help(&mut correction, diagnostic, unit);
    let is_last = index + 1 == MAX_DIAGNOSTICS;
    let report = Report {
        file: file.name,
        source: file.text,
        message: message.as_str(),
        excerpt: Excerpt { position, start, end, note: "" },
        related: &[],
        help: correction.as_str(),
        includes: file.includes,
        more: if is_last { count - MAX_DIAGNOSTICS } else { 0 },
    };
    report.write(out);
}

/// Returns the position of a diagnostic in the file, and the start and end of the part of the template
/// that the carets mark.
pub(in crate::link) const fn position(
    diagnostic: &LinkDiagnostic<'_>,
    unit: &Unit<'_>,
) -> (Position, usize, usize) {
    let op = reported_op(diagnostic);
    let at = match unit.positions.get(op) {
        Some(at) => at,
        None => Position { line: 0, column: 0 },
    };
    let text = unit.file(op).text;
    let (first, end) = path_range(diagnostic, unit, op);
    let (start, end) = marked_range(diagnostic, text, first, end);
    (position_on_line(text, at, first, start), start, end)
}

/// Returns a phrase for the option `escape` of a template.
const fn escape_option(escape: Escape) -> &'static str {
    match escape {
        Escape::Custom => "a custom escaper",
        Escape::None => "`escape = \"text\"`",
        _ => "`escape = \"html\"`",
    }
}

/// Returns the start and end of the part that the carets mark: the name of an unknown field or of an
/// unknown argument, otherwise the whole construct.
const fn marked_range(
    diagnostic: &LinkDiagnostic<'_>,
    source: &str,
    start: usize,
    end: usize,
) -> (usize, usize) {
    match diagnostic.kind {
        LinkDiagnosticKind::NoField { name, .. } | LinkDiagnosticKind::NoFields { name, .. } => {
            PathParts::of(source, start, end, name).name
        }
        LinkDiagnosticKind::Unknown { name, .. } => {
            match argument_name_start(source, start, name) {
                Some(at) => (at, at + name.len()),
                None => (start, end),
            }
        }
        _ => (start, end),
    }
}

/// Returns the start of the name in `name=value`, whose value begins at `start`; `None` if the name is
/// not on the same line.
const fn argument_name_start(source: &str, start: usize, name: &str) -> Option<usize> {
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

/// Writes the first line of a message, without the position.
const fn write_sentence(
    m: &mut MessageBuffer<'_>,
    diagnostic: &LinkDiagnostic<'_>,
    unit: &Unit<'_>,
) {
    match diagnostic.kind {
        LinkDiagnosticKind::NoField { name, on, .. } => {
            m.push_all(&["no field `", name, "` on `", on.name, "`"]);
        }
        LinkDiagnosticKind::NoFields { name, on, by, .. } => {
            m.push_all(&["no field `", name, "` on `"]);
            if by == diagnostic.op {
                write_owner(m, unit, diagnostic, name);
            } else {
                write_source(m, unit, by);
            }
            m.push("`, which is ");
            write_kind(m, on);
        }
        LinkDiagnosticKind::NotPrintable { shape, by } => {
            write_value(m, unit, "cannot print `", by, "`, which is ", shape);
        }
        LinkDiagnosticKind::NotTrusted { shape, by } => {
            write_value(m, unit, "the page loads a resource from `", by, "`, which is ", shape);
        }
        LinkDiagnosticKind::Incomparable { by, a, b } => {
            write_value(m, unit, "`", a.by, "` is ", a.shape);
            let relation = match by {
                Comparison::Eq | Comparison::Ne => ", which is never equal to `",
                _ => ", which is neither less nor greater than `",
            };
            write_value(m, unit, relation, b.by, "`, ", b.shape);
        }
        LinkDiagnosticKind::NoVariant { name, shape, .. } => {
            m.push_all(&["`", shape.name, "` has no variant called `", name, "`"]);
        }
        LinkDiagnosticKind::VariantWithFields { name, shape, .. } => {
            m.push_all(&[
                "the variant `",
                name,
                "` of `",
                shape.name,
                "` has fields and is never equal to text",
            ]);
        }
        LinkDiagnosticKind::NoPrintableVariant { shape, by } => {
            write_value(m, unit, "cannot print `", by, "`, which is ", shape);
            m.push(" whose variants have fields");
        }
        LinkDiagnosticKind::NotIterable { shape, by } => {
            write_value(m, unit, "cannot loop over `", by, "`, which is ", shape);
        }
        LinkDiagnosticKind::NotAHelper { shape, by, .. } => {
            write_value(m, unit, "cannot call `", by, "`, which is ", shape);
        }
        LinkDiagnosticKind::Arity { helper, given, .. } => write_arity(m, helper, given, unit),
        LinkDiagnosticKind::Kind {
            helper,
            param: Param { kind: ParamKind::Nothing, .. },
            which: ArgumentRef::Name(name),
            ..
        } => write_no_argument(m, helper, name),
        LinkDiagnosticKind::Kind { helper, param, which, shape, by } => {
            write_expectation(m, helper, param, which, by, unit);
            m.push("` is ");
            write_argument_kind(m, param, shape);
        }
        LinkDiagnosticKind::Range { helper, param, which, by } => {
            write_expectation(m, helper, param, which, by, unit);
            m.push("` is out of range");
        }
        LinkDiagnosticKind::Unknown { helper, name, .. } => {
            write_helper(m, helper, unit);
            m.push(match helper.spec.component {
                Some(_) => " has no field called `",
                None => " has no argument called `",
            });
            m.push_all(&[name, "`"]);
        }
        LinkDiagnosticKind::Missing { helper, name } if const_str_eq(name, CONTEXT) => {
            write_helper(m, helper, unit);
            m.push(match helper.spec.block_data {
                Some(_) => " sets the context of its block",
                None => " needs the context of its call",
            });
            m.push(", which is supported only in templates compiled at run time");
        }
        LinkDiagnosticKind::Missing { helper, name } => {
            write_helper(m, helper, unit);
            m.push_all(&[" needs the argument `", name, "`"]);
        }
        LinkDiagnosticKind::TakesNoBlock { helper } => {
            write_helper(m, helper, unit);
            m.push(" does not accept a block");
        }
        LinkDiagnosticKind::NeedsBlock { helper } => {
            write_helper(m, helper, unit);
            m.push(" needs a block");
        }
        LinkDiagnosticKind::BlockIsNoValue { helper } => {
            write_helper(m, helper, unit);
            m.push(" needs a block and cannot be used as a value");
        }
        LinkDiagnosticKind::NotCallable { helper, obstacle } => {
            m.push_all(&["`", helper.name, "` cannot be called: ", obstacle]);
        }
        LinkDiagnosticKind::OtherEscaping { helper, escape } => {
            m.push_all(&[
                "component `",
                helper.name,
                "` has ",
                escape_option(escape),
                ", but this template has ",
                escape_option(unit.escape),
            ]);
        }
        LinkDiagnosticKind::ForeignComponent { helper } => m.push_all(&[
            "component `",
            helper.name,
            "` contains elements that browsers parse differently here",
        ]),
        LinkDiagnosticKind::ForeignFill { helper, .. } => m.push_all(&[
            "this contains elements that browsers parse differently where component `",
            helper.name,
            "` prints it",
        ]),
        LinkDiagnosticKind::NoFieldValue { helper, name, .. } => {
            m.push_all(&["component `", helper.name, "` needs `", name, "`"]);
        }
        LinkDiagnosticKind::NotInherited { helper, name } => m.push_all(&[
            "component `",
            helper.name,
            "` inherits `",
            name,
            "`, and this template has no such field",
        ]),
        LinkDiagnosticKind::ContextKind {
            helper,
            param: Param { kind: ParamKind::Nothing, .. },
            name,
            ..
        } => write_no_argument(m, helper, name),
        LinkDiagnosticKind::ContextKind { helper, param, name, shape, from_data } => {
            m.push_all(&["component `", helper.name, "` expects "]);
            write_accepted(m, param);
            m.push_all(&[" as `", name]);
            m.push(if from_data {
                "`, but that of this template is "
            } else {
                "`, but that of the context is "
            });
            write_kind(m, shape);
        }
        LinkDiagnosticKind::NoSlot { helper, name, .. } => {
            m.push_all(&["component `", helper.name, "` has no slot called `", name, "`"]);
        }
        LinkDiagnosticKind::NoFill { helper, name } => {
            m.push_all(&["component `", helper.name, "` needs the slot `", name, "`"]);
        }
        LinkDiagnosticKind::SecondFill { helper, name, .. } => m.push_all(&[
            "the slot `",
            name,
            "` of component `",
            helper.name,
            "` is filled more than once",
        ]),
        LinkDiagnosticKind::NoAttribute { helper, slot, name, .. } => m.push_all(&[
            "the slot `",
            slot,
            "` of component `",
            helper.name,
            "` has no attribute called `",
            name,
            "`",
        ]),
        LinkDiagnosticKind::AttributeMissing { helper, slot, name, .. } => m.push_all(&[
            "the slot `",
            slot,
            "` of component `",
            helper.name,
            "` needs the attribute `",
            name,
            "`",
        ]),
        LinkDiagnosticKind::Attribute { name, kind, .. } => m.push_all(&[
            "the attribute `",
            name,
            "` ",
            match kind {
                AttributeKind::Invalid => "has an invalid name",
                AttributeKind::Meaning => {
                    "determines the meaning of other attributes and is not forwarded"
                }
                _ => "contains code and is forwarded only as a literal",
            },
        ]),
        LinkDiagnosticKind::AddedAttribute { name, .. } => m.push_all(&[
            "`attributes` accepts `",
            name,
            "` only as a literal, because its value can be unsafe",
        ]),
        LinkDiagnosticKind::NoAttributes { shape, by } => {
            write_value(
                m,
                unit,
                "`attributes` expects the rest of a call, but `",
                by,
                "` is ",
                shape,
            );
        }
        LinkDiagnosticKind::Markup { helper, name, has_quote, .. } => m.push_all(&[
            "the slot `",
            name,
            "` of component `",
            helper.name,
            if has_quote {
                "` is printed in an attribute, but this contains its quote"
            } else {
                "` is plain text, but this is markup"
            },
        ]),
        LinkDiagnosticKind::TooManyParams { helper, given, yielded, .. } => {
            m.push_all(&["component `", helper.name, "` yields "]);
            m.push_number(yielded);
            m.push(if yielded == 1 {
                " value here, but there "
            } else {
                " values here, but there "
            });
            m.push(if given == 1 { "is " } else { "are " });
            m.push_number(given);
            m.push(if given == 1 { " block param" } else { " block params" });
        }
        LinkDiagnosticKind::HelperSection { by } => {
            m.push("a section cannot call `");
            write_source(m, unit, by);
            m.push("`, which is a helper");
        }
    }
}

/// Writes the part of the template that the op `by` pushed, after `before`, and the kind of its value, after `between`:
/// "cannot print `team`, which is an object (`Team`)".
const fn write_value(
    m: &mut MessageBuffer<'_>,
    unit: &Unit<'_>,
    before: &str,
    by: usize,
    between: &str,
    shape: &'static Shape,
) {
    m.push(before);
    write_source(m, unit, by);
    m.push(between);
    write_kind(m, shape);
}

/// Writes the sentence about a field whose type no argument has.
const fn write_no_argument(m: &mut MessageBuffer<'_>, helper: LinkCallee<'_>, name: &str) {
    m.push_all(&["the field `", name, "` of component `", helper.name]);
    m.push("` has a type that no argument can have");
}

/// Writes the part that messages about an argument have in common:
/// "helper `join` expects text as argument 1, but `team".
const fn write_expectation(
    m: &mut MessageBuffer<'_>,
    helper: LinkCallee<'_>,
    param: &Param,
    which: ArgumentRef<'_>,
    by: usize,
    unit: &Unit<'_>,
) {
    write_helper(m, helper, unit);
    m.push(" expects ");
    write_accepted(m, param);
    m.push(" as argument ");
    match which {
        ArgumentRef::Number(number) => m.push_number(number),
        ArgumentRef::Name(name) => m.push_all(&["`", name, "`"]),
    }
    m.push(", but `");
    write_source(m, unit, by);
}

/// Writes "helper `join`".
const fn write_helper(m: &mut MessageBuffer<'_>, helper: LinkCallee<'_>, unit: &Unit<'_>) {
    m.push(match helper.spec.component {
        Some(_) => "component `",
        None => "helper `",
    });
    write_callee(m, helper, unit);
    m.push("`");
}

/// Writes "helper `join` takes 2 positional arguments, but 3 were given".
const fn write_arity(
    m: &mut MessageBuffer<'_>,
    helper: LinkCallee<'_>,
    given: usize,
    unit: &Unit<'_>,
) {
    let (least, most) = (helper.spec.required(), helper.spec.positional.len());
    write_helper(m, helper, unit);
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
    // "Positional" matters only if the helper has named parameters.
    m.push(if helper.spec.named.is_empty() { " argument" } else { " positional argument" });
    m.push(if limit == 1 { ", but " } else { "s, but " });
    m.push_number(given);
    m.push(if given == 1 { " was given" } else { " were given" });
}
