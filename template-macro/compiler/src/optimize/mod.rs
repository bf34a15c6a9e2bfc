//! Passes from StackExpression to StackExpression. Each has a file; none changes what is printed.

mod fold_append;
mod fold_concat;
mod fuse_calls;
mod fuse_loops;
mod fuse_variables;
mod merge_text;
mod thread_jumps;

#[cfg(test)]
mod tests;

use crate::stack_expression::StackExpression;

/// Runs all passes.
#[must_use]
pub fn optimize(mut flat: StackExpression) -> StackExpression {
    // Constants first: they become text, which is merged then. Jumps before text: text that
    // follows an unused label follows the text before it.
    fold_concat::run(&mut flat);
    fold_append::run(&mut flat);
    thread_jumps::run(&mut flat);
    merge_text::run(&mut flat);
    fuse_calls::run(&mut flat);
    fuse_variables::run(&mut flat);
    fuse_loops::run(&mut flat);
    flat
}
