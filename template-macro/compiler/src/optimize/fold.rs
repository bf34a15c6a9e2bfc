//! Constant folding.

use crate::{
    flatten::stack_expression::{Instruction, Operation, StackExpression},
    parse::ast::LiteralValue,
};
use template_bytecode::Escape;

/// Folds `concat` of constants into one constant, and the printing of a constant into static text, which is escaped at
/// compile time.
pub(super) fn fold_constants(flat: &mut StackExpression) {
    let mut folded: Vec<Instruction> = Vec::with_capacity(flat.instructions.len());
    for instruction in flat.instructions.drain(..) {
        let span = instruction.span;
        if let Operation::Concat { count } = instruction.operation
            && let Some(from) = folded.len().checked_sub(usize::from(count))
            && let Some(text) =
                folded[from..].iter().map(printed_constant).collect::<Option<String>>()
        {
            folded.truncate(from);
            let operation = Operation::PushConstant { constant: LiteralValue::Text(text) };
            folded.push(Instruction { operation, span });
        } else if let Operation::Append { escape } = instruction.operation
            && let Some(text) = folded.last().and_then(printed_constant)
            && let Some(text) = escaped(&text, escape)
        {
            folded.pop();
            // An empty text would separate a label from the jump after it, which prevents threading.
            if !text.is_empty() {
                folded.push(Instruction { operation: Operation::Text { text }, span });
            }
        } else {
            folded.push(instruction);
        }
    }
    flat.instructions = folded;
}

/// Returns the text that the constant pushed by an instruction prints.
fn printed_constant(instruction: &Instruction) -> Option<String> {
    match &instruction.operation {
        Operation::PushConstant { constant } => text(constant),
        _ => None,
    }
}

/// Returns the text that a constant prints. Floats are left to the runtime, which prints them as
/// JavaScript does.
fn text(constant: &LiteralValue) -> Option<String> {
    match constant {
        LiteralValue::Null => Some(String::new()),
        LiteralValue::Bool(value) => Some(value.to_string()),
        LiteralValue::Int(value) => Some(value.to_string()),
        LiteralValue::Text(text) => Some(text.clone()),
        LiteralValue::Float(_) => None,
    }
}

/// Returns what `escape` prints for a text, or `None` if that is known only at run time.
fn escaped(text: &str, escape: Escape) -> Option<String> {
    match escape {
        Escape::None => Some(text.to_owned()),
        Escape::Html | Escape::Rcdata | Escape::Attribute => Some(with_entities(text, escape)),
        Escape::ScriptString if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            Some(text.to_owned())
        }
        _ => None,
    }
}

/// Returns `text` with character references instead of the characters that `escape` replaces.
fn with_entities(text: &str, escape: Escape) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match escape.entity(c) {
            Some(entity) => out.push_str(entity),
            None => out.push(c),
        }
    }
    out
}
