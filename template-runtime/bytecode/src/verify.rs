//! Proves, before a program ever runs, that it cannot go wrong on its stack.

mod limits;

pub use limits::{Limits, MADE_SIZE, Scratch, VALUE_SIZE};

use crate::{
    op::{EACH_VARIABLES, Op},
    tables::Bounds,
};
use limits::max;

/// How many arguments a block helper has at most, its blocks included.
pub const MAX_BLOCK_ARGS: u8 = 32;

/// The state in which every way to an op arrives there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Values on the stack.
    stack: u16,
    /// How many of them are blocks: the first ones, and nothing but a call with blocks takes them.
    blocks: u8,
    /// Bound variables.
    variables: u16,
    /// Open loops.
    loops: u8,
    /// The op that opened the innermost of them.
    opened: usize,
    /// In the body of a block, what is bound and open where it begins; outside, nothing.
    body: (u16, u8),
    /// The most that the statement at hand has in scratch memory, whichever way led here.
    scratch: Scratch,
    /// Whether any way to the op has been seen.
    reached: bool,
}

impl State {
    /// An op that no way leads to, so far.
    pub const UNREACHED: Self = Self {
        stack: 0,
        blocks: 0,
        variables: 0,
        loops: 0,
        opened: 0,
        body: (0, 0),
        scratch: Scratch::NONE,
        reached: false,
    };

    const fn same(self, other: Self) -> bool {
        self.stack == other.stack
            && self.blocks == other.blocks
            && self.variables == other.variables
            && self.loops == other.loops
            && self.opened == other.opened
            && self.body.0 == other.body.0
            && self.body.1 == other.body.1
    }

