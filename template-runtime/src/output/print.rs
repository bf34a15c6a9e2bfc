//! The printing of values.

use super::{cursor::Out, escape::EscapeFn, writer_drain::WriterDrain};
use crate::{
    data::Value,
    error::{ErrorKind, Note},
};
use core::fmt;
use template_bytecode::Escape;

/// Appends a value: nothing for null, numbers as JavaScript prints them, text escaped.
///
/// # Errors
///
/// Returns the kind of the value ([`Value::kind`]) if it is not printable.
#[inline(always)]
pub(crate) fn print<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    escape: Escape,
) -> Result<Out<'o>, &'static str> {
    // `Escape::Custom` is handled by `print_custom`; here it escapes nothing.
    Ok(match *value {
        Value::Null => out,
        Value::Text(text) => out.escaped(text, escape),
        Value::Safe(text) => out.str(text),
        Value::Int(value) => out.int(value),
        Value::UInt(value) => out.uint(value),
        Value::Int128(value) => out.int128(*value),
        Value::UInt128(value) => out.uint128(*value),
        Value::Float(value) => out.float(value),
        Value::Float32(value) => out.float32(value),
        Value::Bool(value) => out.bool(value),
        Value::Char(value) => out.char(value, escape),
        Value::Object(object) => match object.text() {
            Some(text) => out.escaped(text, escape),
            None => return Err(value.kind()),
        },
        Value::List(_) | Value::Map(_) | Value::Helper(_) | Value::Block(_) => {
            return Err(value.kind());
        }
    })
}

/// Appends a value escaped by an escaper of the user, which is passed the whole text of the value.
///
/// # Errors
///
/// Returns [`ErrorKind::NotPrintable`] if the value is not printable, [`ErrorKind::Write`] if the
/// escaper fails, and [`ErrorKind::Program`] if there is no escaper.
#[inline(never)]
pub(crate) fn print_custom<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    escape: Option<EscapeFn>,
) -> Result<Out<'o>, ErrorKind> {
    let escape = escape.ok_or(ErrorKind::Program)?;
    if !value.is_printable() {
        return Err(ErrorKind::NotPrintable { got: value.kind() });
    }
    let note;
    let text = match *value {
        Value::Null => return Ok(out),
        Value::Safe(text) => return Ok(out.str(text)),
        Value::Text(text) => text,
        // A `Note` truncates long text, which the name of a variant may be; numbers and other
        // scalars are short.
        Value::Object(object) => object.text().unwrap_or_default(),
        value => {
            note = Note::new(UnescapedText(&[value]));
            note.as_str()
        }
    };
    let (out, escaped) = out.display(&Escaped { text, escape }, Escape::None);
    escaped.map(|()| out).map_err(|_| ErrorKind::Write)
}

/// A text and its escaper; `Display` prints the text escaped.
struct Escaped<'t> {
    text: &'t str,
    escape: EscapeFn,
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.escape)(self.text, f)
    }
}

/// The concatenation of values as a template prints them unescaped. Displaying it fails if a value
/// is not printable.
pub(crate) struct UnescapedText<'s, 'v>(pub(crate) &'s [Value<'v>]);

impl fmt::Display for UnescapedText<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut drain = WriterDrain::new(f);
        let mut out = Out::new(&mut drain);
        for value in self.0 {
            out = print(out, value, Escape::None).map_err(|_| fmt::Error)?;
        }
        out.finish();
        drain.finish()
    }
}
