//! Jump threading and removal of unreachable code.

use crate::flatten::stack_expression::{Instruction, Operation, StackExpression};

/// Redirects each jump to a jump to the final target, replaces each jump to a return by a return, and
/// removes jumps to the next instruction, unreachable code, and unused labels.
pub(super) fn thread_jumps(flat: &mut StackExpression) {
    redirect_jumps(flat);
    while remove_dead_code(flat) {}
    // This comes last, because a jump to the next instruction can be removed, but a return cannot.
    replace_jumps_to_returns(flat);
    while remove_dead_code(flat) {}
}

/// Redirects every jump to its final target.
fn redirect_jumps(flat: &mut StackExpression) {
    // For each label, the label at which control continues without executing anything else, if the first
    // instruction after the label is a jump. Jumps other than `Next` go forward, so this terminates.
    let mut continuation: Vec<Option<u32>> = vec![None; flat.labels as usize];
    let mut pending: Vec<u32> = Vec::new();
    for Instruction { operation, .. } in &flat.instructions {
        match operation {
            Operation::Label(label) => pending.push(label.0),
            Operation::Jump { target } => {
                for label in pending.drain(..) {
                    continuation[label as usize] = Some(target.0);
                }
            }
            _ => pending.clear(),
        }
    }
    for label in (0..continuation.len()).rev() {
        let mut steps = 0;
        while let Some(next) = continuation[label].and_then(|to| continuation[to as usize])
            && steps < continuation.len()
        {
            continuation[label] = Some(next);
            steps += 1;
        }
    }
    for Instruction { operation, .. } in &mut flat.instructions {
        // The verifier requires that `Next` jumps to the op after the one that entered the loop.
        if !matches!(operation, Operation::Next { .. })
            && let Some(to) = operation.target_mut()
            && let Some(end) = continuation[to.0 as usize]
        {
            to.0 = end;
        }
    }
}

/// Replaces jumps to a return by returns.
fn replace_jumps_to_returns(flat: &mut StackExpression) {
    let mut is_return = vec![false; flat.labels as usize];
    let mut pending: Vec<u32> = Vec::new();
    for Instruction { operation, .. } in &flat.instructions {
        match operation {
            Operation::Label(label) => pending.push(label.0),
            Operation::Return {} => {
                pending.drain(..).for_each(|label| is_return[label as usize] = true);
            }
            _ => pending.clear(),
        }
    }
    for Instruction { operation, .. } in &mut flat.instructions {
        if let Operation::Jump { target } = operation
            && is_return[target.0 as usize]
        {
            *operation = Operation::Return {};
        }
    }
}

/// Removes unreachable code, unused labels and jumps to the next instruction, in one pass. Returns whether
/// it removed anything: another pass may then find more.
pub(super) fn remove_dead_code(flat: &mut StackExpression) -> bool {
    let before = flat.instructions.len();
    let mut used = vec![false; flat.labels as usize];
    for Instruction { operation, .. } in &flat.instructions {
        if let Some(to) = operation.target() {
            used[to.0 as usize] = true;
        }
    }
    let mut kept: Vec<Instruction> = Vec::with_capacity(before);
    let mut is_reachable = true;
    for instruction in flat.instructions.drain(..) {
        if let Operation::Label(label) = instruction.operation {
            if !used[label.0 as usize] {
                continue;
            }
            // Several labels are adjacent where blocks end together, so look before all of them.
            let code = kept.iter().rposition(|kept| !matches!(kept.operation, Operation::Label(_)));
            if let Some(code) = code
                && kept[code].operation == (Operation::Jump { target: label })
            {
                kept.remove(code);
            }
            is_reachable = true;
        }
        if is_reachable {
            is_reachable = !instruction.operation.is_terminator();
            kept.push(instruction);
        }
    }
    flat.instructions = kept;
    flat.instructions.len() < before
}
