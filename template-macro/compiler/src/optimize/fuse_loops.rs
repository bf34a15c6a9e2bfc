use crate::stack_expression::{Instruction, Operation, StackExpression};

/// Marks the loops whose body prints the item between two texts, or one of its fields: what is printed
/// for all items is known when the loop begins.
pub(super) fn run(flat: &mut StackExpression) {
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
