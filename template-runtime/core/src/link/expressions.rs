//! The abstract execution of the ops that occur only in expressions.

use super::{
    linker::Linker,
    state::{ARRAY, BOOL, CallArgs, HASH, INTEGER, KnownValue, NULL, TEXT, array_of, merge},
};
use crate::data::{ANY, Kind, Shape};
use template_bytecode::{Field, Op, PARTIAL_ARGS, PathStep};

impl Linker<'_, '_> {
    /// Applies an op of an expression, as [`link_op`](Linker::link_op).
    pub(super) const fn link_expression(&mut self, op: Op) -> Option<Op> {
        match op {
            Op::PushImmediate { .. } | Op::GetIndex { .. } => self.push(&INTEGER),
            Op::PushArgs { .. } => self.push(&ANY),
            Op::PushConstant { constant } => self.push(self.constant_shape(constant.0 as usize)),
            Op::GetVar { var } => return self.link_variable(var, None),
            Op::GetPath { path } => {
                let value = self.pop();
                let (step, shape) = self.resolve_path(value, path);
                self.push(shape);
                return match step {
                    Some(PathStep::Field(field)) => Some(Op::GetField { field }),
                    Some(PathStep::Item { index, missing }) => Some(Op::GetItem { index, missing }),
                    Some(PathStep::Name { name, missing }) => Some(Op::GetName { name, missing }),
                    None => None,
                };
            }
            Op::GetNameOr { name, .. } => {
                let shape = self.pop().shape.peel();
                let fields = shape.fields();
                if let Some(index) = self.field_index(fields, name) {
                    self.push(fields[index].shape.get());
                    return Some(Op::GetField { field: Field(index as u16) });
                }
                self.push(&ANY);
            }
            Op::GetKey { loop_id, var } => {
                let list = &self.variables[var.0 as usize];
                let (is_slice, shape) = (list.is_slice, list.value.shape);
                if is_slice {
                    self.push(&INTEGER);
                    return Some(Op::GetIndex { loop_id });
                }
                self.push(if let Kind::List(_) = shape.kind { &INTEGER } else { &ANY });
            }
            Op::Concat { count } => {
                let mut i = 0;
                while i < count.0 as usize {
                    self.check_printable(self.stack[self.depth - count.0 as usize + i]);
                    i += 1;
                }
                self.depth -= count.0 as usize;
                self.push(&TEXT);
            }
            Op::Not {} => {
                self.depth -= 1;
                self.push(&BOOL);
            }
            Op::IncludeZero {} => {
                self.depth -= 1;
                self.push(&ANY);
            }
            Op::Compare { comparison } => {
                self.check_comparison(comparison);
                self.depth -= 2;
                self.push(&BOOL);
            }
            Op::Lookup {} => {
                self.depth -= 1;
                let shape = match &self.pop().shape.peel().kind {
                    Kind::List(item) | Kind::Map(item) => item.get(),
                    _ => &ANY,
                };
                self.push(shape);
            }
            Op::MakeArray { count } => {
                let shape = self.array_shape(count.0 as usize);
                self.depth -= count.0 as usize;
                self.push(shape);
            }
            Op::MakeHash { names } => {
                self.depth -= names.count() as usize;
                self.push(&HASH);
            }
            Op::Log { count } => {
                self.depth -= count.0 as usize;
                self.push(&NULL);
            }
            _ => self.link_call(op),
        }
        None
    }

