//! Ops that print a value. The most frequent kinds are inlined.

use super::Run;
use crate::{
    data::Value,
    link::PrintedKind,
    output::{Out, PrintOutOfLine, is_plain_in_url},
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
            Value::Text(text) if is_plain_in_url(text, escape) => Ok(out.str(text)),
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
            Value::Text(text) if is_plain_in_url(text, escape) => Ok(out.str(text)),
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
        out.out_of_line_by(PrintValue { run: self, at, value: &value, escape }).ok_or(Failed)
    }
}

/// The printing of a value of any kind. It is a type of its own and no closure, so that all templates have the same function.
struct PrintValue<'p, 'r, 'c, 'v> {
    run: Run<'r, 'c>,
    at: usize,
    value: &'p Value<'v>,
    escape: Escape,
}

impl<'o> PrintOutOfLine<'o> for PrintValue<'_, '_, '_, '_> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print(self, out: Out<'o>) -> Option<Out<'o>> {
        let Self { run, at, value, escape } = self;
        run.program.print(out, value, escape).map_err(|kind| run.fail(at, kind)).ok()
    }
}

/// Calls `print` out of line, if the code is optimized: only then is the output in registers.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn out_of_line<'o>(
    out: Out<'o>,
    print: impl FnOnce(Out<'o>) -> PrintResult<'o>,
) -> PrintResult<'o> {
    if cfg!(debug_assertions) {
        return print(out);
    }
    out.out_of_line(move |out| print(out).ok()).ok_or(Failed)
}