    /// The same state, reached in one way or the other.
    const fn or(self, other: Self) -> Self {
        Self { scratch: self.scratch.max(other.scratch), ..self }
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
    /// An op leads back, and is no loop that goes on with its own body.
    Backward {
        /// The op.
        op: usize,
    },
    /// There are more values on the stack than can be counted.
    TooLarge {
        /// The op.
        op: usize,
    },
    /// `states` has the wrong length.
    Work,
}

/// Proves that every operand lies within the tables, that every way to an op agrees on the depth of
/// the stack and on what is bound, that nothing is popped that is not there, that the stack is
/// empty between statements, and that nothing leads back but a loop with its next item, so that every
/// program comes to an end; gives the sizes of the arrays that the program needs.
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
    let mut limits = Limits { stack: 0, variables: 1, loops: 0, scratch: Scratch::NONE };
    // Variable 0 is the data of the template.
    let mut here = State { variables: 1, reached: true, ..State::UNREACHED };
    // What variables have in scratch memory, counted too often where blocks lie side by side.
    let mut bound = Scratch::NONE;
    let mut i = 0;
    while i < ops.len() {
        let known = states[i];
        if known.reached {
            if here.reached && !here.same(known) {
                return Err(VerifyError::Join { op: i });
            }
            here = if here.reached { here.or(known) } else { known };
        }
        if here.reached {
            states[i] = here;
            let op = &ops[i];
            if !op.fits(bounds) {
                return Err(VerifyError::Operand { op: i });
            }
            if !follows_its_args(ops, i, known.reached) {
                return Err(VerifyError::Operand { op: i });
            }
            let effect = op.effect();
            if here.stack < effect.pops {
                return Err(VerifyError::Stack { op: i });
            }
            let mut next = here;
            next.blocks = match blocks(ops, i, here, effect.pops) {
                Some(blocks) => blocks,
                None => return Err(VerifyError::Stack { op: i }),
            };
            next.stack = match (here.stack - effect.pops).checked_add(effect.pushes) {
                Some(stack) => stack,
                None => return Err(VerifyError::TooLarge { op: i }),
            };
            next.scratch = here.scratch.plus(Scratch::of(op));
            if is_statement(op) && next.stack != 0 {
                return Err(VerifyError::Stack { op: i });
            }
            let mut other = match bind(op, &mut next) {
                Some(other) => other,
                None => return Err(VerifyError::Variable { op: i }),
            };
            match *op {
                Op::EnterEach { .. } | Op::AppendEach { .. } | Op::EnterSection { .. } => {
                    next.opened = i;
                }
                Op::Next { to, .. } => {
                    // The only way back, to the body of the innermost loop: every program ends.
                    if to.0 as usize != here.opened + 1 {
                        return Err(VerifyError::Backward { op: i });
                    }
                    next.opened = states[here.opened].opened;
                }
                _ => {}
            }
            if op.keeps() {
                other.stack = here.stack;
            }
            limits.scratch = limits.scratch.max(next.scratch.plus(bound));
            if next.stack == 0 {
                // What a block helper is given stays while its blocks, which follow, are printed.
                if next.variables > here.variables || matches!(op, Op::CallBlockHelper { .. }) {
                    bound = bound.plus(next.scratch);
                }
                next.scratch = Scratch::NONE;
            }
            if other.stack == 0 {
                other.scratch = Scratch::NONE;
            }
            if let Some(to) = op.target() {
                let to = to.0 as usize;
                if to <= i && !matches!(op, Op::Next { .. }) {
                    return Err(VerifyError::Backward { op: i });
                }
                if states[to].reached {
                    if !states[to].same(other) {
                        return Err(VerifyError::Join { op: i });
                    }
                    other = other.or(states[to]);
                }
                states[to] = other;
            }
            limits.stack = max(limits.stack, next.stack);
            limits.variables = max(limits.variables, max(next.variables, other.variables));
            limits.loops = if next.loops > limits.loops { next.loops } else { limits.loops };
            here = next;
            here.reached = !op.diverts();
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

/// Whether the op, if it takes what a [`Op::PushArgs`] pushes, stands directly behind one, with no
/// other way to it.
const fn follows_its_args(ops: &[Op], at: usize, joined: bool) -> bool {
    let Some(args) = ops[at].pushed_args() else { return true };
    if joined || at == 0 {
        return false;
    }
    match ops[at - 1] {
        Op::PushArgs { positional, named, blocks, .. } => {
            let of_blocks = matches!(ops[at], Op::CallBlockHelper { .. });
            let most = if of_blocks { MAX_BLOCKS } else { 0 };
            positional.0 as u16 + named.0 as u16 + blocks.0 as u16 == args as u16
                && blocks.0 <= most
                && (blocks.0 > 0) == of_blocks
                && (!of_blocks || args <= MAX_BLOCK_ARGS)
        }
        _ => false,
    }
}

/// How many blocks are on the stack behind the op `at`. They lie below everything else, and go all at once
/// with the call that they are for: none can be kept, so that none can be run inside of itself.
const fn blocks(ops: &[Op], at: usize, here: State, pops: u16) -> Option<u8> {
    let left = here.stack - pops;
    let (is_right, blocks) = match ops[at] {
        Op::PushBlock { .. } => {
            (left == here.blocks as u16 && here.blocks < MAX_BLOCKS, here.blocks + 1)
        }
        // It stands behind its `PushArgs`.
        Op::CallBlockHelper { .. } => match ops[at - 1] {
            Op::PushArgs { blocks, .. } => (left == 0 && blocks.0 == here.blocks, 0),
            _ => (false, 0),
        },
        _ => (left >= here.blocks as u16, here.blocks),
    };
    if is_right { Some(blocks) } else { None }
}

/// How many blocks a call has at most: its body and that of `else`.
const MAX_BLOCKS: u8 = 2;

/// Whether the stack must be empty behind the op.
const fn is_statement(op: &Op) -> bool {
    matches!(
        op,
        Op::Text { .. }
            | Op::Append { .. }
            | Op::AppendCall { .. }
            | Op::AppendDynamic { .. }
            | Op::CallBlockHelper { .. }
            | Op::Return {}
            | Op::AppendVar { .. }
            | Op::AppendVarName { .. }
            | Op::AppendVarField { .. }
            | Op::EnterEach { .. }
            | Op::AppendEach { .. }
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
        Op::EnterEach { of, slot, .. }
        | Op::AppendEach { of, slot, .. }
        | Op::EnterSection { of, slot, .. } => {
            let ok = of.0 == next.loops && slot.0 == next.variables;
            if ok {
                next.loops += 1;
                next.variables += EACH_VARIABLES;
            }
            ok
        }
        Op::Next { of, slot, .. } => {
            let ok = of.0 + 1 == next.loops
                && of.0 >= next.body.1
                && slot.0 + EACH_VARIABLES == next.variables;
            if ok {
                next.loops -= 1;
                next.variables = slot.0;
            }
            ok
        }
        Op::EnterWith { slot, .. } | Op::Bind { slot } => {
            let ok = slot.0 == next.variables;
            if ok {
                next.variables += 1;
            }
            ok
        }
        Op::PushBlock { slot, params, .. } => {
            other.stack = 0;
            other.blocks = 0;
            let variables = slot.0.checked_add(1 + params.0 as u16);
            other.variables = match variables {
                Some(variables) => variables,
                None => 0,
            };
            other.body = (other.variables, other.loops);
            slot.0 == next.variables && variables.is_some()
        }
        Op::Return {} => {
            next.body.0 > 0 && next.variables == next.body.0 && next.loops == next.body.1
        }
        Op::Exit { slot } => {
            let ok = slot.0 > 0 && slot.0 >= next.body.0 && slot.0 < next.variables;
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
        Count, Escape, HelperRef, Immediate, Loop, NameRow, Slot, Target, TextLen, TextStart,
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
        assert_eq!(limits, Ok(Limits { stack: 1, variables: 4, loops: 1, scratch: Scratch::NONE }));
    }

    const ARGS: Op = Op::PushArgs {
        positional: Count(0),
        named: Count(0),
        blocks: Count(1),
        first_name: NameRow(0),
    };
    const CALL_BLOCK: Op =
        Op::CallBlockHelper { helper: HelperRef(0), args: Count(1), escape: Escape::Html };

    /// A block helper whose block, with one block param, has this body.
    fn block(body: &[Op]) -> std::vec::Vec<Op> {
        let end = Target(4 + body.len() as u32);
        let push = Op::PushBlock { slot: Slot(1), params: Count(1), to: Target(4) };
        [&[push, ARGS, CALL_BLOCK, Op::Jump { to: end }], body].concat()
    }

    #[test]
    fn a_block_gives_its_limits() {
        let text = Op::Text { start: TextStart(0), len: TextLen(1) };
        let limits =
            check(&block(&[Op::AppendVar { slot: Slot(2), escape: Escape::Html }, Op::Return {}]));
        let scratch = Scratch { texts: 1, bytes: 0 };
        assert_eq!(limits, Ok(Limits { stack: 2, variables: 3, loops: 0, scratch }));
        // Outside of a block there is nowhere to return to, and a block ends with what it began with.
        assert_eq!(check(&[text, Op::Return {}]), Err(VerifyError::Variable { op: 1 }));
        let push = Op::PushImmediate { value: Immediate(1) };
        let unbalanced = block(&[push, Op::Bind { slot: Slot(3) }, Op::Return {}]);
        assert_eq!(check(&unbalanced), Err(VerifyError::Variable { op: 6 }));
        let outer = block(&[Op::Exit { slot: Slot(1) }, Op::Return {}]);
        assert_eq!(check(&outer), Err(VerifyError::Variable { op: 4 }));
    }

    #[test]
    fn arguments_stand_in_front_of_their_call() {
        let call = Op::CallHelper { helper: HelperRef(0), args: Count(0) };
        let append = Op::Append { escape: Escape::Html };
        let push = Op::PushImmediate { value: Immediate(1) };
        assert_eq!(check(&[push, call, append]), Err(VerifyError::Operand { op: 1 }));
        // A block that the op does not take.
        assert_eq!(check(&[ARGS, call, append]), Err(VerifyError::Operand { op: 1 }));
    }

    #[test]
    fn scratch_is_that_of_the_worst_way() {
        let push = Op::PushImmediate { value: Immediate(1) };
        let array = |count| Op::MakeArray { count: Count(count) };
        let bytes = |ops: &[Op]| check(ops).map(|limits| limits.scratch.bytes);
        // What is kept is larger than what would stand in its place, and stays while it is bound.
        let to = Target(6);
        let keep = Op::JumpIfKeep { to };
        let (bind, exit) = (Op::Bind { slot: Slot(1) }, Op::Exit { slot: Slot(1) });
        let append = Op::Append { escape: Escape::Html };
        let kept = [push, push, push, array(3), keep, array(0), bind, array(0), append, exit];
        assert_eq!(bytes(&kept), Ok(3 * VALUE_SIZE + 2 * MADE_SIZE));
        // What is passed over waits only where something else waits below it.
        let passed = [push, push, array(2), Op::JumpIfKeep { to: Target(5) }, array(0), append];
        assert_eq!(bytes(&passed), Ok(2 * VALUE_SIZE + MADE_SIZE));
        let lookup = [push, push, array(1), Op::JumpIfKeep { to: Target(5) }, array(0)];
        let nested = [&lookup[..], &[Op::Lookup {}, append]].concat();
        assert_eq!(bytes(&nested), Ok(VALUE_SIZE + 2 * MADE_SIZE));
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
        // A program that has no end: nothing leads back but a loop, and that to its own body.
        let text = Op::Text { start: TextStart(0), len: TextLen(1) };
        assert_eq!(
            check(&[text, Op::Jump { to: Target(0) }]),
            Err(VerifyError::Backward { op: 1 })
        );
        let enter = |to| Op::EnterEach { of: Loop(0), slot: Slot(1), to: Target(to) };
        let next = |to| Op::Next { of: Loop(0), slot: Slot(1), to: Target(to) };
        let elsewhere = [push, enter(4), text, next(2), push, enter(8), text, next(2)];
        assert_eq!(check(&elsewhere), Err(VerifyError::Backward { op: 7 }));
        assert_eq!(check(&[push, enter(3), next(1)]), Err(VerifyError::Backward { op: 2 }));
        let many = vec![push; 65_536];
        assert_eq!(check(&many), Err(VerifyError::TooLarge { op: 65_535 }));
        let call = Op::AppendCall {
            helper: HelperRef(1),
            positional: Count(0),
            named: Count(0),
            first_name: NameRow(0),
            escape: Escape::None,
        };
        assert_eq!(check(&[call]), Err(VerifyError::Operand { op: 0 }));
    }
}
