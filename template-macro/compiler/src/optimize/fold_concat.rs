use crate::{
    ast::Constant,
    stack_expression::{Instruction, Operation, StackExpression},
};

/// Computes `concat` of constants while compiling.
pub(super) fn run(flat: &mut StackExpression) {
    let mut folded: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for instruction in flat.instructions.drain(..) {
        if let Operation::Concat { count } = instruction.operation
            && let Some(from) = folded.len().checked_sub(usize::from(count))
            && let Some(text) = folded[from..].iter().map(printed).collect::<Option<String>>()
        {
            folded.truncate(from);
            let operation = Operation::PushConstant(Constant::Text(text));
            folded.push(Instruction { operation, ..instruction });
        } else {
            folded.push(instruction);
        }
    }
    flat.instructions = folded;
}

/// The text that a constant prints.
fn printed(instruction: &Instruction) -> Option<String> {
    match &instruction.operation {
        Operation::PushConstant(constant) => text(constant),
        _ => None,
    }
}

/// The text that a constant prints. Floats are left to the runtime, which knows how JavaScript
/// prints them.
pub(super) fn text(constant: &Constant) -> Option<String> {
    match constant {
        Constant::Null => Some(String::new()),
        Constant::Bool(value) => Some(value.to_string()),
        Constant::Int(value) => Some(value.to_string()),
        Constant::Text(text) => Some(text.clone()),
        Constant::Float(_) => None,
    }
}
