use crate::flatten::stack_expression::{Instruction, Operation, StackExpression};

/// Sends a jump that lands on a jump to where that one goes, and removes what is never reached:
/// jumps to the next instruction, code behind a jump, labels that nobody jumps to. A jump that lands
/// on a return is one.
pub(super) fn thread_jumps(flat: &mut StackExpression) {
    thread(flat);
    while remove(flat) {}
    // Only now: a return cannot be removed as a jump to the next instruction can.
    return_early(flat);
    while remove(flat) {}
}

/// Follows every jump to where it ends up.
fn thread(flat: &mut StackExpression) {
    // For each label, where control goes from there without doing anything: another label, if the
    // first instruction behind it is a jump. Jumps of templates go forward, so this ends.
    let mut onward: Vec<Option<u32>> = vec![None; flat.labels as usize];
    let mut open: Vec<u32> = Vec::new();
    for Instruction { operation, .. } in &flat.instructions {
        match operation {
            Operation::Label(label) => open.push(label.0),
            Operation::Jump { target } => {
                for label in open.drain(..) {
                    onward[label as usize] = Some(target.0);
                }
            }
            _ => open.clear(),
        }
    }
    for label in (0..onward.len()).rev() {
        let mut steps = 0;
        while let Some(next) = onward[label].and_then(|to| onward[to as usize])
            && steps < onward.len()
        {
            onward[label] = Some(next);
            steps += 1;
        }
    }
    for Instruction { operation, .. } in &mut flat.instructions {
        // The verifier wants a loop to go back to the op behind the one that opened it.
        if !matches!(operation, Operation::Next { .. })
            && let Some(to) = operation.target_mut()
            && let Some(end) = onward[to.0 as usize]
        {
            to.0 = end;
        }
    }
}

/// Makes returns of the jumps that land on one.
fn return_early(flat: &mut StackExpression) {
    let mut returns = vec![false; flat.labels as usize];
    let mut open: Vec<u32> = Vec::new();
    for Instruction { operation, .. } in &flat.instructions {
        match operation {
            Operation::Label(label) => open.push(label.0),
            Operation::Return {} => {
                open.drain(..).for_each(|label| returns[label as usize] = true);
            }
            _ => open.clear(),
        }
    }
    for Instruction { operation, .. } in &mut flat.instructions {
        if let Operation::Jump { target } = operation
            && returns[target.0 as usize]
        {
            *operation = Operation::Return {};
        }
    }
}

/// Removes once what is not needed, and tells whether there was something.
fn remove(flat: &mut StackExpression) -> bool {
    let before = flat.instructions.len();
    let mut used = vec![false; flat.labels as usize];
    for Instruction { operation, .. } in &flat.instructions {
        if let Some(to) = operation.target() {
            used[to.0 as usize] = true;
        }
    }
    let mut kept: Vec<Instruction> = Vec::with_capacity(before);
    let mut reached = true;
    for instruction in flat.instructions.drain(..) {
        if let Operation::Label(label) = instruction.operation {
            if !used[label.0 as usize] {
                continue;
            }
            // Labels stand in a row where blocks end together: look behind all of them.
            let code = kept.iter().rposition(|kept| !matches!(kept.operation, Operation::Label(_)));
            if let Some(code) = code
                && kept[code].operation == (Operation::Jump { target: label })
            {
                kept.remove(code);
            }
            reached = true;
        }
        if reached {
            reached = !instruction.operation.is_terminator();
            kept.push(instruction);
        }
    }
    flat.instructions = kept;
    flat.instructions.len() < before
}
