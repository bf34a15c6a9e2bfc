use crate::stack_expression::{Instruction, Operation, StackExpression};

/// Makes one text of texts that follow each other, and removes empty ones.
pub(super) fn run(flat: &mut StackExpression) {
    let mut merged: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for instruction in flat.instructions.drain(..) {
        if let Operation::Text(text) = &instruction.operation {
            if text.is_empty() {
                continue;
            }
            if let Some(Instruction { operation: Operation::Text(before), span }) =
                merged.last_mut()
            {
                before.push_str(text);
                *span = span.to(instruction.span);
                continue;
            }
        }
        merged.push(instruction);
    }
    flat.instructions = merged;
}
