//! The interpreter's loop.
//!
//! The loop handles the most frequent ops itself, and calls a function for all other ops. Thus the output
//! stays in registers, and the loop is small enough for the branch predictor.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the loop trusts what the verifier and link have proved")]

use super::{
    Failed, OpResult, PrintResult, Vm, parts::Parts, program_counter::ProgramCounter, stop::Exit,
};
use crate::{
    error::ErrorKind,
    output::{COMPACT, Out, PrintApart},
};
use core::marker::PhantomData;
use template_bytecode::{Count, Escape, Op, Target, TextRef};

/// The loop, from the op `next` on.
struct Loop<'l, 'm, 'v, P> {
    vm: &'l mut Vm<'m, 'v>,
    next: usize,
    parts: PhantomData<P>,
}

impl<'o, P: Parts> PrintApart<'o> for Loop<'_, '_, '_, P> {
    // `out` is then a variable of the caller and not in memory.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn print(self, out: Out<'o>) -> Option<Out<'o>> {
        self.vm.run::<P>(self.next, out).ok()
    }
}

impl<'v> Vm<'_, 'v> {
    /// Runs the ops from `next` on, until one fails, or the program or the body of a block ends.
    ///
    /// # Errors
    ///
    /// Returns an error if an op failed; [`Vm::stop`] contains the reason.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn interpret<'o, P: Parts>(&mut self, next: usize, out: Out<'o>) -> PrintResult<'o> {
        out.apart_by(Loop::<P> { vm: self, next, parts: PhantomData }).ok_or(Failed)
    }

    /// Runs the loop. Inlined, so that `out` is a variable of the caller and not in memory.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn run<'o, P: Parts>(&mut self, next: usize, mut out: Out<'o>) -> PrintResult<'o> {
        let (ops, pool) = (self.program.parts.ops, self.program.parts.text);
        // SAFETY: the targets are operands of ops of the program, or positions in it that the VM has stored.
        let of_target = |target| unsafe { ProgramCounter::of_target(ops, target) };
        // SAFETY: the loop ends after `Return`, so that the op before each position that it uses was another.
        let op_at = |pc: ProgramCounter<'v>| unsafe { pc.op() };
        // SAFETY: as above.
        let after = |pc: ProgramCounter<'v>| unsafe { pc.after() };
        let mut pc = ProgramCounter::at(ops, next).ok_or(Failed)?;
        let mut is_resumed = next > 0;
        // Stops after an op that has printed, if the output is full. Where memory is scarce, the loop stops before the next op.
        macro_rules! unless_full {
            ($op:expr) => {
                if P::CHUNKS && !COMPACT && out.is_full() {
                    self.suspend($op, 1, Exit::Full);
                    return Ok(out);
                }
            };
        }
        loop {
            let mut op = op_at(pc);
            pc = after(pc);
            if P::CHUNKS && COMPACT && out.is_full() {
                self.suspend(op, 0, Exit::Full);
                return Ok(out);
            }
            // Most ops follow static text.
            if !(P::CHUNKS && COMPACT)
                && let Op::Text { text } = op
            {
                out = self.text::<P>(pool, text, out);
                unless_full!(op);
                (op, pc) = (op_at(pc), after(pc));
            }
            self.op = Some(op);
            // Most ops print a leaf. Told apart first, they take fewer instructions.
            if !COMPACT && let Op::AppendPlace { slot, offset, leaf, escape } = *op {
                out = self.append_place::<P>(slot, offset, leaf, escape, out)?;
                unless_full!(op);
                continue;
            }
            match *op {
                Op::Text { ref text } => {
                    out = self.text::<P>(pool, text, out);
                    unless_full!(op);
                }
                Op::GetVar { slot } if P::VALUES => self.get_var(slot)?,
                Op::GetVarField { slot, field } if P::VALUES => self.get_var_field(slot, field)?,
                Op::GetFirst { loop_id } => match *op_at(pc) {
                    Op::JumpIfFalse { target } => {
                        let truth = self.is_first(loop_id)?;
                        pc = if truth { after(pc) } else { of_target(target) };
                    }
                    _ => self.get_first(loop_id)?,
                },
                Op::Jump { target } => pc = of_target(target),
                Op::JumpIfTrue { target } => {
                    if self.pop_condition::<P>()? {
                        pc = of_target(target);
                    }
                }
                Op::JumpIfFalse { target } => {
                    if !self.pop_condition::<P>()? {
                        pc = of_target(target);
                    }
                }
                Op::Append { escape } => {
                    out = self.append::<P>(escape, out)?;
                    unless_full!(op);
                }
                Op::AppendVar { slot, escape } => {
                    out = self.append_var::<P>(slot, escape, out)?;
                    unless_full!(op);
                }
                Op::AppendVarField { slot, field, escape } if P::VALUES => {
                    out = self.append_var_field::<P>(slot, field, escape, out)?;
                    unless_full!(op);
                }
                Op::AppendPlace { slot, offset, leaf, escape } if COMPACT => {
                    out = self.append_place::<P>(slot, offset, leaf, escape, out)?;
                }
                // A condition is mostly used by the next op, and then not pushed.
                Op::GetPlace { slot, offset, leaf } => match *op_at(pc) {
                    Op::JumpIfFalse { target } => {
                        let truth = self.place_is_true(slot, offset, leaf);
                        pc = if truth { after(pc) } else { of_target(target) };
                    }
                    _ => {
                        pc = match self.branch_on_comparison::<P, true>(op, pc) {
                            Some(next) => next,
                            None => self.push_leaves_and_results::<P>(op, pc)?,
                        };
                    }
                },
                Op::GetFirstArg { .. } => {
                    let call = if P::CALLS && !COMPACT { self.leaf_call(op, pc) } else { None };
                    match call {
                        #[cfg(feature = "alloc")]
                        Some(call) if P::CHUNKS => {
                            let (printed, is_printed) = self.try_call_with_leaves(call, out);
                            out = printed;
                            pc = match is_printed {
                                true => {
                                    unless_full!(call.op);
                                    call.after
                                }
                                false => self.push_leaves_and_results::<P>(op, pc)?,
                            };
                        }
                        Some(call) => {
                            self.op = Some(call.op);
                            pc = call.after;
                            out = self.call_with_leaves(call, out)?;
                        }
                        None => pc = self.push_leaves_and_results::<P>(op, pc)?,
                    }
                }
                Op::PushBlock { slot, params, target } if P::CALLS => {
                    let call = if COMPACT { None } else { self.filled_leaf_call(op, pc) };
                    match call {
                        #[cfg(feature = "alloc")]
                        Some(_) if P::CHUNKS => {
                            self.suspend(op, 0, Exit::LeafCall);
                            return Ok(out);
                        }
                        Some(call) => {
                            pc = call.after;
                            let vm = &mut *self;
                            let printed =
                                out.apart(move |out| vm.call_with_leaves_and_fills(call, out).ok());
                            out = printed.ok_or(Failed)?;
                        }
                        None => self.push_block(slot, params, target)?,
                    }
                }
                Op::GetPlacePath { slot, place } => match *op_at(pc) {
                    Op::JumpIfFalse { target } => {
                        let truth = self.place_path_is_true::<P>(slot, place)?;
                        pc = if truth { after(pc) } else { of_target(target) };
                    }
                    Op::EnterSlice { loop_id, slot: list, target } => {
                        let path = (slot, place);
                        let begun = self.enter_slice_of_path::<P>(path, loop_id, list)?;
                        pc = if begun { after(pc) } else { of_target(target) };
                    }
                    _ => match self.branch_on_comparison::<P, false>(op, pc) {
                        Some(next) => pc = next,
                        None => self.get_place_path::<P>(slot, place)?,
                    },
                },
                Op::AppendPlacePath { slot, place, escape } => {
                    out = self.append_place_path::<P>(slot, place, escape, out)?;
                    unless_full!(op);
                }
                Op::EnterSlice { loop_id, slot, target } => {
                    if !self.enter_slice(loop_id, slot)? {
                        pc = of_target(target);
                    }
                }
                // The caller knows why its output accepts nothing more.
                Op::NextSlice { .. } | Op::Next { .. } if out.has_failed() => {
                    return Err(self.fail(ErrorKind::Write));
                }
                Op::NextSlice { loop_id, slot, target } => {
                    if self.next_slice(loop_id, slot)? {
                        pc = of_target(target);
                        // The first one after the program has been resumed may be that of a loop that prints all items at once.
                        if P::CHUNKS && !COMPACT && is_resumed {
                            is_resumed = false;
                            if let Some(begin @ Op::AppendSlice { .. }) = self.op_before(target) {
                                let (printed, next) =
                                    self.append_rest_of_slice::<P>(begin, loop_id, slot, out)?;
                                out = printed;
                                if self.stop.is_set() {
                                    return Ok(out);
                                }
                                pc = ProgramCounter::at(ops, next).ok_or(Failed)?;
                            }
                        }
                    }
                }
                Op::Next { loop_id, slot, target } if P::VALUES => {
                    // The ops of the body.
                    self.spend((self.at() as u64).saturating_sub(target.0.into()))?;
                    if self.next(loop_id, slot)? {
                        pc = of_target(target);
                    }
                }
                Op::AppendEach { loop_id, slot, target } if P::VALUES => {
                    let (printed, end) = self.append_each::<P>(loop_id, slot, target, out)?;
                    out = printed;
                    pc = ProgramCounter::at(ops, end).ok_or(Failed)?;
                }
                Op::AppendSlice { loop_id, slot, target } => {
                    let (printed, end) = self.append_slice::<P>(loop_id, slot, target, out)?;
                    out = printed;
                    if P::CHUNKS && !COMPACT && self.stop.is_set() {
                        return Ok(out);
                    }
                    pc = ProgramCounter::at(ops, end).ok_or(Failed)?;
                }
                Op::Call { .. } if P::CALLS => {
                    pc = self.push_leaves_and_results::<P>(op, pc)?;
                }
                Op::AppendCall { helper, positional, named, escape } if P::CALLS => {
                    let vm = &mut *self;
                    let printed = out.apart(move |out| {
                        vm.append_call(helper, positional, named, escape, out).ok()
                    });
                    out = printed.ok_or(Failed)?;
                    unless_full!(op);
                }
                Op::CallComponent { .. } if P::CHUNKS && P::CALLS => {
                    self.suspend(op, 1, Exit::Call);
                    return Ok(out);
                }
                Op::Yield { .. } if P::CHUNKS && P::CALLS => {
                    self.suspend(op, 1, Exit::Yield);
                    return Ok(out);
                }
                Op::CallComponent { helper, positional, named, blocks: Count(0) } if P::CALLS => {
                    out = self.call_component_alone(helper, positional, named, out)?;
                }
                Op::AppendVarName { .. }
                | Op::AppendVarPath { .. }
                | Op::AppendDynamic { .. }
                | Op::CallBlockHelper { .. }
                | Op::CallComponent { .. }
                | Op::Yield { .. }
                | Op::AppendAttributes { .. }
                | Op::FinalBreak { .. } => {
                    let vm = &mut *self;
                    let printed = out.apart(move |out| vm.print_step::<P>(op, out).ok());
                    out = printed.ok_or(Failed)?;
                    unless_full!(op);
                }
                Op::Flush {} => {
                    if P::CHUNKS {
                        self.suspend(op, 1, Exit::Flush);
                        return Ok(out);
                    }
                }
                Op::Return {} => break,
                _ => {
                    if let Some(target) = self.step::<P>(op)? {
                        pc = of_target(target);
                    }
                }
            }
        }
        Ok(out)
    }

    /// Returns the op before the target of a jump.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn op_before(&self, target: Target) -> Option<&'v Op> {
        self.program.parts.ops.get((target.0 as usize).checked_sub(1)?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn text<'o, P: Parts>(&mut self, pool: &str, text: &TextRef, out: Out<'o>) -> Out<'o> {
        if P::CHUNKS && COMPACT {
            let start = text.start() as usize;
            let text = pool.get(start..start + usize::from(text.len())).unwrap_or_default();
            return self.stop.print(text, Escape::None, out);
        }
        // SAFETY: the text is an operand of an op of the program (invariant 24).
        unsafe {
            if P::CHUNKS {
                return out.text_divided(pool, text, |rest| self.stop.keep(rest, Escape::None));
            }
            out.text(pool, text)
        }
    }

    /// Stops, unless a handler has already, to continue at the op or, with `skipped` 1, after it.
    #[cold]
    #[inline(never)]
    fn suspend(&mut self, op: &Op, skipped: usize, exit: Exit) {
        self.stop.next = self.program.index_of(op) + skipped;
        if !self.stop.is_set() {
            self.stop.exit = exit;
        }
    }

    /// Calls the handler of an op that prints, and that the loop does not handle itself.
    fn print_step<'o, P: Parts>(&mut self, op: &Op, out: Out<'o>) -> PrintResult<'o> {
        match *op {
            Op::AppendVarName { slot, name, escape, missing } if P::CALLS => {
                self.append_var_name::<P>(slot, name, escape, missing, out)
            }
            Op::AppendVarPath { slot, path, escape } if P::CALLS => {
                self.append_var_path::<P>(slot, path, escape, out)
            }
            Op::AppendDynamic { positional, named, escape } if P::CALLS => {
                self.append_dynamic(positional, named, escape, out)
            }
            Op::CallBlockHelper { helper, args, escape } if P::CALLS => {
                self.call_block_helper(helper, args, escape, out)
            }
            Op::CallComponent { helper, positional, named, blocks } if P::CALLS => {
                self.call_component(helper, positional, named, blocks, out)
            }
            Op::Yield { args } if P::CALLS => self.yield_fill(args, out),
            Op::AppendAttributes { names, urls } if P::CALLS => {
                self.append_attributes(names, urls, out)
            }
            Op::FinalBreak { ref text } => {
                let pool = self.program.parts.text;
                Ok(if self.call.is_some() { out } else { self.text::<P>(pool, text, out) })
            }
            _ => Err(Failed),
        }
    }

    /// Calls the handler of an op that does not print, and that the loop does not handle itself.
    /// Returns the op to continue at, which is `next` if there is no jump.
    #[inline(never)]
    fn step<P: Parts>(&mut self, op: &Op) -> Result<Option<Target>, Failed> {
        let mut to = None;
        let mut jump = |target: Target| to = Some(target);
        match *op {
            Op::PushImmediate { value } => self.push_immediate(value)?,
            Op::PushConstant { constant } => self.push_constant(constant)?,
            Op::GetField { field } if P::VALUES => self.get_field(field)?,
            Op::GetIndex { loop_id } => self.get_index(loop_id)?,
            Op::GetKey { loop_id, slot } if P::VALUES => self.get_key(loop_id, slot)?,
            Op::GetLast { loop_id } => self.get_last(loop_id)?,
            Op::Not {} => self.not::<P>()?,
            Op::IncludeZero {} if P::VALUES => self.include_zero()?,
            Op::Compare { comparison } if P::VALUES => self.compare(comparison)?,
            Op::JumpIfTrueOrPop { target } => {
                if self.keep_or_pop::<P>(true)? {
                    jump(target);
                }
            }
            Op::JumpIfFalseOrPop { target } => {
                if self.keep_or_pop::<P>(false)? {
                    jump(target);
                }
            }
            Op::EnterEach { loop_id, slot, target } if P::VALUES => {
                if !self.enter_each(loop_id, slot)? {
                    jump(target);
                }
            }
            Op::EnterWithPlace { slot, target } => {
                if !self.enter_with_place::<P>(slot)? {
                    jump(target);
                }
            }
            Op::BindPlace { slot } => self.bind_place(slot)?,
            Op::EnterSection { loop_id, slot, target } if P::VALUES => {
                if !self.enter_section(loop_id, slot)? {
                    jump(target);
                }
            }
            Op::EnterWith { slot, target } => {
                if !self.enter_with::<P>(slot)? {
                    jump(target);
                }
            }
            Op::Bind { slot } => self.bind(slot)?,
            Op::Unbind { slot } => self.unbind(slot)?,
            #[cfg(feature = "compile")]
            Op::BeginPartial { end, .. } => jump(end),
            #[cfg(feature = "compile")]
            Op::EndPartial { .. } if P::CALLS => jump(self.end_partial()?),
            #[cfg(feature = "compile")]
            Op::CallPartial { entry, loops, passed } if P::CALLS => {
                jump(self.call_partial(entry, loops, passed)?);
            }
            #[cfg(feature = "compile")]
            Op::CallPassed { name, loops, passed } if P::CALLS => {
                jump(self.call_passed(name, loops, passed)?);
            }
            _ if P::CALLS => self.call_step(op)?,
            _ => return Err(Failed),
        }
        Ok(to)
    }

    /// Calls the handler of an op that calls a helper, looks up a name, or creates a string or a collection.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn call_step(&mut self, op: &Op) -> OpResult {
        match *op {
            Op::PushArgs { positional, named, blocks } => {
                self.push_args(positional, named, blocks)?;
            }
            Op::CallHelper { helper, args } => self.call_helper(helper, args)?,
            Op::CallDynamicHelper { args } => self.call_dynamic_helper(args)?,
            Op::CallDynamic { positional, named } => {
                self.call_dynamic(positional, named)?;
            }
            Op::CallIfHelper {} => self.call_if_helper()?,
            Op::PushHelper { helper } => self.push_helper(helper)?,
            Op::BindArgs { args } => self.bind_args(args)?,
            Op::PushBlock { slot, params, target } => self.push_block(slot, params, target)?,
            Op::GetName { name, missing } => self.get_name(name, missing)?,
            Op::GetPath { path } => self.get_path(path)?,
            Op::GetVarPath { slot, path } => self.get_var_path(slot, path)?,
            Op::GetNameOr { name, constant } => self.get_name_or(name, constant)?,
            Op::GetItem { index, missing } => self.get_item(index, missing)?,
            Op::GetVarName { slot, name, missing } => self.get_var_name(slot, name, missing)?,
            Op::Concat { count } => self.concat(count)?,
            Op::Lookup {} => self.lookup()?,
            Op::MakeArray { count } => self.make_array(count)?,
            Op::MakeHash { names } => self.make_hash(names)?,
            Op::Log { count } => self.log(count)?,
            Op::GetFill { slot } => self.get_fill(slot)?,
            Op::GetFills { slot } => self.get_fills(slot)?,
            Op::HasFill { slot } => self.has_fill(slot)?,
            #[cfg(feature = "compile")]
            Op::PassPartial { name, entry } => self.pass_partial(name, entry),
            #[cfg(feature = "compile")]
            Op::HasPassed { name } => self.has_passed(name)?,
            #[cfg(feature = "compile")]
            Op::ExtendHash { names } => self.extend_hash(names)?,
            #[cfg(not(feature = "compile"))]
            Op::PassPartial { .. } | Op::HasPassed { .. } | Op::ExtendHash { .. } => {
                return Err(Failed);
            }
            // `step` or the loop handles these, or they print.
            Op::Text { .. }
            | Op::PushImmediate { .. }
            | Op::PushConstant { .. }
            | Op::GetField { .. }
            | Op::GetPlacePath { .. }
            | Op::GetIndex { .. }
            | Op::GetKey { .. }
            | Op::GetLast { .. }
            | Op::Not {}
            | Op::IncludeZero {}
            | Op::Compare { .. }
            | Op::JumpIfTrueOrPop { .. }
            | Op::JumpIfFalseOrPop { .. }
            | Op::EnterEach { .. }
            | Op::EnterSlice { .. }
            | Op::EnterSection { .. }
            | Op::EnterWith { .. }
            | Op::EnterWithPlace { .. }
            | Op::Bind { .. }
            | Op::BindPlace { .. }
            | Op::Unbind { .. }
            | Op::GetVar { .. }
            | Op::GetVarField { .. }
            | Op::GetFirst { .. }
            | Op::Jump { .. }
            | Op::JumpIfTrue { .. }
            | Op::JumpIfFalse { .. }
            | Op::Call { .. }
            | Op::Append { .. }
            | Op::AppendVar { .. }
            | Op::AppendVarField { .. }
            | Op::Next { .. }
            | Op::AppendEach { .. }
            | Op::AppendPlace { .. }
            | Op::AppendSlice { .. }
            | Op::GetPlace { .. }
            | Op::GetFirstArg { .. }
            | Op::NextSlice { .. }
            | Op::AppendPlacePath { .. }
            | Op::AppendVarName { .. }
            | Op::AppendVarPath { .. }
            | Op::AppendCall { .. }
            | Op::AppendDynamic { .. }
            | Op::CallBlockHelper { .. }
            | Op::CallComponent { .. }
            | Op::Yield { .. }
            | Op::AppendAttributes { .. }
            | Op::FinalBreak { .. }
            | Op::Flush {}
            | Op::BeginPartial { .. }
            | Op::EndPartial { .. }
            | Op::CallPartial { .. }
            | Op::CallPassed { .. }
            | Op::Return {} => return Err(Failed),
        }
        Ok(())
    }
}
