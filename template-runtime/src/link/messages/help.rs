//! The way out: what stands behind `help:` in a message of link.

use super::{
    Message,
    nearest::Nearest,
    words::{
        argument, called_so, callee, fields, owner, path_range, place, quoted, separator, wanted,
        written,
    },
};
use crate::{
    data::{FieldShape, HelperSpec, Kind, NamedParam, Param, ParamKind, Shape, same},
    link::{
        Unit,
        findings::{ArgumentRef, LinkDiagnostic, LinkDiagnosticKind},
    },
};
use template_bytecode::SymbolicOp;

pub(super) const fn help(m: &mut Message, fault: &LinkDiagnostic<'_>, unit: &Unit<'_>) {
    match fault.problem {
        LinkDiagnosticKind::NoField { name, on, root, .. } => {
            if is_helper(name, unit) {
                m.all(&["\nhelp: `", name, "` is a helper: write `(", name, ")` to call it"]);
            } else if let Some(near) = nearest_field(name, on.fields()) {
                m.all(&["\nhelp: did you mean `", near, "`?"]);
            } else if is_bare(fault, unit, name) && root.index_of(name).is_some() {
                outer(m, name);
            } else if is_bare(fault, unit, name)
                && let Some(near) = nearest_field(name, root.fields())
            {
                m.all(&["\nhelp: did you mean `@", near, "`, which the template itself has?"]);
            } else {
                m.all(&["\nhelp: `", on.name, "` has "]);
                fields(m, on.fields());
                if is_bare(fault, unit, name) && is_identifier(name) {
                    m.all(&["; a function is called with `(", name, ")`"]);
                }
            }
        }
        LinkDiagnosticKind::NoFields { name, root, .. }
            if is_bare(fault, unit, name) && root.index_of(name).is_some() =>
        {
            outer(m, name);
        }
        LinkDiagnosticKind::NoFields { name, on, by, .. } if is_length(name) && has_length(on) => {
            m.push("\nhelp: the helper `template_runtime::helpers::len` tells it: `(len ");
            if by == fault.op {
                owner(m, unit, fault, name);
            } else {
                written(m, unit, by);
            }
            m.push(")`");
        }
        LinkDiagnosticKind::NotPrintable { shape, by }
            if matches!(shape.peel().kind, Kind::List(_)) =>
        {
            m.push("\nhelp: print its items: `{{#each ");
            argument(m, unit, by);
            m.push("}}{{this}}{{/each}}`");
        }
        LinkDiagnosticKind::NotPrintable { shape, by }
            if matches!(shape.peel().kind, Kind::Map(_)) =>
        {
            m.push("\nhelp: print its entries: `{{#each ");
            argument(m, unit, by);
            m.push(" as |value key|}}{{key}}: {{value}} {{/each}}`");
        }
        LinkDiagnosticKind::NotAHelper { by, given: 0, .. } => {
            m.push("\nhelp: write `");
            written(m, unit, by);
            m.push("` without parentheses around it: they call a helper");
        }
        LinkDiagnosticKind::NotAHelper { .. } => {
            m.push("\nhelp: what has something behind it is called: write `{{a}}{{b}}` to print two values");
        }
        LinkDiagnosticKind::NotPrintable { shape, by }
            if matches!(shape.peel().kind, Kind::Helper(_))
                && !matches!(unit.ops[by], SymbolicOp::BindArgs { .. }) =>
        {
            m.push("\nhelp: call it: `{{(");
            called_so(m, unit, by);
            m.push(")}}`");
        }
        LinkDiagnosticKind::NotPrintable { shape, .. } => {
            if let [first, ..] = shape.peel().fields() {
                m.all(&["\nhelp: print one of its fields, such as `", first.name, "`"]);
            }
        }
        LinkDiagnosticKind::NotIterable { .. } => {
            m.push("\nhelp: `each` goes over lists, maps and objects");
        }
        LinkDiagnosticKind::Arity { helper, given, surplus: None } => match helper.spec.signature {
            Some(_) => signature(m, helper.spec),
            None => {
                m.push("\nhelp: argument ");
                m.number(given + 1);
                m.push(" is missing, which is ");
                parameter(m, &helper.spec.positional[given]);
            }
        },
        LinkDiagnosticKind::Arity { helper, .. } => signature(m, helper.spec),
        LinkDiagnosticKind::Kind { helper, param, which, shape, by } => {
            convert(m, helper.spec, param, which, shape, by, unit);
        }
        LinkDiagnosticKind::Range { param, .. } => {
            if let ParamKind::Integer { least, most } = param.kind {
                m.push("\nhelp: it takes ");
                m.signed(least);
                m.push(" to ");
                m.signed(most);
            }
        }
        LinkDiagnosticKind::Unknown { helper, name, .. } => {
            match nearest_param(name, helper.spec.named) {
                Some(near) => m.all(&["\nhelp: did you mean `", near, "`?"]),
                None if helper.spec.named.is_empty() => {
                    m.push("\nhelp: `");
                    callee(m, helper, unit);
                    m.push("` has no named arguments: a parameter is given by name if its function has `#[helper]` and the parameter `#[named]`");
                }
                None => signature(m, helper.spec),
            }
        }
        LinkDiagnosticKind::Missing { helper, name } => {
            m.all(&["\nhelp: write `", name, "=…`"]);
            if let Some(signature) = helper.spec.signature {
                m.all(&["; it is `", signature, "`"]);
            }
        }
        LinkDiagnosticKind::TakesNoBlock { helper } => m.all(&[
            "\nhelp: call it with `{{",
            helper.spec.name,
            " …}}`, or give its function `#[helper]` and a parameter with `#[block]`",
        ]),
        LinkDiagnosticKind::NeedsBlock { helper } => {
            let name = helper.spec.name;
            m.all(&["\nhelp: write `{{#", name, " …}}…{{/", name, "}}`"]);
        }
        LinkDiagnosticKind::BlockIsNoValue { helper } => {
            let name = helper.spec.name;
            m.all(&["\nhelp: call it: `{{#", name, " …}}…{{/", name, "}}`"]);
        }
        LinkDiagnosticKind::HelperSection { by } => {
            m.push("\nhelp: a helper that is a value has no block: call it with `{{(");
            called_so(m, unit, by);
            m.push(")}}`");
        }
        _ => {}
    }
}

