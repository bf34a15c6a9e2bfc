//! Branches on conditions that consist of parts, such as `{{#if (and a (not b))}}`: each part branches to where the condition leads,
//! and no value of the condition is pushed.

use crate::flatten::stack_expression::{Instruction, Label, Operation, StackExpression};
use std::collections::BTreeMap;

/// Replaces jumps that keep a value for a later branch, and negations before branches, by branches.
pub(super) fn branch_on_parts(flat: &mut StackExpression) {
    loop {
        replace_jumps_to_branches(flat);
        // A label that is no longer used may separate a negation from its branch.
        remove_unused_labels(flat);
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
    let mut positions = vec![0; flat.labels as usize];
    for (at, instruction) in flat.instructions.iter().enumerate() {
        if let Operation::Label(label) = instruction.operation {
            positions[label.0 as usize] = at;
        }
    }
    // The labels after branches that do not jump, each with the position of its branch.
    let mut after: BTreeMap<usize, Label> = BTreeMap::new();
    // These jumps lead forward: backwards, the branch that one leads to has itself been replaced.
    for at in (0..flat.instructions.len()).rev() {
        let Some(jump) = Branch::of(&flat.instructions[at].operation).filter(|jump| jump.keeps)
        else {
            continue;
        };
        let target = positions[jump.target.0 as usize];
        let is_code =
            |instruction: &Instruction| !matches!(instruction.operation, Operation::Label(_));
        let Some(distance) = flat.instructions[target..].iter().position(is_code) else { continue };
        let Some(branch) = Branch::of(&flat.instructions[target + distance].operation) else {
            continue;
        };
        let replaced = if branch.truth == jump.truth {
            branch
        } else {
            let label = after.entry(target + distance).or_insert_with(|| {
                flat.labels += 1;
                Label(flat.labels - 1)
            });
            Branch { truth: jump.truth, target: *label, keeps: false }
        };
        flat.instructions[at].operation = replaced.operation();
    }
    for (branch, label) in after.into_iter().rev() {
        let span = flat.instructions[branch].span;
        let label = Instruction { operation: Operation::Label(label), span };
        flat.instructions.insert(branch + 1, label);
    }
}

/// Removes the labels to which nothing jumps.
fn remove_unused_labels(flat: &mut StackExpression) {
    let mut is_used = vec![false; flat.labels as usize];
    for Instruction { operation, .. } in &flat.instructions {
        if let Some(label) = operation.target() {
            is_used[label.0 as usize] = true;
        }
    }
    flat.instructions.retain(|Instruction { operation, .. }| match operation {
        Operation::Label(label) => is_used[label.0 as usize],
        _ => true,
    });
}

/// Removes each negation before a branch, and inverts the branch. Returns `true` if there was one.
fn invert_negated_branches(flat: &mut StackExpression) -> bool {
    let before = flat.instructions.len();
    let mut kept: Vec<Instruction> = Vec::with_capacity(before);
    for mut instruction in flat.instructions.drain(..) {
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
