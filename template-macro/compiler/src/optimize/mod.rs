//! The optimizer: passes from StackExpression to StackExpression, none of which changes the output.

mod fold;
mod fuse;
mod thread_jumps;

use crate::flatten::stack_expression::StackExpression;

/// Runs all passes.
#[must_use]
pub fn optimize(mut flat: StackExpression) -> StackExpression {
    // Constants first: they become text, which is merged then. Jumps before text: text that
    // follows an unused label follows the text before it.
    fold::fold_concat(&mut flat);
    fold::fold_append(&mut flat);
    thread_jumps::thread_jumps(&mut flat);
    fold::merge_text(&mut flat);
    fuse::fuse_pairs(&mut flat);
    fuse::fuse_loops(&mut flat);
    flat
}
