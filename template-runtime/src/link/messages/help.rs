//! The way out: what stands behind `help:` in a message of link.

use super::words::{
    argument, called_so, callee, fields, owner, path_range, place, quoted, separator, wanted,
    written,
};
use crate::{
    data::{FieldShape, HelperSpec, Kind, NamedParam, Param, ParamKind, Shape, const_str_eq},
    link::{
        Unit,
        findings::{ArgumentRef, LinkDiagnostic, LinkDiagnosticKind},
    },
};
use template_bytecode::{
    SymbolicOp,
    diagnostics::{MessageBuffer, Nearest},
};

pub(super) const fn help(
    m: &mut MessageBuffer<'_>,
    diagnostic: &LinkDiagnostic<'_>,
    unit: &Unit<'_>,
) {
    match diagnostic.kind {
        LinkDiagnosticKind::NoField { name, on, root, .. } => {
            if is_helper(name, unit) {
                m.push_all(&["`", name, "` is a helper: write `(", name, ")` to call it"]);
            } else if let Some(near) = nearest_field(name, on.fields()) {
                m.push_all(&["did you mean `", near, "`?"]);
            } else if is_bare(diagnostic, unit, name) && root.index_of(name).is_some() {
                outer(m, name);
            } else if is_bare(diagnostic, unit, name)
                && let Some(near) = nearest_field(name, root.fields())
            {
                m.push_all(&["did you mean `@", near, "`, which the template itself has?"]);
            } else {
                m.push_all(&["`", on.name, "` has "]);
                fields(m, on.fields());
                if is_bare(diagnostic, unit, name) && is_identifier(name) {
                    m.push_all(&["; a function is called with `(", name, ")`"]);
                }
            }
        }
        LinkDiagnosticKind::NoFields { name, root, .. }
            if is_bare(diagnostic, unit, name) && root.index_of(name).is_some() =>
        {
            outer(m, name);
        }
        LinkDiagnosticKind::NoFields { name, on, by, .. } if is_length(name) && has_length(on) => {
            m.push("the helper `template_runtime::helpers::len` tells it: `(len ");
            if by == diagnostic.op {
                owner(m, unit, diagnostic, name);
            } else {
                written(m, unit, by);
            }
            m.push(")`");
        }
        LinkDiagnosticKind::NotPrintable { shape, by }
            if matches!(shape.peel().kind, Kind::List(_)) =>
        {
            m.push("print its items: `{{#each ");
            argument(m, unit, by);
            m.push("}}{{this}}{{/each}}`");
        }
        LinkDiagnosticKind::NotPrintable { shape, by }
            if matches!(shape.peel().kind, Kind::Map(_)) =>
        {
            m.push("print its entries: `{{#each ");
            argument(m, unit, by);
            m.push(" as |value key|}}{{key}}: {{value}} {{/each}}`");
        }
        LinkDiagnosticKind::NotAHelper { by, given: 0, .. } => {
            m.push("write `");
            written(m, unit, by);
            m.push("` without parentheses around it: they call a helper");
        }
        LinkDiagnosticKind::NotAHelper { .. } => {
            m.push(
                "what has something behind it is called: write `{{a}}{{b}}` to print two values",
            );
        }
        LinkDiagnosticKind::NotPrintable { shape, by }
            if matches!(shape.peel().kind, Kind::Helper(_))
                && !matches!(unit.ops[by], SymbolicOp::BindArgs { .. }) =>
        {
            m.push("call it: `{{(");
            called_so(m, unit, by);
            m.push(")}}`");
        }
        LinkDiagnosticKind::NotPrintable { shape, .. } => {
            if let [first, ..] = shape.peel().fields() {
                m.push_all(&["print one of its fields, such as `", first.name, "`"]);
            }
        }
        LinkDiagnosticKind::NotIterable { .. } => {
            m.push("`each` goes over lists, maps and objects");
        }
        LinkDiagnosticKind::Arity { helper, given, surplus: None } => match helper.spec.signature {
            Some(_) => signature(m, helper.spec),
            None => {
                m.push("argument ");
                m.push_number(given + 1);
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
                m.push("it takes ");
                m.push_signed(least);
                m.push(" to ");
                m.push_signed(most);
            }
        }
        LinkDiagnosticKind::Unknown { helper, name, .. } => {
            match nearest_param(name, helper.spec.named) {
                Some(near) => m.push_all(&["did you mean `", near, "`?"]),
                None if helper.spec.named.is_empty() => {
                    m.push("`");
                    callee(m, helper, unit);
                    m.push("` has no named arguments: a parameter is given by name if its function has `#[helper]` and the parameter `#[named]`");
                }
                None => signature(m, helper.spec),
            }
        }
        LinkDiagnosticKind::Missing { helper, name } => {
            m.push_all(&["write `", name, "=…`"]);
            if let Some(signature) = helper.spec.signature {
                m.push_all(&["; it is `", signature, "`"]);
            }
        }
        LinkDiagnosticKind::TakesNoBlock { helper } => m.push_all(&[
            "call it with `{{",
            helper.spec.name,
            " …}}`, or give its function `#[helper]` and a parameter with `#[block]`",
        ]),
        LinkDiagnosticKind::NeedsBlock { helper } => {
            let name = helper.spec.name;
            m.push_all(&["write `{{#", name, " …}}…{{/", name, "}}`"]);
        }
        LinkDiagnosticKind::BlockIsNoValue { helper } => {
            let name = helper.spec.name;
            m.push_all(&["call it: `{{#", name, " …}}…{{/", name, "}}`"]);
        }
        LinkDiagnosticKind::HelperSection { by } => {
            m.push("a helper that is a value has no block: call it with `{{(");
            called_so(m, unit, by);
            m.push(")}}`");
        }
        _ => {}
    }
}

