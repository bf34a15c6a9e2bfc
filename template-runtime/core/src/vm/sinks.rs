//! The sinks that receive results of helpers: the output, or a value with its strings in scratch memory.

use super::{
    memory::{Scratch, Texts},
    program::Program,
};
use crate::{
    data::{
        Bodies, InPlace, List, SafeKind, Sink, SinkSealed, Value, View, safe_display, safe_text,
    },
    error::ErrorKind,
    helper::{Keep, Kept, OwnedResult},
    output::{Out, print, print_in_context},
};
use core::fmt::Display;
use template_bytecode::Escape;

const LIST_PRINTED: ErrorKind = ErrorKind::NotPrintable { got: "a list" };

/// Prints the result, whose escape [is divisible](Escape::is_divisible). `M` is the memory for values that are created for
/// the call.
pub(super) struct Printer<'o, M> {
    out: Option<Out<'o>>,
    escape: Escape,
    memory: M,
}

/// No memory for values that are created for a call: most calls need none.
pub(crate) struct NoMemory {
    is_missing: bool,
}

impl NoMemory {
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) const fn new() -> Self {
        Self { is_missing: false }
    }

    /// Returns `true` if the call has failed because there is no memory.
    pub(crate) fn is_missing(&self) -> bool {
        self.is_missing
    }
}

impl<'v> Keep<'v> for NoMemory {
    #[cold]
    fn keep(&mut self, _: &mut dyn Kept<'v>) -> Result<(), ErrorKind> {
        self.is_missing = true;
        Err(ErrorKind::Program)
    }
}

impl<'t> Keep<'t> for Texts<'t, '_> {
    fn keep(&mut self, value: &mut dyn Kept<'t>) -> Result<(), ErrorKind> {
        self.put(|mut scratch| value.store(&mut scratch))
    }
}

impl<'o> Printer<'o, NoMemory> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn new(out: Out<'o>, escape: Escape) -> Self {
        Self::with_memory(out, escape, NoMemory::new())
    }

    /// Returns the output of a call that has failed, if it has to be repeated with memory.
    ///
    /// # Errors
    ///
    /// Returns the error of the call.
    #[cold]
    pub(super) fn output_of_failed(self, kind: ErrorKind) -> Result<Out<'o>, ErrorKind> {
        match self.out {
            Some(out) if self.memory.is_missing() => Ok(out),
            _ => Err(kind),
        }
    }
}

impl<'o, M> Printer<'o, M> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn with_memory(out: Out<'o>, escape: Escape, memory: M) -> Self {
        Self { out: Some(out), escape, memory }
    }

    /// Returns the output after a call that has succeeded. If the output is lost, the call has failed, even if the helper
    /// ignored that.
    pub(super) fn finish(self) -> Result<Out<'o>, ErrorKind> {
        self.output().ok_or(ErrorKind::Write)
    }

    /// Returns the output, unless it is lost.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn output(self) -> Option<Out<'o>> {
        // The helper has just written the parts.
        self.out.map(Out::copied_by_parts)
    }

    /// Takes the output, which is present unless a print has failed or panicked.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn take(&mut self) -> Result<Out<'o>, ErrorKind> {
        self.out.take().ok_or(ErrorKind::Write)
    }

    /// Prints a value that may be HTML.
    fn print(&mut self, value: &Value<'_>, escape: Escape) -> Result<(), ErrorKind> {
        let out = self.take()?;
        self.out = Some(match escape {
            Escape::Html | Escape::None => print(out, value, escape)?,
            escape => print_in_context(out, value, escape)?,
        });
        Ok(())
    }
}

impl<M> SinkSealed for Printer<'_, M> {}

impl<'v, M: Keep<'v>> Keep<'v> for Printer<'_, M> {
    fn keep(&mut self, value: &mut dyn Kept<'v>) -> Result<(), ErrorKind> {
        self.memory.keep(value)
    }
}

impl<'v, M: Keep<'v>> Sink<'v> for Printer<'_, M> {
    #[inline]
    fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind> {
        self.print(&result, self.escape)
    }

    #[inline]
    fn borrowed_text(&mut self, result: &'v str) -> Result<(), ErrorKind> {
        self.text(result)
    }

    #[inline]
    fn int(&mut self, result: i64) -> Result<(), ErrorKind> {
        // The escaper is divisible, so that it keeps integers.
        self.out = Some(self.take()?.int(result));
        Ok(())
    }

