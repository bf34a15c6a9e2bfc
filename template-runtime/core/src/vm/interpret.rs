//! The interpreter's loop.
//!
//! The loop handles the most frequent ops itself, and calls a function for all other ops. Thus the output
//! stays in registers, and the loop is small enough for the branch predictor.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the loop trusts what the verifier and link have proved")]

#[cfg(feature = "alloc")]
use super::leaves::{is_plain_leaf, leaf_of_value};
use super::{
    Failed, PrintResult, Vm, capabilities::Capabilities, leaves::print_leaf_or_part,
    program_counter::ProgramCounter, stop::Exit,
};
use crate::{
    error::ErrorKind,
    output::{COMPACT, Out, PrintOutOfLine},
};
use core::marker::PhantomData;
use template_bytecode::{Count, Escape, Op, TextRef, op_table};

/// The pattern that matches every op. With it instead of `_`, the match has no other case, and its jump table needs no comparison
/// with the number of ops.
macro_rules! any_op {
    (
        symbolic { $($(#[$symbolic_doc:meta])* $symbolic:ident $_operands:tt $_effect:tt $_class:ident;)* }
        linked { $($(#[$linked_doc:meta])* $linked:ident $_linked_operands:tt $_linked_effect:tt $_linked_class:ident;)* }
    ) => {
        $(Op::$symbolic { .. })|* | $(Op::$linked { .. })|*
    };
}

/// The loop, from the op `next` on.
struct Loop<'l, 'm, 'v, C> {
    vm: &'l mut Vm<'m, 'v>,
    next: usize,
    capabilities: PhantomData<C>,
}

impl<'o, C: Capabilities> PrintOutOfLine<'o> for Loop<'_, '_, '_, C> {
    // `out` is then a variable of the caller and not in memory.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn print(self, out: Out<'o>) -> Option<Out<'o>> {
        self.vm.run::<C>(self.next, out).ok()
    }
}

impl<'v> Vm<'_, 'v> {
    /// Runs the ops from `next` on, until one fails, or the program or the body of a block ends.
    ///
    /// # Errors
    ///
    /// Returns an error if an op failed; [`Vm::stop`] contains the reason.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn interpret<'o, C: Capabilities>(
        &mut self,
        next: usize,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        out.out_of_line_by(Loop::<C> { vm: self, next, capabilities: PhantomData }).ok_or(Failed)
    }

    /// Continues where the interpreter has stopped, like [`Vm::interpret`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Vm::interpret`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn resume<'o, C: Capabilities>(&mut self, out: Out<'o>) -> PrintResult<'o> {
        #[cfg(feature = "alloc")]
        let out = if self.slice.is_some() {
            let out = self.append_divided_slice::<C>(false, out)?;
            if self.stop.is_set() {
                return Ok(out);
            }
            out
        } else {
            out
        };
        self.interpret::<C>(self.stop.next, out)
    }

    /// Runs the loop. Inlined, so that `out` is a variable of the caller and not in memory.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn run<'o, C: Capabilities>(&mut self, next: usize, mut out: Out<'o>) -> PrintResult<'o> {
        let (ops, pool) = (self.program.tables.ops, self.program.tables.text);
        // SAFETY: the targets are operands of ops of the program, or positions in it that the VM has stored.
        let of_target = |target| unsafe { ProgramCounter::of_target(ops, target) };
        // SAFETY: the loop ends after `Return`, so that the op before each position that it uses was another.
        let op_at = |pc: ProgramCounter<'v>| unsafe { pc.op() };
        // SAFETY: as above.
        let after = |pc: ProgramCounter<'v>| unsafe { pc.after() };
        // The position of the op that runs. That of the next one is computed where it is needed, and so needs no register.
        let mut pc = ProgramCounter::at(ops, next).ok_or(Failed)?;
        'ops: loop {
            // Continues at another position than that of the next op.
            macro_rules! jump {
                ($to:expr) => {{
                    pc = $to;
                    continue 'ops;
                }};
            }
            // Takes the branch after this op, if there is one. A condition is mostly used by the next op, and then not pushed. A
            // compact build does this only for the more frequent branch.
            macro_rules! branch {
                (if $truth:expr, else $otherwise:expr) => {
                    match *op_at(after(pc)) {
                        Op::JumpIfFalse { target } => {
                            jump!(if $truth { after(after(pc)) } else { of_target(target) });
                        }
                        Op::JumpIfTrue { target } if !COMPACT => {
                            jump!(if $truth { of_target(target) } else { after(after(pc)) });
                        }
                        _ => $otherwise,
                    }
                };
            }
            // Runs this op and those after it that push values.
            macro_rules! push_values {
                () => {
                    // SAFETY: this op is at the position.
                    unsafe { self.push_places_and_results::<C>(pc) }?
                };
            }
            // Stops after an op that has printed, if the output is full. In a compact build, the loop stops before the next op.
            macro_rules! unless_full {
                ($op:expr) => {
                    if C::CHUNKS && !COMPACT && out.is_full() {
                        self.suspend($op, 1, Exit::Full);
                        return Ok(out);
                    }
                };
            }
            let mut op = op_at(pc);
            if C::CHUNKS && COMPACT && out.is_full() {
                self.suspend(op, 0, Exit::Full);
                return Ok(out);
            }
            // Most ops follow static text.
            if !(C::CHUNKS && COMPACT)
                && let Op::Text { text } = op
            {
                let mut is_full = false;
                out = self.text::<C>(pool, text, out, &mut is_full);
                if is_full {
                    self.suspend(op, 1, Exit::Full);
                    return Ok(out);
                }
                pc = after(pc);
                op = op_at(pc);
            }
            self.op = Some(op);
            // Most ops print a leaf.
            let (place, leaf, escape) = 'leaf: {
                match *op {
                    Op::AppendPlace { var, offset, leaf, escape } => {
                        break 'leaf (self.place(var, offset), leaf, escape);
                    }
                    Op::Text { ref text } => {
                        let mut is_full = false;
                        out = self.text::<C>(pool, text, out, &mut is_full);
                        if is_full {
                            self.suspend(op, 1, Exit::Full);
                            return Ok(out);
                        }
                    }
                    Op::GetVar { var } if C::VALUES => self.get_var(var)?,
                    Op::GetVarField { var, field } if C::VALUES => {
                        self.get_var_field(var, field)?
                    }
                    #[cfg(feature = "alloc")]
                    Op::GetKey { loop_id, var } if C::VALUES => {
                        if let Op::Append { escape } = *op_at(after(pc))
                            && let Some(key) = self.key_of_map(var)
                            && let Some(leaf) = leaf_of_value(key, escape)
                        {
                            pc = after(pc);
                            op = op_at(pc);
                            self.op = Some(op);
                            break 'leaf leaf;
                        }
                        self.get_key(loop_id, var)?;
                    }
                    Op::GetFirst { loop_id } => {
                        branch!(if self.is_first(loop_id)?, else self.get_first(loop_id)?);
                    }
                    Op::GetLast { loop_id } => {
                        branch!(if self.is_last(loop_id)?, else self.get_last(loop_id)?);
                    }
                    Op::Jump { target } => jump!(of_target(target)),
                    Op::JumpIfTrue { target } => {
                        if self.pop_condition::<C>()? {
                            jump!(of_target(target));
                        }
                    }
                    Op::JumpIfFalse { target } => {
                        if !self.pop_condition::<C>()? {
                            jump!(of_target(target));
                        }
                    }
                    Op::Append { escape } => {
                        out = self.append::<C>(escape, out)?;
                        unless_full!(op);
                    }
                    Op::AppendVar { var, escape } => {
                        #[cfg(feature = "alloc")]
                        if C::VALUES
                            && let Ok(value) = self.stack.variable(var.0.into())
                            && let Some(leaf) = leaf_of_value(value, escape)
                        {
                            break 'leaf leaf;
                        }
                        out = self.append_var::<C>(var, escape, out)?;
                        unless_full!(op);
                    }
                    Op::AppendVarField { var, field, escape } if C::VALUES => {
                        out = self.append_var_field::<C>(var, field, escape, out)?;
                        unless_full!(op);
                    }
                    Op::GetPlace { var, offset, leaf } => match *op_at(after(pc)) {
                        Op::JumpIfFalse { target } => {
                            let truth = self.place_is_true(var, offset, leaf);
                            jump!(if truth { after(after(pc)) } else { of_target(target) });
                        }
                        Op::JumpIfTrue { target } if !COMPACT => {
                            let truth = self.place_is_true_out_of_line(var, offset, leaf);
                            jump!(if truth { of_target(target) } else { after(after(pc)) });
                        }
                        #[cfg(feature = "alloc")]
                        Op::AppendCall { positional: Count(1), .. } if C::CALLS => {
                            pc = after(pc);
                            op = op_at(pc);
                            let vm = &mut *self;
                            let print = move |out| vm.append_call_with_leaf(op, out).ok();
                            out = out.out_of_line(print).ok_or(Failed)?;
                            unless_full!(op);
                        }
                        _ => jump!(match self.branch_on_comparison::<C>(op, after(pc)) {
                            Some(next) => next,
                            None => push_values!(),
                        }),
                    },
                    Op::GetFirstOperand { var, offset, leaf, .. } if C::VALUES && !COMPACT => {
                        match self.branch_on_leaf(op, after(pc)) {
                            Some(next) => jump!(next),
                            None => self.get_place(var, offset, leaf)?,
                        }
                    }
                    Op::GetFirstArg { .. } | Op::GetFirstArgPath { .. } => {
                        let call = if C::CALLS && !COMPACT {
                            self.placed_call(op, after(pc))
                        } else {
                            None
                        };
                        match call {
                            #[cfg(feature = "alloc")]
                            Some(call) if C::CHUNKS => {
                                let (printed, is_printed) = self.try_call_from_places(call, out);
                                out = printed;
                                if !is_printed {
                                    // The caller finds the call by its first op.
                                    self.suspend(call.op, 1, Exit::Call);
                                    return Ok(out);
                                }
                                unless_full!(call.op);
                                jump!(call.after);
                            }
                            Some(call) => {
                                self.op = Some(call.op);
                                out = self.call_from_places(call, out)?;
                                jump!(call.after);
                            }
                            None => self.push_first_arg::<C>(op)?,
                        }
                    }
                    Op::PushBlock { var, params, target } if C::CALLS => {
                        let call = if C::CHUNKS || COMPACT {
                            None
                        } else {
                            self.filled_placed_call(op, after(pc))
                        };
                        match call {
                            Some(call) => {
                                let vm = &mut *self;
                                let printed = out.out_of_line(move |out| {
                                    vm.call_from_places_with_fills(call, out).ok()
                                });
                                out = printed.ok_or(Failed)?;
                                jump!(call.after);
                            }
                            None => self.push_block(var, params, target)?,
                        }
                    }
                    Op::GetPlacePath { var, place } => branch!(
                        if self.place_path_is_true::<C>(var, place)?,
                        else match *op_at(after(pc)) {
                            Op::EnterSlice { loop_id, var: list, target } => {
                                let path = (var, place);
                                let begun = self.enter_slice_of_path::<C>(path, loop_id, list)?;
                                jump!(if begun { after(after(pc)) } else { of_target(target) });
                            }
                            #[cfg(feature = "alloc")]
                            Op::EnterWithPlace { target, .. } => {
                                let path = (var, place);
                                let begun = self.bind_end_of_path::<C>(path, op_at(after(pc)))?;
                                jump!(if begun { after(after(pc)) } else { of_target(target) });
                            }
                            #[cfg(feature = "alloc")]
                            Op::BindPlace { .. } => {
                                self.bind_end_of_path::<C>((var, place), op_at(after(pc)))?;
                                jump!(after(after(pc)));
                            }
                            #[cfg(feature = "alloc")]
                            Op::EnterEach { target, .. } if C::VALUES => {
                                let path = (var, place);
                                let begun = self.enter_each_of_path::<C>(path, op_at(after(pc)))?;
                                jump!(if begun { after(after(pc)) } else { of_target(target) });
                            }
                            _ => match self.branch_on_comparison::<C>(op, after(pc)) {
                                Some(next) => jump!(next),
                                None => self.get_place_path::<C>(var, place)?,
                            },
                        }
                    ),
                    Op::AppendPlacePath { var, place, escape } => {
                        #[cfg(feature = "alloc")]
                        if !escape.is_script()
                            && let Some((place, leaf)) = self.near_leaf(var, place)
                        {
                            if place.is_null() {
                                jump!(after(pc));
                            }
                            if escape.is_divisible() {
                                break 'leaf (place, leaf, escape);
                            }
                            // SAFETY: as below.
                            if unsafe { is_plain_leaf(place, leaf, escape) } {
                                break 'leaf (place, leaf, Escape::None);
                            }
                        }
                        out = self.append_place_path::<C>(var, place, escape, out)?;
                        unless_full!(op);
                    }
                    Op::EnterSlice { loop_id, var, target } => {
                        if !self.enter_slice(loop_id, var)? {
                            jump!(of_target(target));
                        }
                    }
                    // The caller knows why its output accepts nothing more.
                    Op::NextSlice { .. } | Op::Next { .. } if out.has_failed() => {
                        return Err(self.fail(ErrorKind::Write));
                    }
                    Op::NextSlice { loop_id, var, target } => {
                        if self.next_slice(loop_id, var)? {
                            jump!(of_target(target));
                        }
                    }
                    Op::Next { loop_id, var, target } if C::VALUES => {
                        let body = of_target(target);
                        self.spend(pc.ops_since(body))?;
                        if self.next(loop_id, var)? {
                            jump!(body);
                        }
                    }
                    Op::AppendEach { loop_id, var, target } if C::VALUES => {
                        let (printed, end) = self.append_each::<C>(loop_id, var, target, out)?;
                        out = printed;
                        jump!(ProgramCounter::at(ops, end).ok_or(Failed)?);
                    }
                    Op::AppendSlice { loop_id, var, target } => {
                        #[cfg(feature = "alloc")]
                        if C::CHUNKS {
                            out = self.append_divided_slice::<C>(true, out)?;
                            if self.stop.is_set() {
                                return Ok(out);
                            }
                            jump!(ProgramCounter::at(ops, self.stop.next).ok_or(Failed)?);
                        }
                        let (printed, end) = self.append_slice::<C>(loop_id, var, target, out)?;
                        out = printed;
                        jump!(ProgramCounter::at(ops, end).ok_or(Failed)?);
                    }
                    Op::Call { .. } if C::CALLS => {
                        jump!(push_values!());
                    }
                    Op::PushConstant { .. } | Op::PushImmediate { .. } if !COMPACT => {
                        jump!(push_values!());
                    }
                    Op::AppendCall { .. } if C::CALLS => {
                        let vm = &mut *self;
                        let printed = out.out_of_line(move |out| vm.append_call(op, out).ok());
                        out = printed.ok_or(Failed)?;
                        unless_full!(op);
                    }
                    Op::CallComponent { .. } if C::CHUNKS && C::CALLS => {
                        self.suspend(op, 1, Exit::Call);
                        return Ok(out);
                    }
                    Op::Yield { .. } if C::CHUNKS && C::CALLS => {
                        self.suspend(op, 1, Exit::Yield);
                        return Ok(out);
                    }
                    Op::CallComponent { helper, positional, named, blocks: Count(0) }
                        if C::CALLS =>
                    {
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
                        let printed = out.out_of_line(move |out| vm.print_step::<C>(op, out).ok());
                        out = printed.ok_or(Failed)?;
                        unless_full!(op);
                    }
                    Op::Flush {} => {
                        if C::CHUNKS {
                            self.suspend(op, 1, Exit::Flush);
                            return Ok(out);
                        }
                    }
                    Op::Return {} => break 'ops,
                    #[allow(unreachable_patterns, reason = "most ops have an arm")]
                    op_table!(any_op) => {
                        if let Some(target) = self.step::<C>(op)? {
                            jump!(of_target(target));
                        }
                    }
                }
                jump!(after(pc));
            };
            // SAFETY: link has proved that a leaf of this type is there (invariants 20 and 21), as part of the data, which is not
            // modified while the program runs; or it is that of a variable, which is not modified before it is printed.
            out = unsafe { print_leaf_or_part::<C>(out, place, leaf, escape, &mut self.stop) }?;
            unless_full!(op);
            pc = after(pc);
        }
        Ok(out)
    }

    /// Prints static text. Sets `is_full` if the loop has to stop, because it fills the output, or only a part of it fits.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn text<'o, C: Capabilities>(
        &mut self,
        pool: &str,
        text: &TextRef,
        out: Out<'o>,
        is_full: &mut bool,
    ) -> Out<'o> {
        if C::CHUNKS && COMPACT {
            let start = text.start() as usize;
            let text = pool.get(start..start + usize::from(text.len())).unwrap_or_default();
            return self.stop.print(text, Escape::None, out);
        }
        // SAFETY: the text is an operand of an op of the program (invariant 24).
        unsafe {
            if C::CHUNKS {
                return out.text_divided(pool, text, |rest| {
                    self.stop.keep(rest, Escape::None);
                    *is_full = true;
                });
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
}
