//! A running block helper, in an interpreted or an unrolled program: the implementation of the methods of
//! [`Block`](crate::Block).

use super::{PrintResult, call_in_scratch, program::Program, values::print_with, with_name};
use crate::{
    data::{Args, Bodies, Body, DynHelper, SafeKind, Stopped, Value},
    error::ErrorKind,
    helper::Kept,
    output::{Out, print_in_context},
};
use core::fmt::Display;
use template_bytecode::Escape;

/// The program that has called a block helper: the operations that differ between interpreted and unrolled programs
/// for it.
pub(super) trait BlockCaller<'v, 'o> {
    /// Returns the program that called the helper.
    fn program(&self) -> &Program<'_>;

    /// Takes the body of the block (0) or of its `else` (1).
    fn set_body(&mut self, index: usize, body: Body);

    /// Returns the body of the block, or the body of its `else`.
    fn body(&self, otherwise: bool) -> Option<Body>;

    /// Runs a body, with values for its block params; the values of its `scope` precede them.
    ///
    /// # Errors
    ///
    /// Returns an error if the body failed; the error and its position have been stored.
    fn run_body(
        &mut self,
        body: Body,
        scope: &[Value<'_>],
        params: &[Value<'_>],
        out: Out<'o>,
    ) -> PrintResult<'o>;

    /// Prints the `Display` output of a value with a custom escaper, which receives the whole text.
    ///
    /// # Errors
    ///
    /// Returns an error if the value's `Display` or the escaper failed, or scratch memory is full.
    fn print_custom(&mut self, value: &dyn Display, out: Out<'o>) -> Result<Out<'o>, ErrorKind>;

    /// Calls a helper, and prints its result with an escape that needs the whole value.
    ///
    /// # Errors
    ///
    /// Returns an error if the helper or the escaper failed, or scratch memory is full.
    fn call_kept(
        &mut self,
        helper: DynHelper<'v>,
        args: &[Value<'v>],
        escape: Escape,
        out: Out<'o>,
    ) -> Result<Out<'o>, ErrorKind>;

    /// Keeps a value until the helper returns.
    ///
    /// # Errors
    ///
    /// Returns the error of the value, or an error if scratch memory is full.
    fn keep(&mut self, value: &mut dyn Kept<'v>) -> Result<(), ErrorKind>;
}

/// A running block helper.
pub(super) struct RunningBlockHelper<'o, C> {
    caller: C,
    /// The output; none after a failure.
    out: Option<Out<'o>>,
    escape: Escape,
    stopped: Option<StopReason>,
    /// Whether the reason is an error of the helper itself, and not of something that it has called.
    is_own: bool,
}

/// The reason why a block helper has stopped.
pub(super) enum StopReason {
    /// Something in a body failed; the error and its position have been stored.
    Stored,
    /// Something that the helper itself asked for failed.
    Helper(ErrorKind),
}

impl<'o, C> RunningBlockHelper<'o, C> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn new(caller: C, escape: Escape, out: Out<'o>) -> Self {
        Self { caller, out: Some(out), escape, stopped: None, is_own: false }
    }

    /// Returns the output after the helper, which the op `at` called, has returned.
    ///
    /// # Errors
    ///
    /// Returns the first error of an operation that the helper requested, or otherwise the error that the helper
    /// returned.
    #[inline]
    pub(super) fn finish(
        self,
        program: &Program<'_>,
        at: usize,
        called: Result<(), ErrorKind>,
    ) -> Result<Out<'o>, StopReason> {
        match (self.stopped, called, self.out) {
            (Some(StopReason::Helper(kind)), ..) if self.is_own => {
                Err(StopReason::Helper(with_name(program, at, kind)))
            }
            // This is the error, even if the helper ignored it.
            (Some(reason), ..) => Err(reason),
            (None, Err(kind), _) => Err(StopReason::Helper(with_name(program, at, kind))),
            (None, Ok(()), Some(out)) => Ok(out),
            // The helper caught a panic in which the output was lost.
            (None, Ok(()), None) => Err(StopReason::Helper(ErrorKind::Write)),
        }
    }

    fn stop(&mut self, reason: StopReason) -> Stopped {
        self.stopped.get_or_insert(reason);
        Stopped
    }

    /// Passes the output to `print`, and stores it again unless `print` failed.
    ///
    /// # Errors
    ///
    /// Returns an error if `print` fails, or if an earlier operation has failed.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print_with(
        &mut self,
        print: impl FnOnce(&mut C, Out<'o>) -> Result<Out<'o>, StopReason>,
    ) -> Result<(), Stopped> {
        let Some(out) = self.out.take() else { return Err(Stopped) };
        match print(&mut self.caller, out) {
            Ok(out) => {
                self.out = Some(out);
                Ok(())
            }
            Err(reason) => Err(self.stop(reason)),
        }
    }
}

impl<'v, 'o, C: BlockCaller<'v, 'o>> Bodies<'v> for RunningBlockHelper<'o, C> {
    fn set(&mut self, index: usize, body: Body) {
        self.caller.set_body(index, body);
    }

    fn body(&self, otherwise: bool) -> Option<Body> {
        self.caller.body(otherwise)
    }

    fn run(
        &mut self,
        body: Body,
        scope: &[Value<'_>],
        params: &[Value<'_>],
    ) -> Result<(), Stopped> {
        self.print_with(|caller, out| {
            caller.run_body(body, scope, params, out).map_err(|_| StopReason::Stored)
        })
    }

    fn fail(&mut self, kind: ErrorKind) -> Stopped {
        self.is_own |= self.stopped.is_none();
        self.stop(StopReason::Helper(kind))
    }

    fn print(&mut self, value: &dyn Display, safe: Option<SafeKind>) -> Result<(), Stopped> {
        let escape = self.escape;
        self.print_with(|caller, out| {
            let printed = match (escape, safe) {
                (Escape::Html | Escape::None | Escape::Custom, Some(SafeKind::Html)) => {
                    display(out, value, Escape::None)
                }
                (Escape::Html | Escape::None, _) => display(out, value, escape),
                (Escape::Custom, _) => caller.print_custom(value, out),
                (_, None) => print_in_context(out, &Value::Display(&value), escape),
                (_, Some(kind)) => {
                    print_in_context(out, &Value::safe_display(kind, &value), escape)
                }
            };
            printed.map_err(StopReason::Helper)
        })
    }

    fn template(&mut self, template: Value<'_>, safe: bool) -> Result<(), Stopped> {
        let is_text = matches!(self.escape, Escape::Html | Escape::None | Escape::Custom);
        let escape = if safe && is_text { Escape::None } else { self.escape };
        self.print_with(|caller, out| {
            caller.program().print(out, &template, escape).map_err(StopReason::Helper)
        })
    }

    fn call(&mut self, helper: DynHelper<'v>, args: &[Value<'v>]) -> Result<(), Stopped> {
        let escape = self.escape;
        self.print_with(|caller, out| {
            if !escape.is_divisible() {
                return caller.call_kept(helper, args, escape, out).map_err(StopReason::Helper);
            }
            let args = Args::new(args);
            let mut failure = ErrorKind::Program;
            let printed = print_with(
                escape,
                out,
                |sink| helper.call(&args, sink),
                |out| call_in_scratch::append_value(helper, &args, escape, out),
                |kind| failure = kind,
            );
            printed.map_err(|_| StopReason::Helper(failure))
        })
    }

    fn keep(&mut self, value: &mut dyn Kept<'v>) -> Result<(), Stopped> {
        self.caller.keep(value).map_err(|kind| self.stop(StopReason::Helper(kind)))
    }
}

/// Appends the `Display` output of a value.
///
/// # Errors
///
/// Returns an error if its `Display` implementation fails.
fn display<'o>(out: Out<'o>, value: &dyn Display, escape: Escape) -> Result<Out<'o>, ErrorKind> {
    let (out, shown) = out.display(value, escape);
    shown.map(|()| out).map_err(|_| ErrorKind::Display)
}
