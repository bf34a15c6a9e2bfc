//! The interpreter's loop.
//!
//! What the loop itself does, templates do most of the time; everything else is out of line. So the
//! output stays in registers, and the loop small enough for the processor to remember its jumps.

use super::{Failed, PrintResult, Vm};
use crate::output::Out;
use template_bytecode::{Op, Target};

impl Vm<'_, '_> {
    /// Runs the ops from `next` on, until one fails or the program or the body of a block ends.
    #[inline(always)]
    pub(super) fn interpret<'o>(&mut self, next: usize, out: Out<'o>) -> PrintResult<'o> {
        out.apart(move |out| self.run(next, out).ok()).ok_or(Failed)
    }

    /// The loop. In line, so that `out` is a variable of the function around it and not in memory.
    #[inline(always)]
    fn run<'o>(&mut self, mut next: usize, mut out: Out<'o>) -> PrintResult<'o> {
        let ops = self.program.ops;
        while let Some(mut op) = ops.get(next) {
            // Most ops follow a text.
            if let &Op::Text { start, len } = op {
                out = self.text(start, len, out);
                next += 1;
                let Some(following) = ops.get(next) else { break };
                op = following;
            }
            self.at = next;
            next += 1;
            let mut jump = |to: Target| next = to.0 as usize;
            match *op {
                Op::Text { start, len } => out = self.text(start, len, out),
                Op::GetVar { slot } => self.get_var(slot)?,
                Op::GetVarField { slot, field } => self.get_var_field(slot, field)?,
                Op::GetFirst { of } => self.get_first(of)?,
                Op::Jump { to } => jump(to),
                Op::JumpIf { to } => {
                    if self.condition()? {
                        jump(to);
                    }
                }
                Op::JumpUnless { to } => {
                    if !self.condition()? {
                        jump(to);
                    }
                }
                Op::Append { escape } => out = self.append(escape, out)?,
                Op::AppendVar { slot, escape } => out = self.append_var(slot, escape, out)?,
                Op::AppendVarField { slot, field, escape } => {
                    out = self.append_var_field(slot, field, escape, out)?;
                }
                Op::Next { of, slot, to } => {
                    if self.next(of, slot)? {
                        jump(to);
                    }
                }
                Op::AppendEach { of, slot, to } => {
                    let (printed, end) = self.append_each(of, slot, to, out)?;
                    out = printed;
                    next = end;
                }
                Op::AppendCall { helper, positional, named, first_name, escape } => {
                    out = self.append_call(helper, positional, named, first_name, escape, out)?;
                }
                Op::AppendVarName { .. }
                | Op::AppendDynamic { .. }
                | Op::CallBlockHelper { .. } => {
                    let vm = &mut *self;
                    let printed = out.apart(move |out| vm.print_step(op, out).ok());
                    out = printed.ok_or(Failed)?;
                }
                Op::Return {} => break,
                _ => next = self.step(op, next)?,
            }
        }
        Ok(out)
    }

    /// Calls the handler of an op that prints and that the loop leaves to others.
    fn print_step<'o>(&mut self, op: &Op, out: Out<'o>) -> PrintResult<'o> {
        match *op {
            Op::AppendVarName { slot, name, escape, missing } => {
                self.append_var_name(slot, name, escape, missing, out)
            }
            Op::AppendDynamic { positional, named, first_name, escape } => {
                self.append_dynamic(positional, named, first_name, escape, out)
            }
            Op::CallBlockHelper { helper, args, escape } => {
                self.call_block_helper(helper, args, escape, out)
            }
            _ => Err(Failed),
        }
    }

    /// Calls the handler of an op that does not print and that the loop leaves to others. Gives the op to
    /// go on with, which is `next` if there is no jump.
    #[inline(never)]
    fn step(&mut self, op: &Op, mut next: usize) -> Result<usize, Failed> {
        let mut jump = |to: Target| next = to.0 as usize;
        match *op {
            Op::PushImmediate { value } => self.push_immediate(value)?,
            Op::PushConstant { constant } => self.push_constant(constant)?,
            Op::PushArgs { positional, named, blocks, .. } => {
                self.push_args(positional, named, blocks)?;
            }
            Op::CallHelper { helper, args } => self.call_helper(helper, args)?,
            Op::Call { helper, positional, named, first_name } => {
                self.call(helper, positional, named, first_name)?;
            }
            Op::CallDynamicHelper { args } => self.call_dynamic_helper(args)?,
            Op::CallDynamic { positional, named, first_name } => {
                self.call_dynamic(positional, named, first_name)?;
            }
            Op::CallIfHelper {} => self.call_if_helper()?,
            Op::PushHelper { helper } => self.push_helper(helper)?,
            Op::Curry { args } => self.curry(args)?,
            Op::PushBlock { slot, params, to } => self.push_block(slot, params, to)?,
            Op::GetName { name, missing } => self.get_name(name, missing)?,
            Op::GetNameOr { name, constant } => self.get_name_or(name, constant)?,
            Op::GetField { field } => self.get_field(field)?,
            Op::GetItem { index, missing } => self.get_item(index, missing)?,
            Op::GetVarName { slot, name, missing } => self.get_var_name(slot, name, missing)?,
            Op::GetIndex { of } => self.get_index(of)?,
            Op::GetKey { of, slot } => self.get_key(of, slot)?,
            Op::GetLast { of } => self.get_last(of)?,
            Op::Concat { count } => self.concat(count)?,
            Op::Not {} => self.not()?,
            Op::IncludeZero {} => self.include_zero()?,
            Op::Compare { by } => self.compare(by)?,
            Op::Lookup {} => self.lookup()?,
            Op::MakeArray { count } => self.make_array(count)?,
            Op::MakeHash { count, first_name } => self.make_hash(count, first_name)?,
            Op::Log { count } => self.log(count)?,
            Op::JumpIfKeep { to } => {
                if self.keep(true)? {
                    jump(to);
                }
            }
            Op::JumpUnlessKeep { to } => {
                if self.keep(false)? {
                    jump(to);
                }
            }
            Op::EnterEach { of, slot, to } => {
                if !self.enter_each(of, slot)? {
                    jump(to);
                }
            }
            Op::EnterSection { of, slot, to } => {
                if !self.enter_section(of, slot)? {
                    jump(to);
                }
            }
            Op::EnterWith { slot, to } => {
                if !self.enter_with(slot)? {
                    jump(to);
                }
            }
            Op::Bind { slot } => self.bind(slot)?,
            Op::Exit { slot } => self.exit(slot)?,
            // The loop does these itself, or they print.
            Op::Text { .. }
            | Op::GetVar { .. }
            | Op::GetVarField { .. }
            | Op::GetFirst { .. }
            | Op::Jump { .. }
            | Op::JumpIf { .. }
            | Op::JumpUnless { .. }
            | Op::Append { .. }
            | Op::AppendVar { .. }
            | Op::AppendVarField { .. }
            | Op::Next { .. }
            | Op::AppendEach { .. }
            | Op::AppendVarName { .. }
            | Op::AppendCall { .. }
            | Op::AppendDynamic { .. }
            | Op::CallBlockHelper { .. }
            | Op::Return {} => return Err(Failed),
        }
        Ok(next)
    }
}
