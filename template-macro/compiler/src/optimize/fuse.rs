//! Fuses instructions that follow each other into one.

use crate::flatten::stack_expression::{Instruction, Operation, StackExpression};
use std::mem::take;
use template_bytecode::Escape;

/// Makes one op of `PushArgs`, the call behind it and, where the result is printed, `Append`: nothing
/// is pushed that says what the call knows, and a result that is printed is never stored.
pub(super) fn fuse_calls(flat: &mut StackExpression) {
    let mut fused: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for mut instruction in flat.instructions.drain(..) {
        let last = fused.last_mut().map(|last| &mut last.operation);
        if let Some(operation) = last.and_then(|last| both(last, &instruction.operation)) {
            fused.pop();
            instruction.operation = operation;
        }
        fused.push(instruction);
    }
    flat.instructions = fused;
}

/// The operation that does what two do, the first of which is spent.
fn both(first: &mut Operation, second: &Operation) -> Option<Operation> {
    Some(match (first, second) {
        (Operation::PushArgs { positional, named, .. }, &Operation::CallHelper { helper, .. }) => {
            Operation::Call { helper, positional: *positional, named: take(named) }
        }
        (Operation::PushArgs { positional, named, .. }, Operation::CallDynamicHelper { .. }) => {
            Operation::CallDynamic { positional: *positional, named: take(named) }
        }
        // A custom escaper is given the whole text, which has to be stored for that.
        (_, Operation::Append { escape: Escape::Custom }) => return None,
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

/// Makes one op of a variable, a name behind it, and `Append` where the value is printed: what is
/// printed does not go over the stack.
pub(super) fn fuse_variables(flat: &mut StackExpression) {
    let mut fused: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for mut instruction in flat.instructions.drain(..) {
        let last = fused.last().map(|last| &last.operation);
        let operation = match (last, &mut instruction.operation) {
            (Some(&Operation::GetVar { slot }), Operation::GetName { name, missing }) => {
                let (name, missing) = (take(name), take(missing));
                Some(Operation::GetVarName { slot, name, missing })
            }
            (Some(&Operation::GetVar { slot }), &mut Operation::Append { escape }) => {
                Some(Operation::AppendVar { slot, escape })
            }
            (
                Some(Operation::GetVarName { slot, name, missing }),
                &mut Operation::Append { escape },
            ) => {
                let (slot, name, missing) = (*slot, name.clone(), missing.clone());
                Some(Operation::AppendVarName { slot, name, escape, missing })
            }
            _ => None,
        };
        if let Some(operation) = operation {
            fused.pop();
            instruction.operation = operation;
        }
        fused.push(instruction);
    }
    flat.instructions = fused;
}

/// Marks the loops whose body prints the item between two texts, or one of its fields: what is printed
/// for all items is known when the loop begins.
pub(super) fn fuse_loops(flat: &mut StackExpression) {
    for i in 0..flat.instructions.len() {
        let Operation::EnterEach { of, slot, to } = flat.instructions[i].operation else {
            continue;
        };
        if prints_item(&flat.instructions[i + 1..], slot) {
            flat.instructions[i].operation = Operation::AppendEach { of, slot, to };
        }
    }
}

/// Whether a body prints the item of the loop whose variables begin at `slot`, and nothing else but
/// text.
fn prints_item(body: &[Instruction], slot: u16) -> bool {
    let mut body = body.iter().map(|instruction| &instruction.operation).peekable();
    // `Next` goes back to it.
    body.next_if(|operation| matches!(operation, Operation::Label(_)));
    body.next_if(|operation| matches!(operation, Operation::Text(_)));
    let item = slot + 1;
    let prints = |operation: &&Operation| match operation {
        Operation::AppendVar { slot, .. } => *slot == item,
        Operation::AppendVarName { slot, .. } => *slot == item,
        _ => false,
    };
    body.next_if(prints).is_some() && {
        body.next_if(|operation| matches!(operation, Operation::Text(_)));
        matches!(body.next(), Some(Operation::Next { slot: of, .. }) if *of == slot)
    }
}
