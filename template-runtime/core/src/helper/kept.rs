//! Arguments that are created for a call: for a parameter that takes a reference to a type of which the data contains no
//! value, such as `&String` for text, or `&u32` for a number.

use crate::{error::ErrorKind, vm::Scratch};
use core::fmt::Display;

/// Memory that stores the values that are created for a call for as long as its result is read.
pub trait Keep<'v> {
    /// Keeps a value.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if it does not fit, and those of the value itself. Where there is no memory, the call
    /// fails, and is then repeated with some: nothing else may have happened before.
    fn keep(&mut self, value: &mut dyn Kept<'v>) -> Result<(), ErrorKind>;
}

/// A value that is stored in scratch memory.
pub trait Kept<'v> {
    /// Moves it there.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if it does not fit, and [`ErrorKind::Display`] if its `Display` fails.
    fn store(&mut self, scratch: &mut Scratch<'_, '_, 'v>) -> Result<(), ErrorKind>;
}

/// Keeps a value, and returns it.
///
/// # Errors
///
/// Returns the errors of [`Keep::keep`].
pub(crate) fn keep<'v, T: 'v>(value: T, memory: &mut dyn Keep<'v>) -> Result<&'v T, ErrorKind> {
    /// A value before and after it is stored.
    enum KeptValue<'v, T> {
        Before(Option<T>),
        After(&'v T),
    }

    impl<'v, T: 'v> Kept<'v> for KeptValue<'v, T> {
        fn store(&mut self, scratch: &mut Scratch<'_, '_, 'v>) -> Result<(), ErrorKind> {
            if let Self::Before(value) = self
                && let Some(value) = value.take()
            {
                *self = Self::After(scratch.own(value)?);
            }
            Ok(())
        }
    }

    let mut kept = KeptValue::Before(Some(value));
    memory.keep(&mut kept)?;
    match kept {
        KeptValue::After(value) => Ok(value),
        KeptValue::Before(_) => Err(ErrorKind::Program),
    }
}

/// Stores the `Display` output of a value with `keep`, and returns the text.
///
/// # Errors
///
/// Returns the errors of `keep`.
pub(crate) fn keep_text<'v, E>(
    shown: &dyn Display,
    keep: impl FnOnce(&mut dyn Kept<'v>) -> Result<(), E>,
) -> Result<&'v str, E> {
    /// A string that is written when it is stored.
    struct KeptText<'a, 'v> {
        shown: &'a dyn Display,
        text: &'v str,
    }

    impl<'v> Kept<'v> for KeptText<'_, 'v> {
        fn store(&mut self, scratch: &mut Scratch<'_, '_, 'v>) -> Result<(), ErrorKind> {
            self.text = scratch.display(self.shown)?;
            Ok(())
        }
    }

    let mut kept = KeptText { shown, text: "" };
    keep(&mut kept)?;
    Ok(kept.text)
}
