use super::{
    callable::DynHelper,
    collection::View,
    value::{Body, Value},
};
use crate::error::ErrorKind;
use core::fmt::{self, Display};

/// Where the result of a helper goes: to the output, escaped as it comes into being, or onto the
/// stack, by way of scratch memory when it is a text that the helper made.
///
/// All of its methods fail when what they are given is to be printed and has no text
/// ([`ErrorKind::NotPrintable`]), is to be kept and does not fit
/// ([`ErrorKind::ScratchFull`]), or has a `Display` that fails ([`ErrorKind::Write`]).
///
/// It is implemented in this crate alone.
#[allow(clippy::missing_errors_doc, reason = "all are the same: see above")]
pub trait Sink<'v>: SinkSealed {
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
pub trait SinkSealed {}

/// The rendering has stopped, because of an error inside of a block or of the output. A block helper
/// returns it; the error itself is what `render` returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the rendering has stopped")
    }
}

impl core::error::Error for Stopped {}

/// What the VM does for a block. After a failure, which it remembers, it does nothing more.
pub trait Bodies<'v> {
    /// Takes the body of the block (0) or of its `else` (1).
    fn set(&mut self, index: usize, body: Body);

    /// Gives the body of the block, or that of its `else`.
    fn body(&self, otherwise: bool) -> Option<Body>;

    /// Runs a body, with values for its block params.
    ///
    /// # Errors
    ///
    /// When the rendering has stopped.
    fn run(&mut self, body: Body, params: &[Value<'v>]) -> Result<(), Stopped>;

    /// Prints what a value displays, escaped as `{{…}}` or not.
    ///
    /// # Errors
    ///
    /// When the rendering has stopped.
    fn print(&mut self, value: &dyn Display, escaped: bool) -> Result<(), Stopped>;

    /// Prints the result of a helper.
    ///
    /// # Errors
    ///
    /// When the rendering has stopped, as because the helper has failed.
    fn call(&mut self, helper: DynHelper<'v>, args: &[Value<'v>]) -> Result<(), Stopped>;

    /// Keeps what a value displays until the helper returns.
    ///
    /// # Errors
    ///
    /// When the rendering has stopped, as for want of scratch memory.
    fn keep(&mut self, value: &dyn Display) -> Result<&'v str, Stopped>;
}
