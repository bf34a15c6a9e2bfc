//! Ops that print a value. The most frequent kinds are inlined.

use super::Run;
use crate::{
    data::Value,
    link::PrintedKind,
    output::Out,
    vm::{Failed, PrintResult},
};
use template_bytecode::Escape;

impl Run<'_, '_> {
    /// `Append` and `AppendVar`. `kind` is the kind of the value, as far as the linker knows it. It is a constant, so that
    /// only the code for that kind remains.
    ///
    /// # Errors
    ///
    /// Returns an error if the value has no text, or a custom escaper failed.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn append<'o>(
        self,
        at: usize,
        value: Value<'_>,
        kind: PrintedKind,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        match kind {
            PrintedKind::Text => self.append_text(at, value, escape, out),
            PrintedKind::Integer => self.append_integer(at, value, escape, out),
            PrintedKind::Any => self.append_any(at, value, escape, out),
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn append_any<'o>(
        self,
        at: usize,
        value: Value<'_>,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        match value {
            Value::Text(text) if escape.is_divisible() => Ok(out.escaped(text, escape)),
            Value::Int(number) if escape.keeps_integers() => Ok(out.int(number)),
            Value::Null if !escape.is_script() => Ok(out),
            rest => self.append_rest(at, rest, escape, out),
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn append_text<'o>(
        self,
        at: usize,
        value: Value<'_>,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        match value {
            Value::Text(text) if escape.is_divisible() => Ok(out.escaped(text, escape)),
            rest => self.append_rest(at, rest, escape, out),
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn append_integer<'o>(
        self,
        at: usize,
        value: Value<'_>,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        match value {
            Value::Int(number) if escape.keeps_integers() => Ok(out.int(number)),
            Value::UInt(number) if escape.keeps_integers() => Ok(out.uint(number)),
            rest => self.append_rest(at, rest, escape, out),
        }
    }

    /// Prints a value of any other kind, out of line.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn append_rest<'o>(
        self,
        at: usize,
        value: Value<'_>,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let value = &value;
        out.out_of_line(move |out| self.print(at, value, escape, out)).ok_or(Failed)
    }

    #[inline(never)]
    fn print<'o>(
        self,
        at: usize,
        value: &Value<'_>,
        escape: Escape,
        out: Out<'o>,
    ) -> Option<Out<'o>> {
        self.program.print(out, value, escape).map_err(|kind| self.fail(at, kind)).ok()
    }
}
