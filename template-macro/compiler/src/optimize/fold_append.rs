use super::fold_concat::text;
use crate::stack_expression::{Instruction, Operation, StackExpression};
use template_bytecode::Escape;

/// Turns a constant that is printed into static text, escaped while compiling.
pub(super) fn run(flat: &mut StackExpression) {
    let mut folded: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for instruction in flat.instructions.drain(..) {
        // What a custom escaper does is not known here.
        if let Operation::Append { escape: escape @ (Escape::Html | Escape::None) } =
            instruction.operation
            && let Some(Instruction { operation: Operation::PushConstant(constant), .. }) =
                folded.last()
            && let Some(text) = text(constant)
        {
            folded.pop();
            // Empty text would stand in the way of jumps that land before it.
            if !text.is_empty() {
                let operation = Operation::Text(escaped(&text, escape));
                folded.push(Instruction { operation, ..instruction });
            }
        } else {
            folded.push(instruction);
        }
    }
    flat.instructions = folded;
}

fn escaped(text: &str, escape: Escape) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match escape.entity(c) {
            Some(entity) => out.push_str(entity),
            None => out.push(c),
        }
    }
    out
}