    /// Returns the shape of the list of the `count` values on top of the stack. Its items are of a known kind if all of them
    /// are of the same kind of scalar.
    const fn array_shape(&self, count: usize) -> &'static Shape {
        if count == 0 {
            return &ARRAY;
        }
        let mut item = self.stack[self.depth - count];
        let mut i = 0;
        while i < count {
            let other = self.stack[self.depth - count + i];
            // A value that messages call text may have another type, which is displayed.
            let is_literal =
                !other.or_another && matches!(self.unit.ops[other.by], Op::PushConstant { .. });
            if !is_literal && !matches!(other.shape.kind, Kind::Bool | Kind::Integer | Kind::Float)
            {
                return &ARRAY;
            }
            item = merge(item, other);
            i += 1;
        }
        array_of(&item.shape.kind)
    }

    /// Applies an op that calls a helper, or passes one.
    const fn link_call(&mut self, op: Op) {
        match op {
            Op::CallHelper { helper, .. } => {
                self.depth -= 1;
                let (given, _) = self.pushed_args();
                let result = self.check_call(helper, given);
                self.push(result);
            }
            Op::Call { helper, positional, named } => {
                let result = self.check_call(helper, CallArgs { positional, named });
                self.push(result);
            }
            Op::CallDynamicHelper { .. } => {
                self.depth -= 1;
                let (given, _) = self.pushed_args();
                let result = self.check_dynamic_call(given);
                self.push(result);
            }
            Op::CallDynamic { positional, named } => {
                let result = self.check_dynamic_call(CallArgs { positional, named });
                self.push(result);
            }
            Op::AppendDynamic { positional, named, .. } => {
                let shape = self.check_dynamic_call(CallArgs { positional, named });
                self.check_printable(KnownValue::new(shape, self.at));
            }
            Op::CallIfHelper {} => {
                let shape = self.stack[self.depth - 1].shape;
                if let Kind::Any | Kind::Helper(_) = shape.peel().kind {
                    let result = self.check_dynamic_call(CallArgs::NONE);
                    self.push(result);
                }
            }
            Op::PushHelper { helper } => {
                let shape = self.check_helper_value(helper);
                self.push(shape);
            }
            Op::BindArgs { .. } => {
                self.depth -= 1;
                self.check_bound_args();
            }
            Op::PushBlock { target, .. } => {
                self.push(&ANY);
                self.joins[self.at].parent = self.scope;
                // The body begins with nothing on the stack, and is the scope of its params.
                self.record_join(target, 0, self.at + 1);
            }
            Op::CallBlockHelper { helper, .. } => {
                self.depth -= 1;
                self.check_block_call(helper);
            }
            Op::CallComponent { helper, positional, named, blocks } => {
                self.check_component_call(
                    helper,
                    CallArgs { positional, named },
                    blocks.0 as usize,
                );
            }
            Op::GetFill { .. } => self.push(&ANY),
            Op::GetFills { .. } => self.push(&ARRAY),
            Op::HasFill { .. } | Op::HasPassed { .. } => self.push(&BOOL),
            Op::BeginPartial { var, end, .. } => self.enter_partial(var, end),
            Op::EndPartial { .. } => self.reached = false,
            Op::PassPartial { .. } => {}
            Op::CallPartial { .. } | Op::CallPassed { .. } => self.depth -= PARTIAL_ARGS as usize,
            Op::ExtendHash { names } => {
                self.depth -= names.count() as usize + 1;
                self.push(&HASH);
            }
            Op::Yield { args } => self.depth -= args.0 as usize + 1,
            Op::AppendAttributes { names, .. } => self.check_attributes_printed(names),
            // Handled before this function is called, or not part of a symbolic program.
            Op::Text { .. }
            | Op::PushImmediate { .. }
            | Op::PushConstant { .. }
            | Op::PushArgs { .. }
            | Op::AppendCall { .. }
            | Op::Return { .. }
            | Op::FinalBreak { .. }
            | Op::Flush {}
            | Op::GetVar { .. }
            | Op::GetPath { .. }
            | Op::GetVarPath { .. }
            | Op::GetNameOr { .. }
            | Op::GetIndex { .. }
            | Op::GetKey { .. }
            | Op::GetFirst { .. }
            | Op::GetLast { .. }
            | Op::Concat { .. }
            | Op::Not { .. }
            | Op::IncludeZero { .. }
            | Op::Compare { .. }
            | Op::Lookup { .. }
            | Op::MakeArray { .. }
            | Op::MakeHash { .. }
            | Op::Log { .. }
            | Op::Jump { .. }
            | Op::JumpIfTrue { .. }
            | Op::JumpIfFalse { .. }
            | Op::JumpIfTrueOrPop { .. }
            | Op::JumpIfFalseOrPop { .. }
            | Op::Append { .. }
            | Op::AppendVar { .. }
            | Op::AppendVarPath { .. }
            | Op::EnterEach { .. }
            | Op::AppendEach { .. }
            | Op::EnterSection { .. }
            | Op::Next { .. }
            | Op::EnterWith { .. }
            | Op::Bind { .. }
            | Op::Unbind { .. }
            | Op::GetField { .. }
            | Op::GetItem { .. }
            | Op::GetName { .. }
            | Op::GetVarField { .. }
            | Op::GetVarName { .. }
            | Op::AppendVarField { .. }
            | Op::AppendVarName { .. }
            | Op::GetPlace { .. }
            | Op::GetFirstArg { .. }
            | Op::GetFirstArgPath { .. }
            | Op::GetFirstOperand { .. }
            | Op::GetPlacePath { .. }
            | Op::AppendPlace { .. }
            | Op::AppendPlacePath { .. }
            | Op::EnterSlice { .. }
            | Op::AppendSlice { .. }
            | Op::NextSlice { .. }
            | Op::EnterWithPlace { .. }
            | Op::BindPlace { .. } => {}
        }
    }
}
