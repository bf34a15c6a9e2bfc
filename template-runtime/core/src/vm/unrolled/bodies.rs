//! Calls of block helpers in unrolled programs: bodies are closures of the generated function.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "bodies are passed values that live until the body has ended")]

use super::{NamedArgs, Run};
use crate::{
    data::{Args, Body, DynHelper, Value},
    error::ErrorKind,
    helper::{HelperFn, Kept},
    output::Out,
    vm::{
        Failed, PrintResult, Program,
        block_helper::{BlockCaller, RunningBlockHelper, StopReason},
        call_in_scratch::call_block,
        component::inner_depth,
        memory::Texts,
        sinks::Keeper,
    },
};
use core::fmt::Display;
use template_bytecode::{Escape, MAX_BLOCKS};

/// A body: it takes the values of its block params and the output.
pub type BodyFn<'b, 't> = &'b mut dyn for<'o> FnMut(&[Value<'t>], Out<'o>) -> PrintResult<'o>;

/// The bodies of a block: its own, and the body of its `else`.
pub type BodyClosures<'b, 't> = [Option<BodyFn<'b, 't>>; MAX_BLOCKS as usize];

/// Runs a body with values for its block params, which live until it has ended.
///
/// # Errors
///
/// Returns an error if the body failed; the error and its position have been stored.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn run_body<'t, 'o>(
    texts: Texts<'t, '_>,
    body: &mut BodyFn<'_, 't>,
    params: &[Value<'_>],
    out: Out<'o>,
) -> PrintResult<'o> {
    // SAFETY: the values live until the body has returned. It keeps none of them but in scratch memory, which is
    // released down to where it was before, also if the body fails or panics (invariant 26).
    let params = unsafe { core::mem::transmute::<&[Value<'_>], &[Value<'t>]>(params) };
    // SAFETY: see above.
    unsafe { texts.fence(|| body(params, out)) }.ok_or(Failed)?
}

/// Returns the value of a block param; null if there is none.
#[must_use]
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn bind<'t>(params: &[Value<'t>], index: usize) -> Value<'t> {
    params.get(index).copied().unwrap_or(Value::Null)
}

impl Run<'_, '_> {
    /// Implements `CallBlockHelper`.
    ///
    /// # Errors
    ///
    /// Returns an error if the helper or one of its bodies failed.
    #[allow(clippy::too_many_arguments, reason = "only the macro calls it")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn call_block_helper<'t, 'o>(
        self,
        at: usize,
        helper: HelperFn,
        values: &[Value<'t>],
        named: NamedArgs,
        escape: Escape,
        texts: Texts<'t, '_>,
        bodies: BodyClosures<'_, 't>,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (names, param_indexes) = self.names(named);
        let caller = UnrolledCaller { run: self, texts, bodies };
        let mut running = RunningBlockHelper::new(caller, escape, out);
        let args = Args::with_names(values, names, param_indexes);
        let depth = self.state.depth.get();
        self.state.depth.set(inner_depth(depth).map_err(|kind| self.fail(at, kind))?);
        let called = call_block(helper, &args, &mut running);
        self.state.depth.set(depth);
        self.finish_block_helper(at, running, called)
    }

    #[inline(never)]
    fn finish_block_helper<'o>(
        self,
        at: usize,
        running: RunningBlockHelper<'o, UnrolledCaller<'_, '_, '_, '_, '_>>,
        called: Result<(), ErrorKind>,
    ) -> PrintResult<'o> {
        running.finish(self.program, at, called).map_err(|reason| match reason {
            StopReason::Stored => self.stopped(at),
            StopReason::Helper(kind) => self.fail(at, kind),
        })
    }
}

/// An unrolled program while a block helper runs.
struct UnrolledCaller<'r, 'c, 'b, 't, 'm> {
    run: Run<'r, 'c>,
    texts: Texts<'t, 'm>,
    bodies: BodyClosures<'b, 't>,
}

/// `Body::start` is the index of a closure here, not of an op.
impl<'t, 'o> BlockCaller<'t, 'o> for UnrolledCaller<'_, '_, '_, 't, '_> {
    fn program(&self) -> &Program<'_> {
        self.run.program
    }

    fn set_body(&mut self, _: usize, _: Body) {}

    fn body(&self, otherwise: bool) -> Option<Body> {
        let index = usize::from(otherwise);
        self.bodies[index].as_ref().map(|_| Body { start: index as u32, params: 0, var: 0 })
    }

    /// There is no `scope`: helpers that choose the context of their block are not called in templates of the macros.
    fn run_body(
        &mut self,
        body: Body,
        _: &[Value<'_>],
        params: &[Value<'_>],
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let body = self.bodies.get_mut(body.start as usize).and_then(Option::as_mut);
        run_body(self.texts, body.ok_or(Failed)?, params, out)
    }

    fn print_custom(&mut self, value: &dyn Display, out: Out<'o>) -> Result<Out<'o>, ErrorKind> {
        let mut scope = self.texts.scope()?;
        let text = scope.begin().put(|mut scratch| scratch.display(value));
        let program = self.run.program;
        let printed = text.and_then(|text| program.print(out, &Value::Text(text), Escape::Custom));
        scope.end();
        printed
    }

    fn call_kept(
        &mut self,
        helper: DynHelper<'t>,
        args: &[Value<'t>],
        escape: Escape,
        out: Out<'o>,
    ) -> Result<Out<'o>, ErrorKind> {
        let program = self.run.program;
        let mut scope = self.texts.scope()?;
        let kept = scope.begin().put(|scratch| {
            let mut result = Value::Null;
            helper.call(&Args::new(args), &mut Keeper::new(scratch, &mut result, program))?;
            Ok(result)
        });
        let printed = kept.and_then(|value| program.print(out, &value, escape));
        scope.end();
        printed
    }

    fn keep(&mut self, value: &mut dyn Kept<'t>) -> Result<(), ErrorKind> {
        self.texts.put(|mut scratch| value.store(&mut scratch))
    }
}
