//! Scripts: values as JSON, and the parts of strings.

use super::{
    bytes::{CONTROLS, LINE_SEPARATORS, append_script_text},
    feed::TextEscaper,
    json::{JsonPrinter, Rules},
};
use crate::{
    data::Value,
    error::ErrorKind,
    output::{Out, replace::Replacements},
};

/// The maximum nesting of lists, maps and objects in a value of a script. The thread's stack is small on some
/// devices.
const MAX_LEVELS: usize = 32;

/// Appends a value as JSON, between spaces if it could otherwise become a part of a word around it.
///
/// # Errors
///
/// Returns the errors of [`JsonPrinter::print`].
pub(super) fn print<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    rules: Rules,
) -> Result<Out<'o>, ErrorKind> {
    let printer = JsonPrinter::new(rules, MAX_LEVELS);
    if !is_word(value) {
        return printer.print(out, value);
    }
    printer.print(out.str(" "), value).map(|out| out.str(" "))
}

/// Returns `true` if the JSON of a value begins and ends like a word: it is a number, `true`, `false` or `null`.
const fn is_word(value: &Value<'_>) -> bool {
    matches!(
        value,
        Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::UInt(_)
            | Value::Int128(_)
            | Value::UInt128(_)
            | Value::Float(_)
            | Value::Float32(_)
    )
}

/// The text of strings, in any quotes. Characters that are special in HTML are also escaped, so that the string may be in
/// an attribute and does not end its element.
static PART: Replacements = Replacements::none()
    .with_codes(CONTROLS)
    .with_codes(b"\"&'+<>`")
    .with(b'\t', b"\\t")
    .with(b'\n', b"\\n")
    .with(b'\x0c', b"\\f")
    .with(b'\r', b"\\r")
    .with(b'/', b"\\/")
    .with(b'\\', b"\\\\")
    .until(LINE_SEPARATORS);

/// A part of a string.
pub(super) struct StringPart;

impl TextEscaper for StringPart {
    fn piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o> {
        append_script_text(out, text, &PART)
    }
}
