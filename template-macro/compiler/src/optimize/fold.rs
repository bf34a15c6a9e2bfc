//! Folds constants, and merges text.

use crate::{
    flatten::stack_expression::{Instruction, Operation, StackExpression},
    parse::ast::LiteralValue,
};
use template_bytecode::Escape;

/// Computes `concat` of constants while compiling.
pub(super) fn fold_concat(flat: &mut StackExpression) {
    let mut folded: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for instruction in flat.instructions.drain(..) {
        if let Operation::Concat { count } = instruction.operation
            && let Some(from) = folded.len().checked_sub(usize::from(count))
            && let Some(text) = folded[from..].iter().map(printed).collect::<Option<String>>()
        {
            folded.truncate(from);
            let operation = Operation::PushConstant { constant: LiteralValue::Text(text) };
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
        Operation::PushConstant { constant } => text(constant),
        _ => None,
    }
}

/// The text that a constant prints. Floats are left to the runtime, which knows how JavaScript
/// prints them.
fn text(constant: &LiteralValue) -> Option<String> {
    match constant {
        LiteralValue::Null => Some(String::new()),
        LiteralValue::Bool(value) => Some(value.to_string()),
        LiteralValue::Int(value) => Some(value.to_string()),
        LiteralValue::Text(text) => Some(text.clone()),
        LiteralValue::Float(_) => None,
    }
}

/// Turns a constant that is printed into static text, escaped while compiling.
pub(super) fn fold_append(flat: &mut StackExpression) {
    let mut folded: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for instruction in flat.instructions.drain(..) {
        // What a custom escaper does is not known here.
        if let Operation::Append { escape: escape @ (Escape::Html | Escape::None) } =
            instruction.operation
            && let Some(Instruction { operation: Operation::PushConstant { constant }, .. }) =
                folded.last()
            && let Some(text) = text(constant)
        {
            folded.pop();
            // Empty text would stand in the way of jumps that land before it.
            if !text.is_empty() {
                let operation = Operation::Text { text: escaped(&text, escape) };
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

/// Makes one text of texts that follow each other, and removes empty ones.
pub(super) fn merge_text(flat: &mut StackExpression) {
    let mut merged: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for instruction in flat.instructions.drain(..) {
        if let Operation::Text { text } = &instruction.operation {
            if text.is_empty() {
                continue;
            }
            if let Some(Instruction { operation: Operation::Text { text: before }, span }) =
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
