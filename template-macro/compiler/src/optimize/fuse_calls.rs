use crate::stack_expression::{Instruction, Operation, StackExpression};
use template_bytecode::Escape;

/// Makes one op of `PushArgs`, `CallHelper` and, where the result is printed, `Append`: nothing is
/// pushed that says what the call knows, and a result that is printed is never stored.
pub(super) fn run(flat: &mut StackExpression) {
    let mut fused: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for mut instruction in flat.instructions.drain(..) {
        let last = fused.last().map(|last| &last.operation);
        match (last, &instruction.operation) {
            (Some(Operation::PushArgs { named, .. }), &Operation::CallHelper { helper, args })
                if named.is_empty() =>
            {
                fused.pop();
                instruction.operation = Operation::Call { helper, args };
            }
            // A custom escaper is given the whole text, which has to be stored for that.
            (Some(&Operation::Call { helper, args }), &Operation::Append { escape })
                if escape != Escape::Custom =>
            {
                fused.pop();
                instruction.operation = Operation::AppendCall { helper, args, escape };
            }
            _ => {}
        }
        fused.push(instruction);
    }
    flat.instructions = fused;
}
