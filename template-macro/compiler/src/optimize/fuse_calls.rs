use crate::stack_expression::{Instruction, Operation, StackExpression};
use std::mem::take;
use template_bytecode::Escape;

/// Makes one op of `PushArgs`, the call behind it and, where the result is printed, `Append`: nothing
/// is pushed that says what the call knows, and a result that is printed is never stored.
pub(super) fn run(flat: &mut StackExpression) {
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