    fn template(&mut self, result: Value<'_>, safe: bool) -> Result<(), ErrorKind> {
        if safe && self.escape.is_html() && self.escape != Escape::Html {
            // The helper declares its output to be HTML, regardless of the escaper of the template.
            let template = InPlace::new(result.template().ok_or(ErrorKind::Program)?);
            let printed = self.print(&Value::DisplayHtml(&template), self.escape);
            return printed.map_err(|kind| template.failure(kind));
        }
        self.print(&result, if safe { Escape::None } else { self.escape })
    }

    #[inline]
    fn text(&mut self, result: &str) -> Result<(), ErrorKind> {
        self.out = Some(self.take()?.escaped(result, self.escape));
        Ok(())
    }

    #[inline]
    fn display(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        let (printed, outcome) = self.take()?.display(result, self.escape);
        self.out = Some(printed);
        outcome.map_err(|_| ErrorKind::Display)
    }

    #[inline]
    fn safe(&mut self, kind: SafeKind, result: &dyn Display) -> Result<(), ErrorKind> {
        self.print(&Value::safe_display(kind, &result), self.escape)
    }

    fn int128(&mut self, result: i128) -> Result<(), ErrorKind> {
        self.out = Some(self.take()?.int128(result));
        Ok(())
    }

    fn uint128(&mut self, result: u128) -> Result<(), ErrorKind> {
        self.out = Some(self.take()?.uint128(result));
        Ok(())
    }

    fn data(&mut self, result: &mut dyn OwnedResult<'v>) -> Result<(), ErrorKind> {
        self.print(&result.value().ok_or(LIST_PRINTED)?, self.escape)
    }

    fn list(&mut self, _: View<'v>) -> Result<(), ErrorKind> {
        Err(LIST_PRINTED)
    }
}

/// Keeps the result as a value, its strings in scratch memory.
pub(super) struct Keeper<'k, 's, 'm, 'v> {
    scratch: Scratch<'s, 'm, 'v>,
    /// The destination of the result. It is written in place, because copying a value that has just
    /// been written causes a store-forwarding stall.
    value: &'k mut Value<'v>,
    /// The program that calls the helper.
    program: &'k Program<'k>,
}

impl<'k, 's, 'm, 'v> Keeper<'k, 's, 'm, 'v> {
    /// Creates a sink that writes the result to `value`, which is null until then.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn new(
        scratch: Scratch<'s, 'm, 'v>,
        value: &'k mut Value<'v>,
        program: &'k Program<'k>,
    ) -> Self {
        *value = Value::Null;
        Self { scratch, value, program }
    }
}

impl Keeper<'_, '_, '_, '_> {
    /// Not inlined, so that a short string is stored without saving registers.
    #[inline(never)]
    fn text_of_any_length(&mut self, result: &str) -> Result<(), ErrorKind> {
        *self.value = Value::Text(self.scratch.text_of_any_length(result)?);
        Ok(())
    }
}

impl SinkSealed for Keeper<'_, '_, '_, '_> {}

impl<'v> Keep<'v> for Keeper<'_, '_, '_, 'v> {
    fn keep(&mut self, value: &mut dyn Kept<'v>) -> Result<(), ErrorKind> {
        value.store(&mut self.scratch)
    }
}

impl<'v> Sink<'v> for Keeper<'_, '_, '_, 'v> {
    #[inline]
    fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind> {
        self.scratch.note(&result);
        *self.value = result;
        Ok(())
    }

    #[inline]
    fn borrowed_text(&mut self, result: &'v str) -> Result<(), ErrorKind> {
        *self.value = Value::Text(result);
        Ok(())
    }

    #[inline]
    fn int(&mut self, result: i64) -> Result<(), ErrorKind> {
        *self.value = Value::Int(result);
        Ok(())
    }

    #[inline]
    fn bool(&mut self, result: bool) -> Result<(), ErrorKind> {
        *self.value = Value::Bool(result);
        Ok(())
    }

    #[inline]
    fn text(&mut self, result: &str) -> Result<(), ErrorKind> {
        match self.scratch.short_text(result) {
            Some(text) => {
                *self.value = Value::Text(text);
                Ok(())
            }
            None => self.text_of_any_length(result),
        }
    }

    #[inline]
    fn display(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        *self.value = Value::Text(self.scratch.display(result)?);
        Ok(())
    }

    #[inline]
    fn safe(&mut self, kind: SafeKind, result: &dyn Display) -> Result<(), ErrorKind> {
        *self.value = Value::safe(kind, self.scratch.display(result)?);
        Ok(())
    }

