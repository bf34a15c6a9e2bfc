//! Proves, before a program ever runs, that it cannot go wrong on its stack.

use crate::{
    op::{EACH_VARIABLES, Op},
    tables::Bounds,
};

/// What a program needs while it runs: the VM's arrays have exactly these sizes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The most values that are on the stack at once.
    pub stack: u16,
    /// The most variables that are bound at once.
    pub variables: u16,
    /// The most loops that are open at once.
    pub loops: u8,
    /// The most texts, arrays and hashes that one statement puts into scratch memory.
    pub scratch: u16,
}

/// The state in which every way to an op arrives there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Values on the stack.
    stack: u16,
    /// Bound variables.
    variables: u16,
    /// Open loops.
    loops: u8,
    /// Whether any way to the op has been seen.
    reached: bool,
}

impl State {
    /// An op that no way leads to, so far.
    pub const UNREACHED: Self = Self { stack: 0, variables: 0, loops: 0, reached: false };

    const fn same(self, other: Self) -> bool {
        self.stack == other.stack && self.variables == other.variables && self.loops == other.loops
    }
}

/// Why a program is refused. The compiler never makes such a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyError {
    /// An operand lies outside the tables.
    Operand {
        /// The op.
        op: usize,
    },
    /// An op pops more than there is, or a statement begins with values on the stack.
    Stack {
        /// The op.
        op: usize,
    },
    /// A variable or a loop is used where it is not bound, or bound out of order.
    Variable {
        /// The op.
        op: usize,
    },
    /// Two ways to an op disagree on what is on the stack.
    Join {
        /// The op.
        op: usize,
    },
    /// `states` has the wrong length.
    Work,
}

/// Proves that every operand lies within the tables, that every way to an op agrees on the depth of
/// the stack and on what is bound, that nothing is popped that is not there, and that the stack is
/// empty between statements; gives the sizes of the arrays that the program needs.
///
/// `states` is working space, one for each op and one for the end, all [`State::UNREACHED`].
///
/// # Errors
///
/// Names the first op that breaks a rule.
pub const fn verify(
    ops: &[Op],
    bounds: &Bounds,
    states: &mut [State],
) -> Result<Limits, VerifyError> {
    if states.len() <= ops.len() || bounds.ops != ops.len() {
        return Err(VerifyError::Work);
    }
    let mut limits = Limits { stack: 0, variables: 1, loops: 0, scratch: 0 };
    // Variable 0 is the data of the template.
    let mut here = State { stack: 0, variables: 1, loops: 0, reached: true };
    let mut scratch = 0;
    let mut i = 0;
    while i < ops.len() {
        let known = states[i];
        if known.reached {
            if here.reached && !here.same(known) {
                return Err(VerifyError::Join { op: i });
            }
            here = known;
        }
        if here.reached {
            states[i] = here;
            let op = &ops[i];
            if !op.fits(bounds) {
                return Err(VerifyError::Operand { op: i });
            }
            let effect = op.effect();
            if here.stack < effect.pops {
                return Err(VerifyError::Stack { op: i });
            }
            let mut next = here;
            next.stack = here.stack - effect.pops + effect.pushes;
            if is_statement(op) && next.stack != 0 {
                return Err(VerifyError::Stack { op: i });
            }
            let mut other = match bind(op, &mut next) {
                Some(other) => other,
                None => return Err(VerifyError::Variable { op: i }),
            };
            if op.keeps() {
                other.stack = here.stack;
            }
            if let Some(to) = op.target() {
                let to = to.0 as usize;
                if to <= i && !states[to].reached {
                    return Err(VerifyError::Join { op: i });
                }
                if states[to].reached && !states[to].same(other) {
                    return Err(VerifyError::Join { op: i });
                }
                states[to] = other;
            }
            if matches!(
                op,
                Op::CallHelper { .. }
                    | Op::Call { .. }
                    | Op::Concat { .. }
                    | Op::MakeArray { .. }
                    | Op::MakeHash { .. }
            ) {
                scratch += 1;
            }
            limits.stack = max(limits.stack, next.stack);
            limits.variables = max(limits.variables, next.variables);
            limits.loops = if next.loops > limits.loops { next.loops } else { limits.loops };
            limits.scratch = max(limits.scratch, scratch);
            if next.stack == 0 {
                scratch = 0;
            }
            here = next;
            here.reached = !matches!(op, Op::Jump { .. });
        }
        i += 1;
    }
    let end = states[ops.len()];
    if end.reached {
        if here.reached && !here.same(end) {
            return Err(VerifyError::Join { op: ops.len() });
        }
        here = end;
    }
    if here.reached && (here.stack != 0 || here.variables != 1 || here.loops != 0) {
        return Err(VerifyError::Stack { op: ops.len() });
    }
    Ok(limits)
}

