use crate::stack_expression::{Instruction, Operation, StackExpression};

/// Makes one op of a variable, a name behind it, and `Append` where the value is printed: what is
/// printed does not go over the stack.
pub(super) fn run(flat: &mut StackExpression) {
    let mut fused: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for mut instruction in flat.instructions.drain(..) {
        let last = fused.last().map(|last| &last.operation);
        let operation = match (last, &mut instruction.operation) {
            (Some(&Operation::GetVar { slot }), Operation::GetName { name }) => {
                Some(Operation::GetVarName { slot, name: core::mem::take(name) })
            }
            (Some(&Operation::GetVar { slot }), &mut Operation::Append { escape }) => {
                Some(Operation::AppendVar { slot, escape })
            }
            (Some(Operation::GetVarName { slot, name }), &mut Operation::Append { escape }) => {
                Some(Operation::AppendVarName { slot: *slot, name: name.clone(), escape })
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
