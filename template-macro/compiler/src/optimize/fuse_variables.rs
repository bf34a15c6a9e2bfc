use crate::stack_expression::{Instruction, Operation, StackExpression};
use std::mem::take;

/// Makes one op of a variable, a name behind it, and `Append` where the value is printed: what is
/// printed does not go over the stack.
pub(super) fn run(flat: &mut StackExpression) {
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