    fn template(&mut self, result: Value<'_>, safe: bool) -> Result<(), ErrorKind> {
        let Some(template) = result.template() else { return Err(ErrorKind::Program) };
        let is_safe = safe || self.program.escapes_like(template.program());
        let template = InPlace::new(template);
        let text = self.scratch.display(&template).map_err(|kind| template.failure(kind))?;
        *self.value = if is_safe { Value::SafeHtml(text) } else { Value::Text(text) };
        Ok(())
    }

    fn int128(&mut self, result: i128) -> Result<(), ErrorKind> {
        *self.value = match i64::try_from(result) {
            Ok(result) => Value::Int(result),
            Err(_) => Value::Int128(self.scratch.put(result)?),
        };
        Ok(())
    }

    fn uint128(&mut self, result: u128) -> Result<(), ErrorKind> {
        *self.value = match u64::try_from(result) {
            Ok(result) => result.into(),
            Err(_) => Value::UInt128(self.scratch.put(result)?),
        };
        Ok(())
    }

    fn data(&mut self, result: &mut dyn OwnedResult<'v>) -> Result<(), ErrorKind> {
        *self.value = result.store(&mut self.scratch)?;
        self.scratch.note(self.value);
        Ok(())
    }

    fn list(&mut self, result: View<'v>) -> Result<(), ErrorKind> {
        *self.value = Value::List(List::new(self.scratch.put(result)?));
        Ok(())
    }
}

/// Prints the result of a block helper, and provides access to its bodies.
pub(super) struct BlockPrinter<'b, 'v> {
    pub(super) bodies: &'b mut dyn Bodies<'v>,
}

impl SinkSealed for BlockPrinter<'_, '_> {}

impl<'v> Keep<'v> for BlockPrinter<'_, 'v> {
    fn keep(&mut self, value: &mut dyn Kept<'v>) -> Result<(), ErrorKind> {
        // `bodies` has recorded the error, which rendering returns.
        self.bodies.keep(value).map_err(|_| ErrorKind::Write)
    }
}

impl<'v> Sink<'v> for BlockPrinter<'_, 'v> {
    fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind> {
        self.print(result)
    }

    fn text(&mut self, result: &str) -> Result<(), ErrorKind> {
        self.display(&result)
    }

    fn display(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        self.bodies.print(result, None).map_err(|_| ErrorKind::Write)
    }

    fn safe(&mut self, kind: SafeKind, result: &dyn Display) -> Result<(), ErrorKind> {
        self.bodies.print(result, Some(kind)).map_err(|_| ErrorKind::Write)
    }

    fn template(&mut self, result: Value<'_>, safe: bool) -> Result<(), ErrorKind> {
        self.bodies.template(result, safe).map_err(|_| ErrorKind::Write)
    }

    fn int128(&mut self, result: i128) -> Result<(), ErrorKind> {
        self.display(&result)
    }

    fn uint128(&mut self, result: u128) -> Result<(), ErrorKind> {
        self.display(&result)
    }

    fn data(&mut self, result: &mut dyn OwnedResult<'v>) -> Result<(), ErrorKind> {
        self.print(result.value().ok_or(LIST_PRINTED)?)
    }

    fn list(&mut self, _: View<'v>) -> Result<(), ErrorKind> {
        Err(LIST_PRINTED)
    }

    fn bodies(&mut self) -> Option<&mut dyn Bodies<'v>> {
        Some(self.bodies)
    }
}

impl BlockPrinter<'_, '_> {
    /// Prints what is safe where `value` is.
    fn print_safe(&mut self, value: &Value<'_>, shown: &dyn Display) -> Result<(), ErrorKind> {
        self.bodies.print(shown, value.safe_kind()).map_err(|_| ErrorKind::Write)
    }

    /// Prints a value.
    fn print(&mut self, value: Value<'_>) -> Result<(), ErrorKind> {
        match value {
            Value::Null => Ok(()),
            safe_text!(text) => self.print_safe(&value, &text),
            Value::Display(value) => self.display(value),
            safe_display!(shown) => self.print_safe(&value, shown),
            value if value.template().is_some() => self.template(value, false),
            value if value.is_printable() => {
                self.display(&crate::output::UnescapedText::new(&[value]))
            }
            value => Err(ErrorKind::NotPrintable { got: value.kind() }),
        }
    }
}
