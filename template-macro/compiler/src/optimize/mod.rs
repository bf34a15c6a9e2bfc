//! The optimizer: passes over a [`StackExpression`], none of which changes the output.

mod branch;
mod fold;
mod fuse;
mod thread_jumps;

use crate::flatten::stack_expression::StackExpression;

/// Returns an equivalent sequence, after all passes.
#[must_use]
pub fn optimize(mut flat: StackExpression) -> StackExpression {
    // Constants are folded first, because they become text, which is merged later. Jumps are threaded
    // before text is merged, because that removes unused labels between text segments.
    fold::fold_constants(&mut flat);
    branch::branch_on_parts(&mut flat);
    thread_jumps::thread_jumps(&mut flat);
    fuse::fuse_adjacent(&mut flat);
    fuse::fuse_loops(&mut flat);
    flat
}
