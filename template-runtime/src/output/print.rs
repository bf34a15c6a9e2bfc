use super::{cursor::Out, escaper::EscapeFn, writer_drain::WriterDrain};
use crate::{
    data::Value,
    error::{ErrorKind, Note},
};
use core::fmt;
use template_bytecode::Escape;

/// Prints a value: null as nothing, numbers as JavaScript prints them, text escaped.
///
/// # Errors
///
/// For what has no text, its kind.
#[inline(always)]
pub(crate) fn print<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    escape: Escape,
) -> Result<Out<'o>, &'static str> {
    // `Escape::Custom` is for `print_custom`; here it escapes nothing.
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

/// Prints a value with an escaper of the user's own, which is given the whole text of the value.
///
/// # Errors
///
/// For what has no text [`ErrorKind::NotPrintable`]; [`ErrorKind::Write`] when the escaper fails.
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
        // Numbers and the like are short; the name of a variant is not cut.
        Value::Object(object) => object.text().unwrap_or_default(),
        value => {
            note = Note::new(Unescaped(&[value]));
            note.as_str()
        }
    };
    let (out, escaped) = out.display(&Escaped { text, escape }, Escape::None);
    escaped.map(|()| out).map_err(|_| ErrorKind::Write)
}

/// A text with what is to escape it.
struct Escaped<'t> {
    text: &'t str,
    escape: EscapeFn,
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.escape)(self.text, f)
    }
}

/// Values as a template prints them unescaped, one behind the other. Displaying fails for
/// what has no text.
pub(crate) struct Unescaped<'s, 'v>(pub(crate) &'s [Value<'v>]);

impl fmt::Display for Unescaped<'_, '_> {
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
