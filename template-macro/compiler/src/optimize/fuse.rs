//! Peephole optimization: fuses adjacent instructions into superinstructions.

use crate::flatten::stack_expression::{Instruction, Operation, StackExpression};
use std::mem::take;

/// Fuses adjacent instructions: static text, of which empty text is removed; `PushArgs` with its call, so that no description of
/// the arguments is pushed; and `Append` with the operation that computes the printed value, so that the value is not
/// stored.
pub(super) fn fuse_adjacent(flat: &mut StackExpression) {
    let mut fused: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for mut instruction in flat.instructions.drain(..) {
        match (fused.last_mut(), &instruction.operation) {
            (_, Operation::Text { text }) if text.is_empty() => continue,
            (
                Some(Instruction { operation: Operation::Text { text: before }, span }),
                Operation::Text { text },
            ) => {
                before.push_str(text);
                *span = span.to(instruction.span);
                continue;
            }
            (Some(last), second) => {
                if let Some(operation) = fuse_pair(&mut last.operation, second) {
                    fused.pop();
                    instruction.operation = operation;
                }
            }
            (None, _) => {}
        }
        fused.push(instruction);
    }
    flat.instructions = fused;
}

/// Returns the operation with the effect of `first` followed by `second`, if there is one. It takes its
/// operands from `first`.
fn fuse_pair(first: &mut Operation, second: &Operation) -> Option<Operation> {
    Some(match (first, second) {
        (Operation::PushArgs { positional, named, .. }, &Operation::CallHelper { helper, .. }) => {
            Operation::Call { helper, positional: *positional, named: take(named) }
        }
        (Operation::PushArgs { positional, named, .. }, Operation::CallDynamicHelper { .. }) => {
            Operation::CallDynamic { positional: *positional, named: take(named) }
        }
        (Operation::GetVar { var }, &Operation::Append { escape }) => {
            Operation::AppendVar { var: *var, escape }
        }
        (Operation::GetVarPath { var, path }, &Operation::Append { escape }) => {
            Operation::AppendVarPath { var: *var, path: take(path), escape }
        }
        // The escaping needs the whole text of a result, which must therefore be stored.
        (_, Operation::Append { escape }) if !escape.is_divisible() => return None,
        (Operation::Call { helper, positional, named }, &Operation::Append { escape }) => {
            let (helper, positional, named) = (*helper, *positional, take(named));
            Operation::AppendCall { helper, positional, named, escape }
        }
        (Operation::CallDynamic { positional, named }, &Operation::Append { escape }) => {
            Operation::AppendDynamic { positional: *positional, named: take(named), escape }
        }
        _ => return None,
    })
}

/// Replaces `EnterEach` by `AppendEach` if the body of the loop only prints the item, or one of its
/// fields, with an optional text before and after it: all output is then known when the loop begins.
pub(super) fn fuse_loops(flat: &mut StackExpression) {
    for i in 0..flat.instructions.len() {
        let Operation::EnterEach { loop_id, var, target } = flat.instructions[i].operation else {
            continue;
        };
        if prints_only_item(&flat.instructions[i + 1..], var) {
            flat.instructions[i].operation = Operation::AppendEach { loop_id, var, target };
        }
    }
}

/// Returns `true` if the body of a loop, whose variables begin at `var`, prints only the item, or a field of
/// it, and text.
fn prints_only_item(body: &[Instruction], var: u16) -> bool {
    let mut body = body.iter().map(|instruction| &instruction.operation).peekable();
    // The target of `Next`.
    body.next_if(|operation| matches!(operation, Operation::Label(_)));
    body.next_if(|operation| matches!(operation, Operation::Text { .. }));
    let item = var + 1;
    let prints_item = |operation: &&Operation| match operation {
        Operation::AppendVar { var, .. } => *var == item,
        Operation::AppendVarPath { var, path, .. } => *var == item && path.len() == 1,
        _ => false,
    };
    body.next_if(prints_item).is_some() && {
        body.next_if(|operation| matches!(operation, Operation::Text { .. }));
        matches!(body.next(), Some(Operation::Next { var: end, .. }) if *end == var)
    }
}
