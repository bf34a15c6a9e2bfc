use crate::{
    collection::{List, ListData},
    error::ErrorKind,
    out::{Escape, Out, Scratch},
    print::print,
    value::Value,
};
use core::fmt::Display;

/// Where the result of a helper goes: to the output, escaped as it comes into being, or onto the
/// stack, by way of scratch memory when it is a text that the helper made.
pub struct Sink<'s, 'm, 'v> {
    to: To<'s, 'm, 'v>,
}

enum To<'s, 'm, 'v> {
    Out { out: Option<Out<'s>>, escape: Escape },
    Stack { scratch: Scratch<'s, 'm, 'v>, value: Value<'v> },
}

impl<'s, 'm, 'v> Sink<'s, 'm, 'v> {
    /// A sink that prints.
    #[inline]
    pub(crate) fn out(out: Out<'s>, escape: Escape) -> Self {
        Self { to: To::Out { out: Some(out), escape } }
    }

    /// A sink that keeps the result.
    #[inline]
    pub(crate) fn stack(scratch: Scratch<'s, 'm, 'v>) -> Self {
        Self { to: To::Stack { scratch, value: Value::Null } }
    }

    /// Gives the output back. After a failure it is worth nothing.
    #[inline]
    pub(crate) fn into_out(self) -> Out<'s> {
        match self.to {
            To::Out { out: Some(out), .. } => out,
            _ => Out::void(),
        }
    }

    /// Gives the result.
    #[inline]
    pub(crate) fn into_value(self) -> Value<'v> {
        match self.to {
            To::Stack { value, .. } => value,
            To::Out { .. } => Value::Null,
        }
    }

    /// Takes a value that is borrowed from the arguments, or from nothing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotPrintable`] when it is to be printed and has no text.
    #[inline]
    pub fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind> {
        match &mut self.to {
            To::Stack { value, .. } => *value = result,
            To::Out { out, escape } => {
                let printed = print(take(out)?, &result, *escape);
                *out = Some(printed.map_err(|got| ErrorKind::NotPrintable { got })?);
            }
        }
        Ok(())
    }

    /// Takes a number that is too wide for the value stack; `value` makes a value of it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ScratchFull`] when it is to be kept and does not fit.
    pub(crate) fn wide<T: Copy + 'static>(
        &mut self,
        number: T,
        value: impl for<'x> FnOnce(&'x T) -> Value<'x>,
    ) -> Result<(), ErrorKind> {
        match &mut self.to {
            To::Stack { scratch, value: result } => *result = value(scratch.put(number)?),
            To::Out { out, escape } => {
                let printed = print(take(out)?, &value(&number), *escape);
                *out = Some(printed.map_err(|got| ErrorKind::NotPrintable { got })?);
            }
        }
        Ok(())
    }

    /// Takes a list that the helper made.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ScratchFull`] when it is to be kept and does not fit,
    /// [`ErrorKind::NotPrintable`] when it is to be printed.
    pub(crate) fn list<T: ListData + Copy + 'v>(&mut self, list: T) -> Result<(), ErrorKind> {
        match &mut self.to {
            To::Stack { scratch, value } => *value = Value::List(List::new(scratch.put(list)?)),
            To::Out { .. } => {
                return Err(ErrorKind::NotPrintable { got: Value::List(List::new(&list)).kind() });
            }
        }
        Ok(())
    }

    /// Takes a text that the helper made.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ScratchFull`] when it is to be kept and does not fit.
    #[inline]
    pub fn text(&mut self, text: &str) -> Result<(), ErrorKind> {
        match &mut self.to {
            To::Stack { scratch, value } => *value = Value::Text(scratch.text(text)?),
            To::Out { out, escape } => *out = Some(take(out)?.escaped(text, *escape)),
        }
        Ok(())
    }

    /// Takes what a value displays.
    ///
    /// # Errors
    ///
    /// As [`Sink::text`], and [`ErrorKind::Write`] when its `Display` fails.
    #[inline]
    pub fn display(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        match &mut self.to {
            To::Stack { scratch, value } => *value = Value::Text(scratch.display(result)?),
            To::Out { out, escape } => show(out, result, *escape)?,
        }
        Ok(())
    }

    /// Takes what a value displays, which is not to be escaped.
    ///
    /// # Errors
    ///
    /// As [`Sink::display`].
    #[inline]
    pub fn safe(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        match &mut self.to {
            To::Stack { scratch, value } => *value = Value::Safe(scratch.display(result)?),
            To::Out { out, .. } => show(out, result, Escape::None)?,
        }
        Ok(())
    }
}

/// Prints what a value displays.
fn show(out: &mut Option<Out<'_>>, value: &dyn Display, escape: Escape) -> Result<(), ErrorKind> {
    let (printed, outcome) = take(out)?.display(value, escape);
    *out = Some(printed);
    outcome.map_err(|_| ErrorKind::Write)
}

/// Takes the output, which is there unless a `Display` panicked half-way.
fn take<'o>(out: &mut Option<Out<'o>>) -> Result<Out<'o>, ErrorKind> {
    out.take().ok_or(ErrorKind::Program)
}
