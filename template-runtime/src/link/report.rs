//! The messages of link: the place, one sentence in the user's words, the line with a caret, and
//! the way out. The errors of the compiler look the same (`template_compiler::diagnostic`).

use super::{
    Unit,
    fault::{Callee, Fault, Problem, Which},
    message::Message,
    nearest::Nearest,
};
use crate::shape::{FieldShape, HelperSpec, Kind, NamedParam, Param, ParamKind, Shape, same};
use template_bytecode::{Constant, Op, Position, width};

/// Puts the whole message together. So many `more` mistakes have no message of their own.
pub(super) const fn describe(fault: &Fault, unit: &Unit, more: usize) -> Message {
    let mut m = Message::new();
    let op = place(fault);
    let at = match unit.positions.get(op) {
        Some(at) => at,
        None => Position { line: 0, column: 0 },
    };
    let (first, end) = unit.ranges.get(op);
    let (start, end) = range(fault, unit.source, first, end);
    m.push(unit.file);
    m.byte(b':');
    m.number(at.line as usize);
    m.byte(b':');
    m.number(
        at.column as usize + characters(unit.source, first, start)
            - characters(unit.source, start, first),
    );
    m.push(": ");
    sentence(&mut m, fault, unit);
    quote(&mut m, unit.source, at.line as usize, start, end);
    help(&mut m, fault, unit);
    if more > 0 {
        m.push("\nnote: there ");
        m.push(if more == 1 { "is " } else { "are " });
        m.number(more);
        m.push(" more in this template");
    }
    m
}

/// The op that the message points at: the one that pushed an argument, if that is wrong.
pub(super) const fn place(fault: &Fault) -> usize {
    match fault.problem {
        Problem::Kind { by, .. }
        | Problem::Range { by, .. }
        | Problem::Unknown { by, .. }
        | Problem::NotAHelper { by, .. }
        | Problem::Arity { surplus: Some(by), .. } => by,
        _ => fault.op,
    }
}

