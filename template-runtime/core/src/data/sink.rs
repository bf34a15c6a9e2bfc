//! Destinations for the results of helpers, and the interface through which block helpers print.

use super::{
    callable::DynHelper,
    collection::View,
    safe::SafeKind,
    value::{Body, Value},
};
use crate::{
    error::ErrorKind,
    helper::{Keep, Kept, OwnedResult},
};
use core::fmt::{self, Display};

/// The destination of the result of a helper: the output, which receives it escaped while the
/// helper computes it, or the stack, for which text that the helper creates is stored in scratch
/// memory.
///
/// All methods return [`ErrorKind::NotPrintable`] if the result is to be printed and is not
/// printable, [`ErrorKind::ScratchFull`] if it is to be stored and does not fit, and
/// [`ErrorKind::Display`] if its `Display` fails.
///
/// The trait is sealed.
#[allow(
    clippy::missing_errors_doc,
    reason = "the errors of all methods are documented at the trait"
)]
pub trait Sink<'v>: SinkSealed + Keep<'v> {
    /// Accepts a value that borrows from the arguments, or that borrows nothing.
    fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind>;

    /// Accepts text that borrows from the arguments, like [`value`](Self::value). Its parts are passed in registers: a value is
    /// passed in memory, and a copy of it waits until what the helper has just written is there.
    fn borrowed_text(&mut self, result: &'v str) -> Result<(), ErrorKind> {
        self.value(Value::Text(result))
    }

    /// Accepts an integer, which is passed in a register.
    fn int(&mut self, result: i64) -> Result<(), ErrorKind> {
        self.value(Value::Int(result))
    }

    /// Accepts a bool, which is passed in a register.
    fn bool(&mut self, result: bool) -> Result<(), ErrorKind> {
        self.value(Value::Bool(result))
    }

    /// Accepts text that the helper created.
    fn text(&mut self, result: &str) -> Result<(), ErrorKind>;

    /// Accepts the `Display` output of a value.
    fn display(&mut self, result: &dyn Display) -> Result<(), ErrorKind>;

    /// Accepts the `Display` output of a value, which is trusted in one HTML context.
    fn safe(&mut self, kind: SafeKind, result: &dyn Display) -> Result<(), ErrorKind>;

    /// Accepts an integer that may be outside the range of [`Value::Int`].
    fn int128(&mut self, result: i128) -> Result<(), ErrorKind>;

    /// Accepts an integer that may be too large for [`Value::UInt`].
    fn uint128(&mut self, result: u128) -> Result<(), ErrorKind>;

    /// Accepts a template, which is printed in place; without escaping if it is `safe`.
    #[doc(hidden)]
    fn template(&mut self, result: Value<'_>, safe: bool) -> Result<(), ErrorKind>;

    /// Accepts data that the helper has created.
    #[doc(hidden)]
    fn data(&mut self, result: &mut dyn OwnedResult<'v>) -> Result<(), ErrorKind>;

    /// Accepts a range of the items of a list.
    #[doc(hidden)]
    fn list(&mut self, result: View<'v>) -> Result<(), ErrorKind>;

    /// Returns the interface to the blocks if the helper was called with any.
    #[doc(hidden)]
    fn bodies(&mut self) -> Option<&mut dyn Bodies<'v>> {
        None
    }
}

/// Seals [`Sink`].
pub trait SinkSealed {}

/// The error of the methods of [`Block`](crate::Block): rendering has stopped, because a body, a called
/// helper, a `Display` implementation or the output failed. The block helper should return it; `render`
/// returns the error that was the cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the rendering has stopped")
    }
}

impl core::error::Error for Stopped {}

/// The interface to the VM through which a block helper prints. The VM records the first failure, which
/// rendering returns even if the helper ignores it.
pub trait Bodies<'v> {
    /// Sets the body of the block (index 0) or of its `else` (index 1).
    fn set(&mut self, index: usize, body: Body);

    /// Returns the body of the block, or of its `else` if `otherwise`; `None` if it has none.
    fn body(&self, otherwise: bool) -> Option<Body>;

    /// Runs a body with the values of its block params; the values of the variables `scope` precede them, if the helper
    /// sets the context of its block. The values live until the body has ended.
    ///
    /// # Errors
    ///
    /// Returns [`Stopped`] if rendering has stopped.
    fn run(&mut self, body: Body, scope: &[Value<'_>], params: &[Value<'_>])
    -> Result<(), Stopped>;

    /// Stops the rendering with an error.
    fn fail(&mut self, kind: ErrorKind) -> Stopped;

    /// Prints the `Display` output of a value as `{{…}}` prints text, or, with `safe`, as text that is trusted in one HTML
    /// context.
    ///
    /// # Errors
    ///
    /// Returns [`Stopped`] if rendering has stopped.
    fn print(&mut self, value: &dyn Display, safe: Option<SafeKind>) -> Result<(), Stopped>;

    /// Prints a template, escaped like `{{…}}` unless it is `safe`.
    ///
    /// # Errors
    ///
    /// Returns [`Stopped`] if rendering has stopped, for example because the template has failed.
    fn template(&mut self, template: Value<'_>, safe: bool) -> Result<(), Stopped>;

    /// Calls a helper and prints its result.
    ///
    /// # Errors
    ///
    /// Returns [`Stopped`] if rendering has stopped, for example because the helper has failed.
    fn call(&mut self, helper: DynHelper<'v>, args: &[Value<'v>]) -> Result<(), Stopped>;

    /// Keeps a value until the block helper returns.
    ///
    /// # Errors
    ///
    /// Returns [`Stopped`] if rendering has stopped, for example because scratch memory is full.
    fn keep(&mut self, value: &mut dyn Kept<'v>) -> Result<(), Stopped>;
}
