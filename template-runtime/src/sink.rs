use crate::{block::Bodies, collection::View, error::ErrorKind, value::Value};
use core::fmt::Display;

/// Where the result of a helper goes: to the output, escaped as it comes into being, or onto the
/// stack, by way of scratch memory when it is a text that the helper made.
///
/// All of its methods fail when what they are given is to be printed and has no text
/// ([`ErrorKind::NotPrintable`]), is to be kept and does not fit
/// ([`ErrorKind::ScratchFull`]), or has a `Display` that fails ([`ErrorKind::Write`]).
///
/// It is implemented in this crate alone.
#[allow(clippy::missing_errors_doc, reason = "all are the same: see above")]
pub trait Sink<'v>: Sealed {
    /// Takes a value that is borrowed from the arguments, or from nothing.
    fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind>;

    /// Takes a text that the helper made.
    fn text(&mut self, result: &str) -> Result<(), ErrorKind>;

    /// Takes what a value displays.
    fn display(&mut self, result: &dyn Display) -> Result<(), ErrorKind>;

    /// Takes what a value displays, which is not to be escaped.
    fn safe(&mut self, result: &dyn Display) -> Result<(), ErrorKind>;

    /// Takes a number that may be too large for [`Value::Int`].
    fn int128(&mut self, result: i128) -> Result<(), ErrorKind>;

    /// Takes a number that may be too large for [`Value::UInt`].
    fn uint128(&mut self, result: u128) -> Result<(), ErrorKind>;

    /// Takes a part of a list.
    #[doc(hidden)]
    fn list(&mut self, result: View<'v>) -> Result<(), ErrorKind>;

    /// Gives the blocks, if the helper was called with any.
    #[doc(hidden)]
    fn bodies(&mut self) -> Option<&mut dyn Bodies<'v>> {
        None
    }
}

/// What only this crate implements.
pub trait Sealed {}
