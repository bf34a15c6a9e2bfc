//! The ops that the interpreter's loop does not handle itself.

use super::{Failed, OpResult, PrintResult, Vm, capabilities::Capabilities};
use crate::output::Out;
use template_bytecode::{Op, Target};

impl Vm<'_, '_> {
    /// Calls the handler of an op that prints, and that the loop does not handle itself.
    pub(super) fn print_step<'o, C: Capabilities>(
        &mut self,
        op: &Op,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        match *op {
            Op::AppendVarName { var, name, escape, missing } if C::CALLS => {
                self.append_var_name::<C>(var, name, escape, missing, out)
            }
            Op::AppendVarPath { var, path, escape } if C::CALLS => {
                self.append_var_path::<C>(var, path, escape, out)
            }
            Op::AppendDynamic { positional, named, escape } if C::CALLS => {
                self.append_dynamic(positional, named, escape, out)
            }
            Op::CallBlockHelper { helper, args, escape } if C::CALLS => {
                self.call_block_helper(helper, args, escape, out)
            }
            Op::CallComponent { helper, positional, named, blocks } if C::CALLS => {
                self.call_component(helper, positional, named, blocks, out)
            }
            Op::Yield { args } if C::CALLS => self.yield_fill(args, out),
            Op::AppendAttributes { names, urls } if C::CALLS => {
                self.append_attributes(names, urls, out)
            }
            Op::FinalBreak { ref text } => {
                let pool = self.program.tables.text;
                Ok(if self.call.is_some() {
                    out
                } else {
                    self.text::<C>(pool, text, out, &mut false)
                })
            }
            _ => Err(Failed),
        }
    }

    /// Calls the handler of an op that does not print, and that the loop does not handle itself.
    /// Returns the op to continue at, which is `next` if there is no jump.
    #[inline(never)]
    pub(super) fn step<C: Capabilities>(&mut self, op: &Op) -> Result<Option<Target>, Failed> {
        let mut to = None;
        let mut jump = |target: Target| to = Some(target);
        match *op {
            Op::PushImmediate { value } => self.push_immediate(value)?,
            Op::PushConstant { constant } => self.push_constant(constant)?,
            Op::GetField { field } if C::VALUES => self.get_field(field)?,
            Op::GetIndex { loop_id } => self.get_index(loop_id)?,
            Op::GetKey { loop_id, var } if C::VALUES => self.get_key(loop_id, var)?,
            Op::Not {} => self.not::<C>()?,
            Op::IncludeZero {} if C::VALUES => self.include_zero()?,
            Op::Compare { comparison } if C::VALUES => self.compare(comparison)?,
            Op::JumpIfTrueOrPop { target } => {
                if self.keep_or_pop::<C>(true)? {
                    jump(target);
                }
            }
            Op::JumpIfFalseOrPop { target } => {
                if self.keep_or_pop::<C>(false)? {
                    jump(target);
                }
            }
            Op::EnterEach { loop_id, var, target } if C::VALUES => {
                if !self.enter_each(loop_id, var)? {
                    jump(target);
                }
            }
            Op::EnterWithPlace { var, target } => {
                if !self.enter_with_place::<C>(var)? {
                    jump(target);
                }
            }
            Op::BindPlace { var } => self.bind_place(var)?,
            Op::EnterSection { loop_id, var, target } if C::VALUES => {
                if !self.enter_section(loop_id, var)? {
                    jump(target);
                }
            }
            Op::EnterWith { var, target } => {
                if !self.enter_with::<C>(var)? {
                    jump(target);
                }
            }
            Op::Bind { var } => self.bind(var)?,
            Op::Unbind { var } => self.unbind(var)?,
            #[cfg(feature = "compile")]
            Op::BeginPartial { end, .. } => jump(end),
            #[cfg(feature = "compile")]
            Op::EndPartial { .. } if C::CALLS => jump(self.end_partial()?),
            #[cfg(feature = "compile")]
            Op::CallPartial { entry, loops, passed } if C::CALLS => {
                jump(self.call_partial(entry, loops, passed)?);
            }
            #[cfg(feature = "compile")]
            Op::CallPassed { name, loops, passed } if C::CALLS => {
                jump(self.call_passed(name, loops, passed)?);
            }
            _ if C::CALLS => self.call_step(op)?,
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
            Op::PushBlock { var, params, target } => self.push_block(var, params, target)?,
            Op::GetName { name, missing } => self.get_name(name, missing)?,
            Op::GetPath { path } => self.get_path(path)?,
            Op::GetVarPath { var, path } => self.get_var_path(var, path)?,
            Op::GetNameOr { name, constant } => self.get_name_or(name, constant)?,
            Op::GetItem { index, missing } => self.get_item(index, missing)?,
            Op::GetVarName { var, name, missing } => self.get_var_name(var, name, missing)?,
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
            | Op::GetFirstArgPath { .. }
            | Op::GetFirstOperand { .. }
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
