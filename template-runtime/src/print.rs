use crate::{
    out::{Escape, Out, WriterDrain},
    value::Value,
};
use core::fmt;

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
        Value::List(_) | Value::Map(_) => return Err(value.kind()),
    })
}

/// Values as a template prints them unescaped, one behind the other. Displaying fails for
/// what has no text.
pub(crate) struct Printed<'s, 'v>(pub(crate) &'s [Value<'v>]);

impl fmt::Display for Printed<'_, '_> {
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
