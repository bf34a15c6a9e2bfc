use crate::{
    error::ErrorKind,
    out::{Escape, Out, WriterDrain},
    value::Value,
};
use core::fmt;

/// Prints a value: null as nothing, numbers as JavaScript prints them, text escaped.
///
/// Gives the output back in any case, and [`ErrorKind::NotPrintable`] for what has
/// no text.
#[inline(always)]
pub(crate) fn print<'o>(
    out: Out<'o>,
    value: Value<'_>,
    escape: Escape,
) -> (Out<'o>, Result<(), ErrorKind>) {
    let out = match value {
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
            None => return (out, Err(ErrorKind::NotPrintable { got: value.kind() })),
        },
        Value::List(_) | Value::Map(_) => {
            return (out, Err(ErrorKind::NotPrintable { got: value.kind() }));
        }
    };
    (out, Ok(()))
}

/// Values as a template prints them unescaped, one behind the other. Displaying fails for
/// what has no text.
pub(crate) struct Printed<'s, 'v>(pub(crate) &'s [Value<'v>]);

impl fmt::Display for Printed<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut drain = WriterDrain::new(f);
        let mut out = Out::new(&mut drain);
        for &value in self.0 {
            let (printed, outcome) = print(out, value, Escape::None);
            outcome.map_err(|_| fmt::Error)?;
            out = printed;
        }
        out.finish();
        drain.finish()
    }
}
