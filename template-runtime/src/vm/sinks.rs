//! Where results of helpers go: to the output, or onto the stack.

use super::memory::Scratch;
use crate::{
    data::{Bodies, List, Sink, SinkSealed, Value, View},
    error::ErrorKind,
    output::{Out, print},
};
use core::fmt::Display;
use template_bytecode::Escape;

const LIST_PRINTED: ErrorKind = ErrorKind::NotPrintable { got: "a list" };

/// Prints.
pub(super) struct Printer<'o> {
    out: Option<Out<'o>>,
    escape: Escape,
}

impl<'o> Printer<'o> {
    #[inline(always)]
    pub(super) fn new(out: Out<'o>, escape: Escape) -> Self {
        Self { out: Some(out), escape }
    }

    /// Gives the output back after a call. If that is lost, the call has failed, whatever the helper made
    /// of it.
    #[inline(always)]
    pub(super) fn finish(self, called: Result<(), ErrorKind>) -> Result<Out<'o>, ErrorKind> {
        called?;
        self.out.ok_or(ErrorKind::Write)
    }

    /// Takes the output, which is there unless something has failed or panicked half-way.
    #[inline(always)]
    fn take(&mut self) -> Result<Out<'o>, ErrorKind> {
        self.out.take().ok_or(ErrorKind::Write)
    }

    fn show(&mut self, value: &dyn Display, escape: Escape) -> Result<(), ErrorKind> {
        let (printed, outcome) = self.take()?.display(value, escape);
        self.out = Some(printed);
        outcome.map_err(|_| ErrorKind::Write)
    }
}

impl SinkSealed for Printer<'_> {}

impl<'v> Sink<'v> for Printer<'_> {
    #[inline]
    fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind> {
        let printed = print(self.take()?, &result, self.escape);
        self.out = Some(printed.map_err(|got| ErrorKind::NotPrintable { got })?);
        Ok(())
    }

    #[inline]
    fn text(&mut self, result: &str) -> Result<(), ErrorKind> {
        self.out = Some(self.take()?.escaped(result, self.escape));
        Ok(())
    }

    #[inline]
    fn display(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        self.show(result, self.escape)
    }

    #[inline]
    fn safe(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        self.show(result, Escape::None)
    }

    fn int128(&mut self, result: i128) -> Result<(), ErrorKind> {
        self.out = Some(self.take()?.int128(result));
        Ok(())
    }

    fn uint128(&mut self, result: u128) -> Result<(), ErrorKind> {
        self.out = Some(self.take()?.uint128(result));
        Ok(())
    }

    fn list(&mut self, _: View<'v>) -> Result<(), ErrorKind> {
        Err(LIST_PRINTED)
    }
}

/// Keeps the result, texts in scratch memory.
pub(super) struct Keeper<'k, 's, 'm, 'v> {
    scratch: Scratch<'s, 'm, 'v>,
    /// Where it is to be: copying a value that has just been written makes most processors wait.
    value: &'k mut Value<'v>,
}

impl<'k, 's, 'm, 'v> Keeper<'k, 's, 'm, 'v> {
    /// Keeps the result in `value`, which is null until then.
    #[inline(always)]
    pub(super) fn new(scratch: Scratch<'s, 'm, 'v>, value: &'k mut Value<'v>) -> Self {
        *value = Value::Null;
        Self { scratch, value }
    }
}

impl SinkSealed for Keeper<'_, '_, '_, '_> {}

impl<'v> Sink<'v> for Keeper<'_, '_, '_, 'v> {
    #[inline]
    fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind> {
        *self.value = result;
        Ok(())
    }

    #[inline]
    fn text(&mut self, result: &str) -> Result<(), ErrorKind> {
        *self.value = Value::Text(self.scratch.text(result)?);
        Ok(())
    }

    #[inline]
    fn display(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        *self.value = Value::Text(self.scratch.display(result)?);
        Ok(())
    }

    #[inline]
    fn safe(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        *self.value = Value::Safe(self.scratch.display(result)?);
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

    fn list(&mut self, result: View<'v>) -> Result<(), ErrorKind> {
        *self.value = Value::List(List::new(self.scratch.put(result)?));
        Ok(())
    }
}

/// Prints what a block helper returns, and runs its blocks.
pub(super) struct BlockPrinter<'b, 'v> {
    pub(super) bodies: &'b mut dyn Bodies<'v>,
}

impl SinkSealed for BlockPrinter<'_, '_> {}

impl<'v> Sink<'v> for BlockPrinter<'_, 'v> {
    fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind> {
        match result {
            Value::Null => Ok(()),
            Value::Safe(text) => self.safe(&text),
            value if value.is_printable() => self.display(&crate::output::Unescaped(&[value])),
            value => Err(ErrorKind::NotPrintable { got: value.kind() }),
        }
    }

    fn text(&mut self, result: &str) -> Result<(), ErrorKind> {
        self.display(&result)
    }

    fn display(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        self.bodies.print(result, true).map_err(|_| ErrorKind::Write)
    }

    fn safe(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        self.bodies.print(result, false).map_err(|_| ErrorKind::Write)
    }

    fn int128(&mut self, result: i128) -> Result<(), ErrorKind> {
        self.display(&result)
    }

    fn uint128(&mut self, result: u128) -> Result<(), ErrorKind> {
        self.display(&result)
    }

    fn list(&mut self, _: View<'v>) -> Result<(), ErrorKind> {
        Err(LIST_PRINTED)
    }

    fn bodies(&mut self) -> Option<&mut dyn Bodies<'v>> {
        Some(self.bodies)
    }
}
