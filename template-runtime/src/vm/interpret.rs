use super::{Failed, Vm};
use crate::out::Out;
use template_bytecode::{Op, Target};

impl Vm<'_, '_> {
    /// Fetches ops and calls their handlers from `next` on, until one fails or the program or the
    /// body of a block ends.
    pub(super) fn interpret<'o>(
        &mut self,
        mut next: usize,
        mut out: Out<'o>,
    ) -> Result<Out<'o>, Failed> {
        let ops = self.program.ops;
        while let Some(&op) = ops.get(next) {
            self.at = next;
            next += 1;
            let mut jump = |to: Target| next = to.0 as usize;
            match op {
                Op::Text { start, len } => out = self.text(start, len, out),
                Op::PushImmediate { value } => self.push_immediate(value)?,
                Op::PushConstant { constant } => self.push_constant(constant)?,
                Op::PushArgs { positional, named, blocks, .. } => {
                    self.push_args(positional, named, blocks)?;
                }
                Op::CallHelper { helper, args } => self.call_helper(helper, args)?,
                Op::Call { helper, positional, named, first_name } => {
                    self.call(helper, positional, named, first_name)?;
                }
                Op::AppendCall { helper, positional, named, first_name, escape } => {
                    out = self.append_call(helper, positional, named, first_name, escape, out)?;
                }
                Op::CallDynamicHelper { args } => self.call_dynamic_helper(args)?,
                Op::CallDynamic { positional, named, first_name } => {
                    self.call_dynamic(positional, named, first_name)?;
                }
                Op::AppendDynamic { positional, named, first_name, escape } => {
                    out = self.append_dynamic(positional, named, first_name, escape, out)?;
                }
                Op::PushHelper { helper } => self.push_helper(helper)?,
                Op::Curry { args } => self.curry(args)?,
                Op::PushBlock { slot, params, to } => self.push_block(slot, params, to)?,
                Op::CallBlockHelper { helper, args, escape } => {
                    out = self.call_block_helper(helper, args, escape, out)?;
                }
                Op::Return {} => break,
                Op::GetVar { slot } => self.get_var(slot)?,
                Op::GetName { name, missing } => self.get_name(name, missing)?,
                Op::GetNameOr { name, constant } => self.get_name_or(name, constant)?,
                Op::GetField { field } => self.get_field(field)?,
                Op::GetItem { index, missing } => self.get_item(index, missing)?,
                Op::GetVarName { slot, name, missing } => {
                    self.get_var_name(slot, name, missing)?;
                }
                Op::GetVarField { slot, field } => self.get_var_field(slot, field)?,
                Op::GetIndex { of } => self.get_index(of)?,
                Op::GetKey { of, slot } => self.get_key(of, slot)?,
                Op::GetFirst { of } => self.get_first(of)?,
                Op::GetLast { of } => self.get_last(of)?,
                Op::Concat { count } => self.concat(count)?,
                Op::Not {} => self.not()?,
                Op::IncludeZero {} => self.include_zero()?,
                Op::Compare { by } => self.compare(by)?,
                Op::Lookup {} => self.lookup()?,
                Op::MakeArray { count } => self.make_array(count)?,
                Op::MakeHash { count, first_name } => self.make_hash(count, first_name)?,
                Op::Log { count } => self.log(count)?,
                Op::Jump { to } => jump(to),
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
                Op::AppendVarName { slot, name, escape, missing } => {
                    out = self.append_var_name(slot, name, escape, missing, out)?;
                }
                Op::AppendVarField { slot, field, escape } => {
                    out = self.append_var_field(slot, field, escape, out)?;
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
                Op::Next { of, slot, to } => {
                    if self.next(of, slot)? {
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
            }
        }
        Ok(out)
    }
}