/// What the carets are under: the last name of a path when the name is wrong, the name of an argument
/// when that is, else the whole construct.
const fn range(fault: &Fault, source: &str, start: usize, end: usize) -> (usize, usize) {
    match fault.problem {
        Problem::NoField { name, .. } | Problem::NoFields { name, .. }
            if end - start > name.len() =>
        {
            (end - name.len(), end)
        }
        Problem::Unknown { name, .. } => match before(source, start, name) {
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

const fn sentence(m: &mut Message, fault: &Fault, unit: &Unit) {
    match fault.problem {
        Problem::NoField { name, on, .. } => {
            m.all(&["no field `", name, "` on `", on.name, "`"]);
        }
        Problem::NoFields { name, on, by, .. } => {
            m.all(&["no field `", name, "` on `"]);
            if by == fault.op {
                owner(m, unit, by, name);
            } else {
                written(m, unit, by);
            }
            m.push("`, which is ");
            kind(m, on);
        }
        Problem::NotPrintable { shape, by } => {
            m.push("cannot print `");
            written(m, unit, by);
            m.push("`, which is ");
            kind(m, shape);
        }
        Problem::NotIterable { shape, by } => {
            m.push("cannot loop over `");
            written(m, unit, by);
            m.push("`, which is ");
            kind(m, shape);
        }
        Problem::NotAHelper { shape, by, .. } => {
            m.push("`");
            written(m, unit, by);
            m.push("` is called, but it is ");
            kind(m, shape);
        }
        Problem::Arity { helper, given, .. } => arity(m, helper, given, unit),
        Problem::Kind { helper, param, which, shape, by } => {
            wants(m, helper, param, which, by, unit);
            m.push("` is ");
            kind(m, shape);
        }
        Problem::Range { helper, param, which, by } => {
            wants(m, helper, param, which, by, unit);
            m.push("` is out of its range");
        }
        Problem::Unknown { helper, name, .. } => {
            called(m, helper, unit);
            m.all(&[" has no argument called `", name, "`"]);
        }
        Problem::Missing { helper, name } => {
            called(m, helper, unit);
            m.all(&[" needs the argument `", name, "`"]);
        }
        Problem::TakesNoBlock { helper } => {
            called(m, helper, unit);
            m.push(" takes no block");
        }
        Problem::NeedsBlock { helper } => {
            called(m, helper, unit);
            m.push(" needs a block");
        }
        Problem::BlockIsNoValue { helper } => {
            called(m, helper, unit);
            m.push(" has a block and cannot be a value");
        }
        Problem::HelperSection { by } => {
            m.push("a block does not call `");
            written(m, unit, by);
            m.push("`, which is a helper");
        }
    }
}

/// "helper `join` wants text as argument 1, but `team": what stands there follows.
const fn wants(
    m: &mut Message,
    helper: Callee,
    param: &Param,
    which: Which,
    by: usize,
    unit: &Unit,
) {
    called(m, helper, unit);
    m.push(" wants ");
    wanted(m, param);
    m.push(" as argument ");
    match which {
        Which::Number(number) => m.number(number),
        Which::Name(name) => m.all(&["`", name, "`"]),
    }
    m.push(", but `");
    written(m, unit, by);
}

/// "helper `join`"; a helper without a name is called as the template calls it.
const fn called(m: &mut Message, helper: Callee, unit: &Unit) {
    m.push("helper `");
    callee(m, helper, unit);
    m.push("`");
}

/// Adds what the template calls a helper.
const fn callee(m: &mut Message, helper: Callee, unit: &Unit) {
    match helper.by {
        Some(by) => written(m, unit, by),
        None => m.push(helper.spec.name),
    }
}

/// "helper `join` takes 2 positional arguments, but 3 were given".
const fn arity(m: &mut Message, helper: Callee, given: usize, unit: &Unit) {
    let (least, most) = (helper.spec.required(), helper.spec.positional.len());
    called(m, helper, unit);
    m.push(" takes ");
    let limit = if helper.spec.rest {
        m.push("at least ");
        least
    } else {
        if least < most {
            m.number(least);
            m.push(" to ");
        }
        most
    };
    m.number(limit);
    // The word is of use only where there are others.
    m.push(if helper.spec.named.is_empty() { " argument" } else { " positional argument" });
    m.push(if limit == 1 { ", but " } else { "s, but " });
    m.number(given);
    m.push(if given == 1 { " was given" } else { " were given" });
}

const fn help(m: &mut Message, fault: &Fault, unit: &Unit) {
    match fault.problem {
        Problem::NoField { name, on, root } => {
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
            }
        }
        Problem::NoFields { name, root, .. }
            if is_bare(fault, unit, name) && root.index_of(name).is_some() =>
        {
            outer(m, name);
        }
        Problem::NoFields { name, on, by, .. } if is_length(name) && has_length(on) => {
            m.push("\nhelp: the helper `template_runtime::helpers::len` tells it: `(len ");
            if by == fault.op {
                owner(m, unit, by, name);
            } else {
                written(m, unit, by);
            }
            m.push(")`");
        }
        Problem::NotPrintable { shape, by } if matches!(shape.peel().kind, Kind::List(_)) => {
            m.push("\nhelp: print its items: `{{#each ");
            argument(m, unit, by);
            m.push("}}{{this}}{{/each}}`");
        }
        Problem::NotPrintable { shape, by } if matches!(shape.peel().kind, Kind::Map(_)) => {
            m.push("\nhelp: print its entries: `{{#each ");
            argument(m, unit, by);
            m.push(" as |value key|}}{{key}}: {{value}} {{/each}}`");
        }
        Problem::NotAHelper { by, given: 0, .. } => {
            m.push("\nhelp: write `");
            written(m, unit, by);
            m.push("` without parentheses around it: they call a helper");
        }
        Problem::NotAHelper { .. } => {
            m.push("\nhelp: what has something behind it is called: write `{{a}}{{b}}` to print two values");
        }
        Problem::NotPrintable { shape, by }
            if matches!(shape.peel().kind, Kind::Helper(_))
                && !matches!(unit.ops[by], Op::Curry { .. }) =>
        {
            m.push("\nhelp: call it: `{{(");
            called_so(m, unit, by);
            m.push(")}}`");
        }
        Problem::NotPrintable { shape, .. } => {
            if let [first, ..] = shape.peel().fields() {
                m.all(&["\nhelp: print one of its fields, such as `", first.name, "`"]);
            }
        }
        Problem::NotIterable { .. } => {
            m.push("\nhelp: `each` goes over lists, maps and objects");
        }
        Problem::Arity { helper, given, surplus: None } => match helper.spec.signature {
            Some(_) => signature(m, helper.spec),
            None => {
                m.push("\nhelp: argument ");
                m.number(given + 1);
                m.push(" is missing, which is ");
                parameter(m, &helper.spec.positional[given]);
            }
        },
        Problem::Arity { helper, .. } => signature(m, helper.spec),
        Problem::Kind { helper, param, which, shape, by } => {
            convert(m, helper.spec, param, which, shape, by, unit);
        }
        Problem::Range { param, .. } => {
            if let ParamKind::Integer { least, most } = param.kind {
                m.push("\nhelp: it takes ");
                m.signed(least);
                m.push(" to ");
                m.signed(most);
            }
        }
        Problem::Unknown { helper, name, .. } => match nearest_param(name, helper.spec.named) {
            Some(near) => m.all(&["\nhelp: did you mean `", near, "`?"]),
            None if helper.spec.named.is_empty() => {
                m.push("\nhelp: `");
                callee(m, helper, unit);
                m.push("` has no named arguments: a parameter is given by name if its function has `#[helper]` and the parameter `#[named]`");
            }
            None => signature(m, helper.spec),
        },
        Problem::Missing { helper, name } => {
            m.all(&["\nhelp: write `", name, "=…`"]);
            if let Some(signature) = helper.spec.signature {
                m.all(&["; it is `", signature, "`"]);
            }
        }
        Problem::TakesNoBlock { helper } => m.all(&[
            "\nhelp: call it with `{{",
            helper.spec.name,
            " …}}`, or give its function `#[helper]` and a parameter with `#[block]`",
        ]),
        Problem::NeedsBlock { helper } => {
            let name = helper.spec.name;
            m.all(&["\nhelp: write `{{#", name, " …}}…{{/", name, "}}`"]);
        }
        Problem::BlockIsNoValue { helper } => {
            let name = helper.spec.name;
            m.all(&["\nhelp: call it: `{{#", name, " …}}…{{/", name, "}}`"]);
        }
        Problem::HelperSection { by } => {
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
    spec: &'static HelperSpec,
    param: &Param,
    which: Which,
    shape: &'static Shape,
    by: usize,
    unit: &Unit,
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
        // What has `#[helper]` may be of another crate: its signature says more.
        _ if let Some(signature) = spec.signature => {
            m.all(&["\nhelp: convert it in a helper of your own; it is given to `", signature, "`"])
        }
        _ => {
            m.push("\nhelp: convert it in a helper of your own, or change the type of ");
            match which {
                Which::Number(number) => {
                    m.push("parameter ");
                    m.number(number);
                }
                Which::Name(name) => m.all(&["`", name, "`"]),
            }
            if !spec.name.is_empty() {
                m.all(&[" of `", spec.name, "`"]);
            }
        }
    }
}

/// Whether an op pushes a text that is a number.
const fn is_number(unit: &Unit, by: usize) -> bool {
    let Op::PushConstant { constant } = unit.ops[by] else { return false };
    let Constant::Text(text) = unit.constants[constant.0 as usize] else { return false };
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

/// Whether the template calls a helper of this name elsewhere.
const fn is_helper(name: &str, unit: &Unit) -> bool {
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
const fn signature(m: &mut Message, spec: &'static HelperSpec) {
    match spec.signature {
        Some(signature) => m.all(&["\nhelp: it is `", signature, "`"]),
        None => parameters(m, spec.name, spec.positional),
    }
}

/// Whether the name stands alone: what has a path in front of it is not meant to be a field of the
/// template itself.
const fn is_bare(fault: &Fault, unit: &Unit, name: &str) -> bool {
    let (start, end) = unit.ranges.get(place(fault));
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

/// What a parameter takes.
const fn wanted(m: &mut Message, param: &Param) {
    match param.kind {
        ParamKind::Reference(_) => m.all(&["a `", param.wants, "`"]),
        _ => m.push(param.wants),
    }
}

/// What stands before item `index` of a list in words.
const fn separator(m: &mut Message, index: usize, count: usize) {
    if index > 0 {
        m.push(if index + 1 == count { " and " } else { ", " });
    }
}

/// Lists names: "`a`, `b` and `c`".
const fn fields(m: &mut Message, fields: &[FieldShape]) {
    if fields.is_empty() {
        m.push("no fields");
    }
    let mut i = 0;
    while i < fields.len() {
        separator(m, i, fields.len());
        m.all(&["`", fields[i].name, "`"]);
        i += 1;
    }
}

/// What a value of a shape is, with its type.
const fn kind(m: &mut Message, shape: &'static Shape) {
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
        m.all(&[" (`", shape.name, "`)"]);
    }
}

/// Adds what stands in the template for the value that op `by` pushed.
const fn written(m: &mut Message, unit: &Unit, by: usize) {
    let (start, end) = unit.ranges.get(by);
    source(m, unit, start, end);
}

/// Adds the same as it is written where it is an argument: a call has parentheses.
const fn argument(m: &mut Message, unit: &Unit, by: usize) {
    let (start, end) = unit.ranges.get(by);
    let bytes = unit.source.as_bytes();
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
const fn called_so(m: &mut Message, unit: &Unit, by: usize) {
    if let Op::GetName { name, .. }
    | Op::GetNameOr { name, .. }
    | Op::GetVarName { name, .. }
    | Op::AppendVarName { name, .. } = unit.ops[by]
    {
        let (start, end) = unit.ranges.get(by);
        if end - start == unit.names[name.0 as usize].len() {
            m.push("this.");
        }
    }
    written(m, unit, by);
}

/// Adds a part of the template. A context that is not written is `this`.
const fn source(m: &mut Message, unit: &Unit, start: usize, end: usize) {
    let bytes = unit.source.as_bytes();
    if start >= end {
        m.push("this");
    }
    let mut i = start;
    while i < end && i < bytes.len() {
        m.byte(bytes[i]);
        i += 1;
    }
}

/// Adds what stands in a path before its last name. (One op may read a variable and what it has
/// under a name; its span is that of both.)
const fn owner(m: &mut Message, unit: &Unit, op: usize, name: &str) {
    let (start, end) = unit.ranges.get(op);
    let owner = if end - start > name.len() { end - name.len() - 1 } else { start };
    source(m, unit, start, owner);
}

/// Adds the line that holds the bytes from `start` to `end`, and carets under them. A very long
/// line is cut on both sides.
const fn quote(m: &mut Message, source: &str, line: usize, start: usize, end: usize) {
    const SIDE: usize = 80;
    let bytes = source.as_bytes();
    let mut from = start;
    while from > 0 && bytes[from - 1] != b'\n' && (start - from < SIDE || !is_start(bytes[from])) {
        from -= 1;
    }
    let mut to = start;
    while to < bytes.len()
        && bytes[to] != b'\n'
        && bytes[to] != b'\r'
        && (to - start < SIDE || !is_start(bytes[to]))
    {
        to += 1;
    }
    m.byte(b'\n');
    let margin = digits(line);
    spaces(m, margin);
    m.push(" |\n");
    m.number(line);
    m.push(" | ");
    let mut i = from;
    while i < to {
        m.byte(bytes[i]);
        i += 1;
    }
    m.byte(b'\n');
    spaces(m, margin);
    m.push(" | ");
    let mut i = from;
    while i < start {
        let (c, next) = character(bytes, i);
        // A tab stays a tab: the caret then stands under its column whatever its width is.
        if c == '\t' {
            m.byte(b'\t');
        } else {
            spaces(m, width(c));
        }
        i = next;
    }
    let before = m.len();
    while i < end && i < to {
        let (c, next) = character(bytes, i);
        let mut columns = width(c);
        while columns > 0 {
            m.byte(b'^');
            columns -= 1;
        }
        i = next;
    }
    if m.len() == before {
        m.byte(b'^');
    }
}

/// The character that begins at byte `i`, and where the next one begins. The bytes are those of a text.
const fn character(bytes: &[u8], i: usize) -> (char, usize) {
    let first = bytes[i] as u32;
    let (mut code, len) = match first {
        0..0x80 => (first, 1),
        0x80..0xe0 => (first & 0x1f, 2),
        0xe0..0xf0 => (first & 0x0f, 3),
        _ => (first & 0x07, 4),
    };
    let mut next = i + 1;
    while next < i + len && next < bytes.len() {
        code = code << 6 | (bytes[next] & 0x3f) as u32;
        next += 1;
    }
    match char::from_u32(code) {
        Some(c) => (c, next),
        None => (char::REPLACEMENT_CHARACTER, next),
    }
}

/// Whether a character begins with this byte.
const fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// How many characters there are between two offsets.
const fn characters(source: &str, from: usize, to: usize) -> usize {
    let bytes = source.as_bytes();
    let mut count = 0;
    let mut i = from;
    while i < to && i < bytes.len() {
        if is_start(bytes[i]) {
            count += 1;
        }
        i += 1;
    }
    count
}

const fn digits(number: usize) -> usize {
    if number < 10 { 1 } else { 1 + digits(number / 10) }
}

const fn spaces(m: &mut Message, count: usize) {
    let mut i = 0;
    while i < count {
        m.byte(b' ');
        i += 1;
    }
}