/// How an argument of the wrong kind becomes one of the right kind.
const fn convert(
    m: &mut Message,
    spec: &HelperSpec,
    param: &Param,
    which: ArgumentRef<'_>,
    shape: &'static Shape,
    by: usize,
    unit: &Unit<'_>,
) {
    match (&param.kind, &shape.peel().kind) {
        (ParamKind::Text, Kind::Integer | Kind::Float | Kind::Bool | Kind::Char) => {
            m.push("\nhelp: make text of it: `(concat ");
            argument(m, unit, by);
            m.push(")`");
        }
        (ParamKind::Text, Kind::List(_)) => {
            m.push("\nhelp: the helper `template_runtime::helpers::join` makes text of a list: `(join ");
            argument(m, unit, by);
            m.push(")`");
        }
        (ParamKind::Integer { .. } | ParamKind::Number, Kind::Text) if is_number(unit, by) => {
            m.push("\nhelp: write the number without quotes");
        }
        (ParamKind::Char, Kind::Text) => m.push("\nhelp: a char is text of one character"),
        // Of the helpers that come with the runtime.
        (ParamKind::TextOrList | ParamKind::Countable, _) => {
            m.push("\nhelp: convert it in a helper of your own");
        }
        _ => match spec.signature {
            // It may be of another crate: its signature says more.
            Some(signature) => {
                m.all(&[
                    "\nhelp: convert it in a helper of your own; it is given to `",
                    signature,
                    "`",
                ]);
            }
            None => {
                m.push("\nhelp: convert it in a helper of your own, or change the type of ");
                match which {
                    ArgumentRef::Number(number) => {
                        m.push("parameter ");
                        m.number(number);
                    }
                    ArgumentRef::Name(name) => m.all(&["`", name, "`"]),
                }
                if !spec.name.is_empty() {
                    m.all(&[" of `", spec.name, "`"]);
                }
            }
        },
    }
}

/// Whether an op pushes a text in quotes that is a number.
const fn is_number(unit: &Unit<'_>, by: usize) -> bool {
    let Some(text) = quoted(unit, by) else { return false };
    let bytes = text.as_bytes();
    let mut digits = 0;
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b'0'..=b'9' => digits += 1,
            b'-' if i == 0 => {}
            b'.' if digits > 0 => {}
            _ => return false,
        }
        i += 1;
    }
    digits > 0
}

/// Whether it is what other languages call the number of items.
const fn is_length(name: &str) -> bool {
    same(name, "length") || same(name, "len") || same(name, "size") || same(name, "count")
}

const fn has_length(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::List(_) | Kind::Text)
}

/// Whether a function could have the name.
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

/// Whether the template calls a helper of this name elsewhere.
const fn is_helper(name: &str, unit: &Unit<'_>) -> bool {
    let mut i = 0;
    while i < unit.helpers.len() {
        if same(unit.helpers[i].name, name) {
            return true;
        }
        i += 1;
    }
    false
}

const fn nearest_field(name: &str, fields: &'static [FieldShape]) -> Option<&'static str> {
    let mut nearest = Nearest::to(name);
    let mut i = 0;
    while i < fields.len() {
        nearest.or(fields[i].name);
        i += 1;
    }
    nearest.get()
}

const fn nearest_param(name: &str, params: &'static [NamedParam]) -> Option<&'static str> {
    let mut nearest = Nearest::to(name);
    let mut i = 0;
    while i < params.len() {
        nearest.or(params[i].name);
        i += 1;
    }
    nearest.get()
}

/// The signature as it is written where that is known, else what its parameters take.
const fn signature(m: &mut Message, spec: &HelperSpec) {
    match spec.signature {
        Some(signature) => m.all(&["\nhelp: it is `", signature, "`"]),
        None => parameters(m, spec.name, spec.positional),
    }
}

/// Whether the name stands alone: what has a path in front of it is not meant to be a field of the
/// template itself.
const fn is_bare(fault: &LinkDiagnostic<'_>, unit: &Unit<'_>, name: &str) -> bool {
    let (start, end) = path_range(fault, unit, place(fault));
    end - start == name.len()
}

/// A field that the context does not have, but the template itself.
const fn outer(m: &mut Message, name: &str) {
    m.all(&["\nhelp: the template itself has it: write `@", name, "`"]);
}

/// "the parameters of `join` are text, text and perhaps an integer (`u8`)".
const fn parameters(m: &mut Message, helper: &str, params: &[Param]) {
    m.push("\nhelp: ");
    // A closure has no name.
    let (of, name, end) = if helper.is_empty() { ("", "", "") } else { (" of `", helper, "`") };
    match params {
        [] => m.push("it has no parameters"),
        [only] => {
            m.all(&["the parameter", of, name, end, " is "]);
            parameter(m, only);
        }
        _ => {
            m.all(&["the parameters", of, name, end, " are "]);
            let mut i = 0;
            while i < params.len() {
                separator(m, i, params.len());
                parameter(m, &params[i]);
                i += 1;
            }
        }
    }
}

const fn parameter(m: &mut Message, param: &Param) {
    if param.optional {
        m.push("perhaps ");
    }
    wanted(m, param);
}
