//! Flattening of expressions: each pushes one value.

use super::{
    Flattener,
    stack_expression::{Operation, Segment},
};
use crate::{
    resolve::resolved::{ExpressionKind, NamedValue, ResolvedExpression, constant_name},
    source::Span,
};
use template_bytecode::HelperRef;

impl Flattener<'_> {
    /// Pushes exactly one value, that of an expression.
    pub(super) fn push(&mut self, expression: &ResolvedExpression) {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Constant(constant) => {
                self.emit(Operation::PushConstant { constant: constant.clone() }, span)
            }
            ExpressionKind::LiteralName { context, name, literal } => {
                self.emit(Operation::GetVar { var: *context }, span);
                let (name, constant) = (name.clone(), literal.clone());
                self.emit(Operation::GetNameOr { name, constant }, span);
            }
            ExpressionKind::Variable(var) => self.emit(Operation::GetVar { var: *var }, span),
            ExpressionKind::Index { loop_id } => {
                self.emit(Operation::GetIndex { loop_id: *loop_id }, span)
            }
            ExpressionKind::Key { loop_id, var } => {
                self.emit(Operation::GetKey { loop_id: *loop_id, var: *var }, span)
            }
            ExpressionKind::First { loop_id } => {
                self.emit(Operation::GetFirst { loop_id: *loop_id }, span)
            }
            ExpressionKind::Last { loop_id } => {
                self.emit(Operation::GetLast { loop_id: *loop_id }, span)
            }
            ExpressionKind::Field { .. } => self.push_path(expression, false),
            ExpressionKind::Required(value) => self.push_required(value),
            ExpressionKind::Callee(value) => match &value.kind {
                ExpressionKind::Field { .. } => self.push_path(value, true),
                _ => self.push(value),
            },
            ExpressionKind::Implicit(value) => {
                self.push(value);
                self.emit(Operation::CallIfHelper {}, span);
            }
            ExpressionKind::Call { helper, positional, named } => {
                let args = self.push_arguments(positional, named, 0, span);
                self.emit(Operation::CallHelper { helper: HelperRef(*helper), args }, span);
            }
            ExpressionKind::CallValue { callee, positional, named } => {
                self.push_required(callee);
                let args = self.push_arguments(positional, named, 0, span);
                self.emit(Operation::CallDynamicHelper { args }, span);
            }
            ExpressionKind::HasFill(slot) => self.emit(Operation::HasFill { slot: *slot }, span),
            ExpressionKind::Fills(slot) => self.emit(Operation::GetFills { slot: *slot }, span),
            ExpressionKind::Helper { helper } => {
                self.emit(Operation::PushHelper { helper: HelperRef(*helper) }, span);
            }
            ExpressionKind::PartialApplication { callee, positional, named } => {
                self.push(callee);
                let args = self.push_arguments(positional, named, 0, span);
                self.emit(Operation::BindArgs { args }, span);
            }
            ExpressionKind::Concat(parts) => {
                for part in parts {
                    self.push_required(part);
                }
                self.emit(Operation::Concat { count: parts.len() as u8 }, span);
            }
            ExpressionKind::ShortCircuit { values, decides } => {
                let end = self.new_label();
                for (i, value) in values.iter().enumerate() {
                    self.push(value);
                    if i + 1 < values.len() {
                        let operation = if *decides {
                            Operation::JumpIfTrueOrPop { target: end }
                        } else {
                            Operation::JumpIfFalseOrPop { target: end }
                        };
                        self.emit(operation, value.span);
                    }
                }
                self.place_label(end, span);
            }
            ExpressionKind::Not(value) => {
                self.push(value);
                self.emit(Operation::Not {}, span);
            }
            ExpressionKind::IncludeZero(value) => {
                self.push(value);
                self.emit(Operation::IncludeZero {}, span);
            }
            ExpressionKind::Compare { by, values } => {
                values.iter().for_each(|value| self.push(value));
                self.emit(Operation::Compare { comparison: *by }, span);
            }
            ExpressionKind::Lookup { values } => {
                let [value, key] = &**values;
                if let Some(name) = constant_name(key) {
                    let end = self.source.local(span).end;
                    let segment = Segment { name, missing: None, end };
                    if !matches!(value.kind, ExpressionKind::Variable(_)) {
                        self.push(value);
                        self.emit(Operation::GetPath { path: vec![segment] }, span);
                    } else {
                        self.push_segments(value, vec![segment], span);
                    }
                } else {
                    self.push(value);
                    self.push(key);
                    self.emit(Operation::Lookup {}, span);
                }
            }
            ExpressionKind::Array(values) => {
                values.iter().for_each(|value| self.push(value));
                self.emit(Operation::MakeArray { count: values.len() as u8 }, span);
            }
            ExpressionKind::Hash(entries) => {
                entries.iter().for_each(|(_, value)| self.push(value));
                let names = entries.iter().map(|(name, _)| name.text.clone()).collect();
                self.emit(Operation::MakeHash { names }, span);
            }
            ExpressionKind::Extended { value, names } => {
                self.push(value);
                names.iter().for_each(|(_, value)| self.push(value));
                let names = names.iter().map(|(name, _)| name.text.clone()).collect();
                self.emit(Operation::ExtendHash { names }, span);
            }
            ExpressionKind::HasPassed(name) => {
                self.emit(Operation::HasPassed { name: name.clone() }, span);
            }
            ExpressionKind::Log(values) => {
                values.iter().for_each(|value| self.push(value));
                self.emit(Operation::Log { count: values.len() as u8 }, span);
            }
            ExpressionKind::If { condition, negated, then, otherwise } => {
                let (next, end) = (self.new_label(), self.new_label());
                self.push(condition);
                self.jump_unless(!negated, next, condition.span);
                self.push(then);
                self.emit(Operation::Jump { target: end }, span);
                self.place_label(next, span);
                match otherwise {
                    Some(otherwise) => self.push(otherwise),
                    None => self.push_null(span),
                }
                self.place_label(end, span);
            }
        }
    }

    /// Pushes the arguments of a call, after its blocks, and their description. Returns the number of
    /// arguments and blocks.
    pub(super) fn push_arguments(
        &mut self,
        positional: &[ResolvedExpression],
        named: &[NamedValue],
        blocks: u8,
        span: Span,
    ) -> u8 {
        for argument in positional.iter().chain(named.iter().map(|(_, value)| value)) {
            self.push(argument);
        }
        let args = blocks + (positional.len() + named.len()) as u8;
        let named = named.iter().map(|(name, _)| name.text.clone()).collect();
        let positional = positional.len() as u8;
        self.emit(Operation::PushArgs { positional, named, blocks }, span);
        args
    }
}