/// How an argument of the wrong kind becomes one of the right kind.
const fn convert(
    m: &mut MessageBuffer<'_>,
    spec: &HelperSpec,
    param: &Param,
    which: ArgumentRef<'_>,
    shape: &'static Shape,
    by: usize,
    unit: &Unit<'_>,
) {
    match (&param.kind, &shape.peel().kind) {
        (ParamKind::Text, Kind::Integer | Kind::Float | Kind::Bool | Kind::Char) => {
            m.push("make text of it: `(concat ");
            argument(m, unit, by);
            m.push(")`");
        }
        (ParamKind::Text, Kind::List(_)) => {
            m.push("the helper `template_runtime::helpers::join` makes text of a list: `(join ");
            argument(m, unit, by);
            m.push(")`");
        }
        (ParamKind::Integer { .. } | ParamKind::Number, Kind::Text) if is_number(unit, by) => {
            m.push("write the number without quotes");
        }
        (ParamKind::Char, Kind::Text) => m.push("a char is text of one character"),
        // Of the helpers that come with the runtime.
        (ParamKind::TextOrList | ParamKind::Countable, _) => {
            m.push("convert it in a helper of your own");
        }
        _ => match spec.signature {
            // It may be of another crate: its signature says more.
            Some(signature) => {
                m.push_all(&[
                    "convert it in a helper of your own; it is given to `",
                    signature,
                    "`",
                ]);
            }
            None => {
                m.push("convert it in a helper of your own, or change the type of ");
                match which {
                    ArgumentRef::Number(number) => {
                        m.push("parameter ");
                        m.push_number(number);
                    }
                    ArgumentRef::Name(name) => m.push_all(&["`", name, "`"]),
                }
                if !spec.name.is_empty() {
                    m.push_all(&[" of `", spec.name, "`"]);
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
    const_str_eq(name, "length")
        || const_str_eq(name, "len")
        || const_str_eq(name, "size")
        || const_str_eq(name, "count")
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
        if const_str_eq(unit.helpers[i].name, name) {
            return true;
        }
        i += 1;
    }
    false
}

const fn nearest_field(name: &str, fields: &'static [FieldShape]) -> Option<&'static str> {
    let mut nearest = Nearest::new(name);
    let mut i = 0;
    while i < fields.len() {
        nearest.consider(fields[i].name);
        i += 1;
    }
    nearest.get()
}

const fn nearest_param(name: &str, params: &'static [NamedParam]) -> Option<&'static str> {
    let mut nearest = Nearest::new(name);
    let mut i = 0;
    while i < params.len() {
        nearest.consider(params[i].name);
        i += 1;
    }
    nearest.get()
}

/// The signature as it is written where that is known, else what its parameters take.
const fn signature(m: &mut MessageBuffer<'_>, spec: &HelperSpec) {
    match spec.signature {
        Some(signature) => m.push_all(&["it is `", signature, "`"]),
        None => parameters(m, spec.name, spec.positional),
    }
}

/// Whether the name stands alone: what has a path in front of it is not meant to be a field of the
/// template itself.
const fn is_bare(diagnostic: &LinkDiagnostic<'_>, unit: &Unit<'_>, name: &str) -> bool {
    let (start, end) = path_range(diagnostic, unit, place(diagnostic));
    end - start == name.len()
}

/// A field that the context does not have, but the template itself.
const fn outer(m: &mut MessageBuffer<'_>, name: &str) {
    m.push_all(&["the template itself has it: write `@", name, "`"]);
}

/// "the parameters of `join` are text, text and perhaps an integer (`u8`)".
const fn parameters(m: &mut MessageBuffer<'_>, helper: &str, params: &[Param]) {
    // A closure has no name.
    let (of, name, end) = if helper.is_empty() { ("", "", "") } else { (" of `", helper, "`") };
    match params {
        [] => m.push("it has no parameters"),
        [only] => {
            m.push_all(&["the parameter", of, name, end, " is "]);
            parameter(m, only);
        }
        _ => {
            m.push_all(&["the parameters", of, name, end, " are "]);
            let mut i = 0;
            while i < params.len() {
                separator(m, i, params.len());
                parameter(m, &params[i]);
                i += 1;
            }
        }
    }
}

const fn parameter(m: &mut MessageBuffer<'_>, param: &Param) {
    if param.optional {
        m.push("perhaps ");
    }
    wanted(m, param);
}
