//! Scripts: values as JSON, and the parts of strings.

use super::{
    bytes::{ByteSet, CONTROLS, append_by_char, append_char, append_hex},
    feed::{TextEscaper, feed_by},
    json::{JsonWriter, Rules},
};
use crate::{data::Value, error::ErrorKind, output::Out};

/// The maximum nesting of lists, maps and objects in a value of a script. The thread's stack is small on some
/// devices.
const MAX_LEVELS: usize = 32;

/// Appends a value as JSON, between spaces if it could otherwise become a part of a word around it.
///
/// # Errors
///
/// Those of [`JsonWriter::write`].
pub(super) fn print<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    in_attribute: bool,
) -> Result<Out<'o>, ErrorKind> {
    let space = if is_word(value) { " " } else { "" };
    let printed = feed_by(out.str(space), &mut Layer { in_attribute }, |writer| {
        JsonWriter::new(writer, Rules::Script, MAX_LEVELS).write(*value)
    })?;
    Ok(printed.str(space))
}

/// Reports whether the JSON of a value begins and ends like a word: it is a number, `true`, `false` or `null`.
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

/// What is around JSON: nothing in a script, and in a quoted attribute character references.
struct Layer {
    in_attribute: bool,
}

impl TextEscaper for Layer {
    fn piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o> {
        if self.in_attribute { out.html(text) } else { out.str(text) }
    }
}

/// The characters of strings that are printed as they are. The line separators U+2028 and U+2029 begin with
/// the last byte.
const PLAIN: ByteSet = ByteSet::ALL.without(CONTROLS).without(b"\"&'+/<>\\`\xe2");

/// A part of a string, in any quotes. What is special in HTML is escaped as well, so that the string may stand in
/// an attribute and does not end its element.
pub(super) struct StringPart;

impl TextEscaper for StringPart {
    fn piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o> {
        append_by_char(out, text, PLAIN, |out, c| match c {
            '\t' => out.str("\\t"),
            '\n' => out.str("\\n"),
            '\x0c' => out.str("\\f"),
            '\r' => out.str("\\r"),
            '/' => out.str("\\/"),
            '\\' => out.str("\\\\"),
            '\u{80}'.. if !matches!(c, '\u{2028}' | '\u{2029}') => append_char(out, c),
            c => append_hex(out.str("\\u"), c.into(), 4),
        })
    }
}
