//! Blocks of block helpers: their bodies are closures of the unrolled program.

use super::{NamedArgs, Run};
use crate::{
    data::{self, Args, Body, DynHelper, Stopped, Value},
    error::ErrorKind,
    helper::HelperFn,
    output::Out,
    vm::{
        Failed, PrintResult,
        memory::Texts,
        sinks::{BlockPrinter, Keeper},
        values::print_with,
        with_name,
    },
};
use core::fmt::Display;
use template_bytecode::Escape;

/// A body: what it does with the values for its block params, and with the output.
type BodyFn<'b, 't, 'o> = &'b mut dyn FnMut(&[Value<'t>], Out<'o>) -> PrintResult<'o>;

/// The body of a block, and that of its `else`.
pub type BodyClosures<'b, 't, 'o> = [Option<BodyFn<'b, 't, 'o>>; 2];

/// Gives the value for a block param; null where it is missing.
#[must_use]
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn bind<'t>(params: &[Value<'t>], index: usize) -> Value<'t> {
    params.get(index).copied().unwrap_or(Value::Null)
}

impl Run<'_> {
    /// `CallBlockHelper`.
    ///
    /// # Errors
    ///
    /// Those of the helper, and of its blocks.
    #[allow(clippy::too_many_arguments, reason = "only the macro calls it")]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn call_block_helper<'t, 'o>(
        self,
        at: usize,
        helper: HelperFn,
        values: &[Value<'t>],
        named: NamedArgs,
        escape: Escape,
        texts: Texts<'t, '_>,
        bodies: BodyClosures<'_, 't, 'o>,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (names, slots) = self.names(named);
        let mut running =
            Running { run: self, out: Some(out), escape, texts, bodies, stopped: None };
        let args = Args::with_names(values, names, slots);
        let called = helper(&args, &mut BlockPrinter { bodies: &mut running });
        running.finish(at, called)
    }
}

/// A block helper that is running.
struct Running<'r, 'b, 't, 'm, 'o> {
    run: Run<'r>,
    /// Nothing after a failure.
    out: Option<Out<'o>>,
    escape: Escape,
    texts: Texts<'t, 'm>,
    bodies: BodyClosures<'b, 't, 'o>,
    stopped: Option<Stop>,
}

/// Why a block helper cannot go on.
#[derive(Clone, Copy)]
enum Stop {
    /// Something in a body failed, and has been noted.
    Failed,
    /// What the helper itself asked for failed.
    Here(ErrorKind),
}

impl<'o> Running<'_, '_, '_, '_, 'o> {
    fn stop(&mut self, why: Stop) -> Stopped {
        self.stopped.get_or_insert(why);
        Stopped
    }

    /// Prints something, after which the output is there again unless that has failed.
    fn print_with(
        &mut self,
        print: impl FnOnce(Out<'o>) -> Result<Out<'o>, Stop>,
    ) -> Result<(), Stopped> {
        let Some(out) = self.out.take() else { return Err(Stopped) };
        match print(out) {
            Ok(out) => {
                self.out = Some(out);
                Ok(())
            }
            Err(why) => Err(self.stop(why)),
        }
    }

    /// What came of the call, at the op `at`.
    #[inline(never)]
    fn finish(self, at: usize, called: Result<(), ErrorKind>) -> PrintResult<'o> {
        match (self.stopped, called, self.out) {
            // It has been noted with its place, whatever the helper made of it.
            (Some(Stop::Failed), ..) => Err(Failed),
            (Some(Stop::Here(kind)), ..) => Err(self.run.fail(at, kind)),
            (None, Err(kind), _) => Err(self.run.fail(at, with_name(self.run.program, at, kind))),
            (None, Ok(()), Some(out)) => Ok(out),
            // A panic was caught that has taken the output along.
            (None, Ok(()), None) => Err(self.run.fail(at, ErrorKind::Write)),
        }
    }
}

/// The index of a body stands where the interpreter has its first op.
impl<'t> data::Bodies<'t> for Running<'_, '_, 't, '_, '_> {
    fn set(&mut self, _: usize, _: Body) {}

    fn body(&self, otherwise: bool) -> Option<Body> {
        let index = usize::from(otherwise);
        self.bodies[index].as_ref().map(|_| Body { start: index as u32, params: 0, slot: 0 })
    }

    fn run(&mut self, body: Body, params: &[Value<'t>]) -> Result<(), Stopped> {
        let Some(out) = self.out.take() else { return Err(Stopped) };
        let body = self.bodies.get_mut(body.start as usize).and_then(Option::as_mut);
        match body.map(|body| body(params, out)) {
            Some(Ok(out)) => {
                self.out = Some(out);
                Ok(())
            }
            _ => Err(self.stop(Stop::Failed)),
        }
    }

    fn print(&mut self, value: &dyn Display, escaped: bool) -> Result<(), Stopped> {
        let escape = if escaped { self.escape } else { Escape::None };
        let (program, texts) = (self.run.program, self.texts);
        self.print_with(|out| {
            if escape != Escape::Custom {
                let (out, shown) = out.display(value, escape);
                return shown.map(|()| out).map_err(|_| Stop::Here(ErrorKind::Write));
            }
            // A custom escaper is given the whole text.
            let mut scope = texts.scope().map_err(Stop::Here)?;
            let text = scope.begin().put(|mut scratch| scratch.display(value));
            let printed = text.and_then(|text| program.print(out, &Value::Text(text), escape));
            scope.end();
            printed.map_err(Stop::Here)
        })
    }

    fn call(&mut self, helper: DynHelper<'t>, args: &[Value<'t>]) -> Result<(), Stopped> {
        let (escape, program, texts) = (self.escape, self.run.program, self.texts);
        self.print_with(|out| {
            let args = Args::new(args);
            if escape != Escape::Custom {
                let called = print_with(escape, out, move |sink| helper.call(&args, sink));
                return called.map_err(Stop::Here);
            }
            // As in `print`.
            let mut scope = texts.scope().map_err(Stop::Here)?;
            let kept = scope.begin().put(|scratch| {
                let mut result = Value::Null;
                helper.call(&args, &mut Keeper::new(scratch, &mut result))?;
                Ok(result)
            });
            let printed = kept.and_then(|value| program.print(out, &value, escape));
            scope.end();
            printed.map_err(Stop::Here)
        })
    }

    fn keep(&mut self, value: &dyn Display) -> Result<&'t str, Stopped> {
        let kept = self.texts.put(|mut scratch| scratch.display(value));
        kept.map_err(|kind| self.stop(Stop::Here(kind)))
    }
}