const fn max(a: u16, b: u16) -> u16 {
    if a > b { a } else { b }
}

/// Whether the stack must be empty behind the op.
const fn is_statement(op: &Op) -> bool {
    matches!(
        op,
        Op::Text { .. }
            | Op::Append { .. }
            | Op::AppendCall { .. }
            | Op::AppendVar { .. }
            | Op::AppendVarName { .. }
            | Op::AppendVarField { .. }
            | Op::EnterEach { .. }
            | Op::EnterSection { .. }
            | Op::Next { .. }
            | Op::EnterWith { .. }
            | Op::Bind { .. }
            | Op::Exit { .. }
    )
}

/// Applies what the op does to variables and loops to `next`, the state at the op behind it, and
/// gives the state at its target. None when the op breaks the order of variables.
const fn bind(op: &Op, next: &mut State) -> Option<State> {
    let mut other = *next;
    other.reached = true;
    let ok = match *op {
        Op::GetVar { slot }
        | Op::GetVarName { slot, .. }
        | Op::GetVarField { slot, .. }
        | Op::AppendVar { slot, .. }
        | Op::AppendVarName { slot, .. }
        | Op::AppendVarField { slot, .. } => slot.0 < next.variables,
        Op::GetIndex { of } | Op::GetFirst { of } | Op::GetLast { of } => of.0 < next.loops,
        Op::GetKey { of, slot } => of.0 < next.loops && slot.0 + EACH_VARIABLES <= next.variables,
        Op::EnterEach { of, slot, .. } | Op::EnterSection { of, slot, .. } => {
            let ok = of.0 == next.loops && slot.0 == next.variables;
            next.loops += 1;
            next.variables += EACH_VARIABLES;
            ok
        }
        Op::Next { of, slot, .. } => {
            let ok = of.0 + 1 == next.loops && slot.0 + EACH_VARIABLES == next.variables;
            if ok {
                next.loops -= 1;
                next.variables = slot.0;
            }
            ok
        }
        Op::EnterWith { slot, .. } | Op::Bind { slot } => {
            let ok = slot.0 == next.variables;
            next.variables += 1;
            ok
        }
        Op::Exit { slot } => {
            let ok = slot.0 > 0 && slot.0 < next.variables;
            next.variables = slot.0;
            ok
        }
        _ => true,
    };
    if ok { Some(other) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operand::{
        Count, Escape, HelperRef, Immediate, Loop, Slot, Target, TextLen, TextStart,
    };
    use std::vec;

    fn check(ops: &[Op]) -> Result<Limits, VerifyError> {
        let bounds = Bounds { ops: ops.len(), text: 4, names: 1, constants: 1, helpers: 1 };
        verify(ops, &bounds, &mut vec![State::UNREACHED; ops.len() + 1])
    }

    #[test]
    fn a_loop_gives_its_limits() {
        let limits = check(&[
            Op::GetVar { slot: Slot(0) },
            Op::EnterEach { of: Loop(0), slot: Slot(1), to: Target(5) },
            Op::GetVar { slot: Slot(2) },
            Op::Append { escape: Escape::Html },
            Op::Next { of: Loop(0), slot: Slot(1), to: Target(2) },
            Op::Text { start: TextStart(0), len: TextLen(1) },
        ]);
        assert_eq!(limits, Ok(Limits { stack: 1, variables: 4, loops: 1, scratch: 0 }));
    }

    #[test]
    fn what_is_wrong_is_refused() {
        let append = Op::Append { escape: Escape::Html };
        let push = Op::PushImmediate { value: Immediate(1) };
        assert_eq!(check(&[append]), Err(VerifyError::Stack { op: 0 }));
        assert_eq!(check(&[push, push, append]), Err(VerifyError::Stack { op: 2 }));
        assert_eq!(check(&[push]), Err(VerifyError::Stack { op: 1 }));
        assert_eq!(check(&[Op::Jump { to: Target(2) }]), Err(VerifyError::Operand { op: 0 }));
        assert_eq!(check(&[Op::Exit { slot: Slot(0) }]), Err(VerifyError::Variable { op: 0 }));
        assert_eq!(
            check(&[Op::GetVar { slot: Slot(1) }, append]),
            Err(VerifyError::Variable { op: 0 })
        );
        assert_eq!(
            check(&[push, Op::JumpIf { to: Target(3) }, push, append]),
            Err(VerifyError::Join { op: 3 })
        );
        let call = Op::AppendCall { helper: HelperRef(1), args: Count(0), escape: Escape::None };
        assert_eq!(check(&[call]), Err(VerifyError::Operand { op: 0 }));
    }
}
