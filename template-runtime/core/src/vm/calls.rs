//! The handlers of ops that call helpers, or partially apply them.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the interpreter trusts that the last op of a program returns")]

use super::{
    Failed, OpResult, PrintResult, Vm, capabilities::Capabilities, memory::Outlives,
    program_counter::ProgramCounter, sinks::Keeper, values,
};
use crate::{
    data::{Args, Body, DynHelper, Value},
    helper::HelperFn,
    output::{COMPACT, Out},
};
use template_bytecode::{Count, Escape, HelperRef, NameRow, Op, Target, VarId};

impl<'v> Vm<'_, 'v> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn push_args(
        &mut self,
        positional: Count,
        named: NameRow,
        blocks: Count,
    ) -> OpResult {
        Ok(self.stack.push(Value::Int(Op::args_word(positional, named, blocks).into()))?)
    }

    /// Runs the op at a position, which pushes what is at a place, a literal or the result of a helper, and those after it that do
    /// so, too. Returns the position after these.
    ///
    /// Arguments are often such a sequence, which is run here without the loop. Not inlined: the loop calls it directly, and
    /// keeps the output in registers.
    ///
    /// # Safety
    ///
    /// There is an op at the position.
    #[inline(never)]
    pub(super) unsafe fn push_places_and_results<C: Capabilities>(
        &mut self,
        mut pc: ProgramCounter<'v>,
    ) -> Result<ProgramCounter<'v>, Failed> {
        // SAFETY: the caller's promise.
        let mut op = unsafe { pc.op() };
        loop {
            match *op {
                #[cfg(feature = "alloc")]
                Op::GetPlace { var, offset, leaf }
                    if C::CALLS
                        // SAFETY: the op before is this one.
                        && let next = unsafe { pc.after().op() }
                        && let Op::Call { helper, positional: Count(1), ref named } = *next
                        && self.is_plain_call(named) =>
                {
                    self.op = Some(next);
                    self.set_leaf(var, offset, leaf)?;
                    self.call_with_leaf(helper)?;
                    // SAFETY: as above.
                    pc = unsafe { pc.after() };
                }
                Op::GetPlace { var, offset, leaf } => self.get_place(var, offset, leaf)?,
                Op::GetPlacePath { var, place } => self.get_place_path::<C>(var, place)?,
                Op::PushConstant { constant } if !COMPACT => self.push_constant(constant)?,
                Op::PushImmediate { value } if !COMPACT => self.push_immediate(value)?,
                Op::Call { helper, positional, named } if C::CALLS => {
                    self.op = Some(op);
                    self.call(helper, positional, named)?;
                }
                _ => return Ok(pc),
            }
            // SAFETY: the op at the position is one of those above.
            unsafe {
                pc = pc.after();
                op = pc.op();
            }
        }
    }

    /// Runs a `GetFirstArg` or a `GetFirstArgPath` whose call takes its arguments from the stack.
    #[inline(never)]
    pub(super) fn push_first_arg<C: Capabilities>(&mut self, op: &Op) -> OpResult {
        match *op {
            Op::GetFirstArg { var, offset, leaf } => self.get_place(var, offset, leaf),
            Op::GetFirstArgPath { var, place } => self.get_place_path::<C>(var, place),
            _ => Err(Failed),
        }
    }

    /// The description that `PushArgs` pushed is popped unread: the verifier has proven that it agrees
    /// with `args`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn call_helper(&mut self, helper: HelperRef, args: Count) -> OpResult {
        self.stack.pop()?;
        let named = self.pushed_names()?;
        self.call(helper, Count(args.0.saturating_sub(named.count())), named)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn call(&mut self, helper: HelperRef, positional: Count, named: NameRow) -> OpResult {
        if !self.is_plain_call(&named) {
            return self.call_at_length(helper, positional, named);
        }
        let helper = self.helper(helper)?;
        let program = self.program;
        let called = self.stack.call_into(positional.0.into(), |values, scratch, result| {
            helper(&Args::new(values), &mut Keeper::new(scratch, result, program))
        });
        called.map_err(|kind| self.fail(kind))
    }

    /// Calls a helper with the leaf that [`set_leaf`](Self::set_leaf) has stored as the only argument.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn call_with_leaf(&mut self, helper: HelperRef) -> OpResult {
        let helper = self.helper(helper)?;
        let program = self.program;
        let called = self.stack.call_with_leaf(|values, scratch, result| {
            helper(&Args::new(values), &mut Keeper::new(scratch, result, program))
        });
        called.map_err(|kind| self.fail(kind))
    }

    /// Returns `true` if no argument of a call is named or has to be displayed first, and the values of calls are not counted,
    /// which is true of most calls.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn is_plain_call(&self, named: &NameRow) -> bool {
        !COMPACT && named.count() == 0 && !self.stack.may_have_displays() && !self.counts_values()
    }

    /// Calls a helper whose arguments may be named, and may have to be displayed first.
    #[cfg_attr(feature = "alloc", inline(never))]
    fn call_at_length(&mut self, helper: HelperRef, positional: Count, named: NameRow) -> OpResult {
        let helper = self.helper(helper)?;
        let (names, param_indexes) = self.names(named)?;
        let program = self.program;
        self.spend_on_values(count(positional, named))?;
        let called = self.stack.call_into(count(positional, named), |values, scratch, result| {
            let args = Args::with_names(values, names, param_indexes);
            values::call(program, helper, &args, scratch, result)
        });
        called.map_err(|kind| self.fail(kind))
    }

    /// Calls the helper of an `AppendCall`. The op is passed as a reference, which is one register.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn append_call<'o>(&mut self, op: &Op, out: Out<'o>) -> PrintResult<'o> {
        let Op::AppendCall { helper, positional, named, escape } = *op else { return Err(Failed) };
        if !self.is_plain_call(&named) {
            let printed = out.out_of_line(move |out| self.append_call_at_length(op, out).ok());
            return printed.ok_or(Failed);
        }
        let helper = self.helper(helper)?;
        let args = &Args::new(self.stack.top(positional.0.into())?);
        let failure = &mut self.stop.failure;
        let printed =
            values::append_plain_call(helper, args, escape, out, |kind| failure.set(kind));
        self.stack.clear();
        printed
    }

    /// Calls the helper of an `AppendCall` with one argument, the leaf that the current op, a `GetPlace`, would push.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn append_call_with_leaf<'o>(
        &mut self,
        op: &'v Op,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let Some(&Op::GetPlace { var, offset, leaf }) = self.op else { return Err(Failed) };
        self.op = Some(op);
        let Op::AppendCall { helper, positional: Count(1), named, escape } = *op else {
            return Err(Failed);
        };
        if !self.is_plain_call(&named) {
            self.get_place(var, offset, leaf)?;
            let printed = out.out_of_line(move |out| self.append_call_at_length(op, out).ok());
            return printed.ok_or(Failed);
        }
        let helper = self.helper(helper)?;
        self.set_leaf(var, offset, leaf)?;
        let failure = &mut self.stop.failure;
        let args = &Args::new(self.stack.leaf());
        let printed =
            values::append_plain_call(helper, args, escape, out, |kind| failure.set(kind));
        self.stack.clear();
        printed
    }

    /// Calls a helper whose arguments may be named, and may have to be displayed first, and prints its result.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn append_call_at_length<'o>(&mut self, op: &Op, out: Out<'o>) -> PrintResult<'o> {
        let Op::AppendCall { helper, positional, named, escape } = *op else { return Err(Failed) };
        let helper = self.helper(helper)?;
        let (names, param_indexes) = self.names(named)?;
        self.spend_on_values(count(positional, named))?;
        let values = self.stack.top(count(positional, named))?;
        let args = &Args::with_names(values, names, param_indexes);
        let failure = &mut self.stop.failure;
        let printed = values::append_call(helper, args, escape, out, |kind| failure.set(kind));
        self.stack.clear();
        printed
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn call_dynamic_helper(&mut self, args: Count) -> OpResult {
        self.stack.pop()?;
        let named = self.pushed_names()?;
        self.call_dynamic(Count(args.0.saturating_sub(named.count())), named)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn call_dynamic(&mut self, positional: Count, named: NameRow) -> OpResult {
        let (names, _) = self.names(named)?;
        let program = self.program;
        self.spend_on_values(count(positional, named) + 1)?;
        let called = self.stack.call(count(positional, named) + 1, |values, scratch, _| {
            let mut result = Value::Null;
            values::call_dynamic(program, values, names, scratch, &mut result)?;
            Ok(result)
        });
        called.map_err(|kind| self.fail(kind))
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn append_dynamic<'o>(
        &mut self,
        positional: Count,
        named: NameRow,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (names, _) = self.names(named)?;
        self.spend_on_values(count(positional, named) + 1)?;
        let values = self.stack.top(count(positional, named) + 1)?;
        let failure = &mut self.stop.failure;
        let printed = values::append_dynamic(values, names, escape, out, |kind| failure.set(kind));
        self.stack.clear();
        printed
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn call_if_helper(&mut self) -> OpResult {
        match self.stack.top(1)? {
            [Value::Helper(_)] => self.call_dynamic(Count(0), NameRow::EMPTY),
            _ => Ok(()),
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn push_helper(&mut self, helper: HelperRef) -> OpResult {
        let helper = self.program.tables.helper_values.get(usize::from(helper.0)).ok_or(Failed)?;
        Ok(self.stack.push(Value::Helper(DynHelper::new(*helper)))?)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn bind_args(&mut self, args: Count) -> OpResult {
        self.stack.pop()?;
        let named = self.pushed_names()?;
        let (names, _) = self.names(named)?;
        let count = usize::from(args.0) + 1;
        self.spend_on_values(count)?;
        let bound = self.stack.call(count, |values, scratch, _: Outlives<'_, 'v>| {
            values::bind_args(values, names, scratch)
        });
        bound.map_err(|kind| self.fail(kind))
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn push_block(&mut self, var: VarId, params: Count, target: Target) -> OpResult {
        Ok(self.stack.push(Value::Block(Body::new(var, params, target)))?)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn call_block_helper<'o>(
        &mut self,
        helper: HelperRef,
        args: Count,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        self.stack.pop()?;
        let helper = self.helper(helper)?;
        let named = self.pushed_names()?;
        let (names, param_indexes) = self.names(named)?;
        self.run_block_helper(helper, args.0.into(), names, param_indexes, escape, out)
    }

    /// Returns the names of the named arguments, from the `PushArgs` before the current op.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn pushed_names(&self) -> Result<NameRow, Failed> {
        match self.at().checked_sub(1).and_then(|at| self.program.tables.ops.get(at)) {
            Some(&Op::PushArgs { named, .. }) => Ok(named),
            _ => Err(Failed),
        }
    }

    /// Returns the names of named arguments, and for each the index of its parameter, if link knows it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn names(&self, named: NameRow) -> Result<(&'v [&'v str], &'v [u8]), Failed> {
        if named.count() == 0 {
            return Ok((&[], &[]));
        }
        let row = named.range();
        let names = self.program.tables.names.get(row.clone()).ok_or(Failed)?;
        Ok((names, self.program.tables.param_indexes.get(row).unwrap_or_default()))
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn helper(&self, helper: HelperRef) -> Result<HelperFn, Failed> {
        self.program.tables.helpers.get(usize::from(helper.0)).copied().ok_or(Failed)
    }
}

/// Returns the number of arguments.
#[cfg_attr(not(debug_assertions), inline(always))]
fn count(positional: Count, named: NameRow) -> usize {
    usize::from(positional.0) + usize::from(named.count())
}
