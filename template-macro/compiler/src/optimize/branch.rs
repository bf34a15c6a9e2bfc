//! Branches on conditions that consist of parts, such as `{{#if (and a (not b))}}`: each part branches to where the condition
//! leads, and no value of the condition is pushed.

use super::thread_jumps::remove_dead_code;
use crate::flatten::stack_expression::{Instruction, Label, Operation, StackExpression};
use std::mem::take;

/// Replaces jumps that keep a value for a later branch, and negations before branches, by branches.
pub(super) fn branch_on_parts(flat: &mut StackExpression) {
    loop {
        replace_jumps_to_branches(flat);
        // A label that is no longer used may separate a negation from its branch.
        while remove_dead_code(flat) {}
        if !invert_negated_branches(flat) {
            return;
        }
    }
}

/// A jump on the truth of a value.
#[derive(Clone, Copy)]
struct Branch {
    /// The truth with which it jumps.
    truth: bool,
    target: Label,
    /// Whether the value stays on the stack if it jumps.
    keeps: bool,
}

impl Branch {
    fn of(operation: &Operation) -> Option<Self> {
        let (truth, target, keeps) = match operation {
            Operation::JumpIfTrue { target } => (true, target, false),
            Operation::JumpIfFalse { target } => (false, target, false),
            Operation::JumpIfTrueOrPop { target } => (true, target, true),
            Operation::JumpIfFalseOrPop { target } => (false, target, true),
            _ => return None,
        };
        Some(Self { truth, target: *target, keeps })
    }

    fn operation(self) -> Operation {
        let Self { truth, target, keeps } = self;
        match (truth, keeps) {
            (true, false) => Operation::JumpIfTrue { target },
            (false, false) => Operation::JumpIfFalse { target },
            (true, true) => Operation::JumpIfTrueOrPop { target },
            (false, true) => Operation::JumpIfFalseOrPop { target },
        }
    }
}

/// Replaces each jump that keeps its value, and leads to a branch on it, by a jump to where that branch leads.
fn replace_jumps_to_branches(flat: &mut StackExpression) {
    let targets = targets(flat);
    // For each branch that does not jump, the label after it.
    let mut after: Vec<Option<Label>> = vec![None; flat.instructions.len()];
    // These jumps lead forward: backwards, the branch that one leads to has itself been replaced.
    for at in (0..flat.instructions.len()).rev() {
        let Some(jump) = Branch::of(&flat.instructions[at].operation).filter(|jump| jump.keeps)
        else {
            continue;
        };
        let target = targets[jump.target.0 as usize];
        let branch = flat.instructions.get(target).and_then(|target| Branch::of(&target.operation));
        let Some(branch) = branch else { continue };
        let replaced = if branch.truth == jump.truth {
            branch
        } else {
            let label = after[target].get_or_insert_with(|| {
                flat.labels += 1;
                Label(flat.labels - 1)
            });
            Branch { truth: jump.truth, target: *label, keeps: false }
        };
        flat.instructions[at].operation = replaced.operation();
    }
    let instructions = take(&mut flat.instructions);
    for (instruction, label) in instructions.into_iter().zip(after) {
        let span = instruction.span;
        flat.instructions.push(instruction);
        let label = label.map(|label| Instruction { operation: Operation::Label(label), span });
        flat.instructions.extend(label);
    }
}

/// Returns, for each label, the index of the first instruction after it that is no label.
fn targets(flat: &StackExpression) -> Vec<usize> {
    let mut targets = vec![flat.instructions.len(); flat.labels as usize];
    let mut next = flat.instructions.len();
    for (at, instruction) in flat.instructions.iter().enumerate().rev() {
        match instruction.operation {
            Operation::Label(label) => targets[label.0 as usize] = next,
            _ => next = at,
        }
    }
    targets
}

/// Removes each negation before a branch, and inverts the branch. Returns `true` if there was one.
fn invert_negated_branches(flat: &mut StackExpression) -> bool {
    let before = flat.instructions.len();
    let mut kept: Vec<Instruction> = Vec::with_capacity(before);
    for mut instruction in take(&mut flat.instructions) {
        if let Some(mut branch) = Branch::of(&instruction.operation).filter(|branch| !branch.keeps)
        {
            while let Some(Operation::Not {}) = kept.last().map(|last| &last.operation) {
                kept.pop();
                branch.truth = !branch.truth;
            }
            instruction.operation = branch.operation();
        }
        kept.push(instruction);
    }
    flat.instructions = kept;
    flat.instructions.len() < before
}
