//! Ops that print a value. What is printed most is in line.

use super::Run;
use crate::{
    data::Value,
    output::Out,
    vm::{Failed, PrintResult},
};
use template_bytecode::Escape;
use template_macro::__inline_always_unless_debug as inline_always_unless_debug;

impl Run<'_> {
    /// `Append` and `AppendVar`.
    ///
    /// # Errors
    ///
    /// When the value has no text.
    #[inline_always_unless_debug]
    pub fn append<'o>(
        self,
        at: usize,
        value: Value<'_>,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        match value {
            Value::Text(text) if escape != Escape::Custom => Ok(out.escaped(text, escape)),
            Value::Int(number) if escape != Escape::Custom => Ok(out.int(number)),
            Value::Null => Ok(out),
            rest => self.append_rest(at, rest, escape, out),
        }
    }

    /// The same where it is known to be text.
    ///
    /// # Errors
    ///
    /// As [`Run::append`].
    #[inline_always_unless_debug]
    pub fn append_text<'o>(
        self,
        at: usize,
        value: Value<'_>,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        match value {
            Value::Text(text) if escape != Escape::Custom => Ok(out.escaped(text, escape)),
            rest => self.append_rest(at, rest, escape, out),
        }
    }

    /// The same where it is known to be a whole number.
    ///
    /// # Errors
    ///
    /// As [`Run::append`].
    #[inline_always_unless_debug]
    pub fn append_integer<'o>(
        self,
        at: usize,
        value: Value<'_>,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        match value {
            Value::Int(number) if escape != Escape::Custom => Ok(out.int(number)),
            Value::UInt(number) if escape != Escape::Custom => Ok(out.uint(number)),
            rest => self.append_rest(at, rest, escape, out),
        }
    }

    /// What is not in line.
    #[inline_always_unless_debug]
    fn append_rest<'o>(
        self,
        at: usize,
        value: Value<'_>,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (value, run) = (&value, &self);
        out.apart(move |out| run.print(at, value, escape, out)).ok_or(Failed)
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
