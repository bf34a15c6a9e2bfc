//! The verifier: an abstract interpretation of a program over the depths of its stack and scopes,
//! which proves before the program runs that it terminates and stays within its memory.

mod limits;

pub use limits::{COLLECTION_SIZE, Limits, ScratchUsage, VALUE_SIZE};

use crate::{
    op::Op,
    operand::{EACH_VARIABLES, Entry, LoopId, VarId},
    tables::Bounds,
};
use limits::max;

/// The maximum number of arguments of a block helper or of a component with fills, the blocks included.
pub const MAX_BLOCK_ARGS: u8 = 64;

/// The maximum number of blocks of a call of a block helper: its body and its `else` block.
pub const MAX_BLOCKS: u8 = 2;

/// The maximum number of blocks of a call of a component, which fill its slots.
pub const MAX_FILLS: u8 = 16;

/// The maximum nesting depth of running components and block helpers, and of their blocks in a template: they are a recursion
/// on the stack of the thread.
pub const MAX_CALL_DEPTH: u8 = 64;

/// The name of the condition among the attributes of a fill, without which the fill does not exist. No slot declares an attribute
/// with this name.
pub const FILL_CONDITION: &str = "if";

/// The name of the number of a fill among its attributes. No slot declares an attribute with this name.
pub const FILL_NUMBER: &str = "";

/// The number of arguments of a called partial.
pub const PARTIAL_ARGS: u8 = 8;

/// The name under which a block is passed to a partial.
pub const PARTIAL_BLOCK: &str = "@partial-block";

/// The state before an op, on which all paths of control flow to it agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The number of values on the stack.
    stack: u16,
    /// The number of these that are blocks. Blocks are below all other values, and only a call of a
    /// block helper or of a component pops them.
    blocks: u8,
    /// The number of bound variables.
    variables: u16,
    /// The number of open loops.
    loops: u8,
    /// The index of the op that entered the innermost loop.
    entered: usize,
    /// The scopes at the start of the body of the current block.
    body: BodyScopes,
    /// The maximum scratch memory of the current statement, over all paths to the op.
    scratch: ScratchUsage,
    /// Whether control flow reaches the op, as far as is known.
    is_reached: bool,
}

/// The scopes at the start of the body of a block; zero outside of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct BodyScopes {
    /// The number of bound variables.
    variables: u16,
    /// The number of open loops.
    loops: u8,
    /// Whether the body belongs to a partial.
    is_partial: bool,
}

impl State {
    /// The state of an op that is not known to be reached.
    pub const UNREACHED: Self = Self {
        stack: 0,
        blocks: 0,
        variables: 0,
        loops: 0,
        entered: 0,
        body: BodyScopes { variables: 0, loops: 0, is_partial: false },
        scratch: ScratchUsage::NONE,
        is_reached: false,
    };

    /// Returns `true` if two states are equal except for their scratch memory.
    const fn agrees_with(self, other: Self) -> bool {
        self.stack == other.stack
            && self.blocks == other.blocks
            && self.variables == other.variables
            && self.loops == other.loops
            && self.entered == other.entered
            && self.body.variables == other.body.variables
            && self.body.loops == other.body.loops
            && self.body.is_partial == other.body.is_partial
    }

    /// Returns the join of two states that agree, from two paths to an op.
    const fn merge(self, other: Self) -> Self {
        Self { scratch: self.scratch.max(other.scratch), ..self }
    }
}

/// The reason why a program is rejected. The compiler emits no such program, except one that is
/// [`TooLarge`](Self::TooLarge).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyError {
    /// An operand is out of range, or the op does not allow it.
    Operand {
        /// The op.
        op: usize,
    },
    /// An op pops more values than there are, or a statement or the program ends with values on the
    /// stack, or the program ends inside of a scope.
    Stack {
        /// The op.
        op: usize,
    },
    /// A variable or a loop is used where it is not bound, or bound out of order.
    Variable {
        /// The op.
        op: usize,
    },
    /// Two paths to an op disagree on the stack or on the scopes.
    Join {
        /// The op.
        op: usize,
    },
    /// An op other than the end of a loop jumps back, or the end of a loop jumps elsewhere than to
    /// the body of this loop.
    Backward {
        /// The op.
        op: usize,
    },
    /// There are more than 65,535 values on the stack.
    TooLarge {
        /// The op.
        op: usize,
    },
    /// `states` is too short, or `bounds.ops` is not the number of ops.
    InconsistentLengths,
}

/// Verifies a program, and returns the sizes of the memory that it needs.
///
/// It proves that every operand is in range; that all paths to an op agree on the depth
/// of the stack and on the variables and loops in scope; that no op pops more values than there
/// are; that the stack is empty between statements; and that only the end of a loop jumps back, to
/// the body of this loop, so that every program terminates. (Partials that are called may call themselves: the calls are
/// counted at run time.)
///
/// `states` is working memory: one state for each op and one for the end, all [`State::UNREACHED`].
///
/// # Errors
///
/// Returns the first violation of these rules, with the index of the op, and
/// [`VerifyError::InconsistentLengths`] if the lengths of the arguments do not match.
pub const fn verify(
    ops: &[Op],
    bounds: &Bounds<'_>,
    states: &mut [State],
) -> Result<Limits, VerifyError> {
    if states.len() <= ops.len() || bounds.ops != ops.len() {
        return Err(VerifyError::InconsistentLengths);
    }
    let mut limits = Limits { stack: 0, variables: 1, loops: 0, scratch: ScratchUsage::NONE };
    // Variable 0 is the data of the template.
    let mut here = State { variables: 1, is_reached: true, ..State::UNREACHED };
    // The scratch memory that variables retain. It is an upper bound: the verifier never releases it,
    // so that the amounts of consecutive blocks add up.
    let mut retained = ScratchUsage::NONE;
    let mut i = 0;
    while i < ops.len() {
        let known = states[i];
        if known.is_reached {
            if here.is_reached && !here.agrees_with(known) {
                return Err(VerifyError::Join { op: i });
            }
            here = if here.is_reached { here.merge(known) } else { known };
        }
        if here.is_reached {
            states[i] = here;
            let op = &ops[i];
            // Only link, which knows the layouts of the data, emits ops that read places.
            if !op.fits(bounds) || splits_text(op) || op.needs_place() {
                return Err(VerifyError::Operand { op: i });
            }
            if !follows_its_description(ops, i, known.is_reached) || !enters_partial(ops, i, here) {
                return Err(VerifyError::Operand { op: i });
            }
            let effect = op.effect();
            if here.stack < effect.pops {
                return Err(VerifyError::Stack { op: i });
            }
            let mut next = here;
            next.blocks = match blocks_after(ops, i, here, effect.pops) {
                Some(blocks) => blocks,
                None => return Err(VerifyError::Stack { op: i }),
            };
            next.stack = match (here.stack - effect.pops).checked_add(effect.pushes) {
                Some(stack) => stack,
                None => return Err(VerifyError::TooLarge { op: i }),
            };
            next.scratch = here.scratch.plus(ScratchUsage::of(op));
            if op.is_statement() && next.stack != 0 {
                return Err(VerifyError::Stack { op: i });
            }
            let mut jumped = match apply_scopes(op, &mut next) {
                Some(jumped) => jumped,
                None => return Err(VerifyError::Variable { op: i }),
            };
            match *op {
                Op::EnterEach { .. } | Op::AppendEach { .. } | Op::EnterSection { .. } => {
                    next.entered = i;
                }
                Op::Next { target, .. } => {
                    // The only backward jump leads to the body of the innermost loop.
                    if target.0 as usize != here.entered + 1 {
                        return Err(VerifyError::Backward { op: i });
                    }
                    next.entered = states[here.entered].entered;
                }
                _ => {}
            }
            if op.is_jump_or_pop() {
                jumped.stack = here.stack;
            }
            limits.scratch = limits.scratch.max(next.scratch.plus(retained));
            if next.stack == 0 {
                // The arguments of a call with blocks stay in scratch memory while its blocks, which
                // follow, are printed.
                let is_call = matches!(op, Op::CallBlockHelper { .. } | Op::CallComponent { .. });
                if next.variables > here.variables || is_call {
                    retained = retained.plus(next.scratch);
                }
                next.scratch = ScratchUsage::NONE;
            }
            if jumped.stack == 0 {
                jumped.scratch = ScratchUsage::NONE;
            }
            if let Some(to) = op.target() {
                let to = to.0 as usize;
                if to <= i && !matches!(op, Op::Next { .. }) {
                    return Err(VerifyError::Backward { op: i });
                }
                if states[to].is_reached {
                    if !states[to].agrees_with(jumped) {
                        return Err(VerifyError::Join { op: i });
                    }
                    jumped = jumped.merge(states[to]);
                }
                states[to] = jumped;
            }
            limits.stack = max(limits.stack, next.stack);
            limits.variables = max(limits.variables, max(next.variables, jumped.variables));
            limits.loops = if next.loops > limits.loops { next.loops } else { limits.loops };
            here = next;
            here.is_reached = !op.is_terminator();
        } else if let Op::BeginPartial { .. } = ops[i] {
            // It could be called, although its body would not be verified.
            return Err(VerifyError::Operand { op: i });
        }
        i += 1;
    }
    let end = states[ops.len()];
    if end.is_reached {
        if here.is_reached && !here.agrees_with(end) {
            return Err(VerifyError::Join { op: ops.len() });
        }
        here = end;
    }
    if here.is_reached && (here.stack != 0 || here.variables != 1 || here.loops != 0) {
        return Err(VerifyError::Stack { op: ops.len() });
    }
    Ok(limits)
}

/// Returns `true` if the op `at`, if it calls or passes a partial, refers to the beginning of a partial whose outer variables
/// and loops are bound and open here.
const fn enters_partial(ops: &[Op], at: usize, here: State) -> bool {
    let (Op::CallPartial { entry: Entry(entry), .. } | Op::PassPartial { entry: Entry(entry), .. }) =
        ops[at]
    else {
        return true;
    };
    match ops[entry as usize] {
        Op::BeginPartial { var, loops, .. } => var.0 <= here.variables && loops.0 <= here.loops,
        _ => false,
    }
}

/// Returns `true` if the op would print the result of a helper piece by piece although its escaping needs the
/// whole text.
const fn splits_text(op: &Op) -> bool {
    match op {
        Op::AppendCall { escape, .. } | Op::AppendDynamic { escape, .. } => !escape.is_divisible(),
        _ => false,
    }
}

/// Returns `true` if the op `at`, if it pops the description of its arguments, directly follows the
/// [`Op::PushArgs`] that pushes it. Returns `false` if such an op is a jump target.
const fn follows_its_description(ops: &[Op], at: usize, is_jump_target: bool) -> bool {
    let Some(args) = ops[at].described_args() else { return true };
    if is_jump_target || at == 0 {
        return false;
    }
    match ops[at - 1] {
        Op::PushArgs { positional, named, blocks } => {
            let positional = positional.0 as u16;
            match ops[at] {
                Op::CallBlockHelper { .. } => {
                    positional + named.count() as u16 + blocks.0 as u16 == args as u16
                        && blocks.0 > 0
                        && blocks.0 <= MAX_BLOCKS
                        && args <= MAX_BLOCK_ARGS
                }
                _ => positional + named.count() as u16 == args as u16 && blocks.0 == 0,
            }
        }
        _ => false,
    }
}

/// Returns the number of blocks on the stack after the op `at`, or `None` if the op breaks their
/// rules: blocks are below all other values, and a call pops all of them at once. So no block can
/// outlive the call, and none can run inside of itself.
const fn blocks_after(ops: &[Op], at: usize, here: State, pops: u16) -> Option<u8> {
    let left = here.stack - pops;
    let (is_allowed, blocks) = match ops[at] {
        Op::PushBlock { .. } => {
            (left == here.blocks as u16 && here.blocks < MAX_FILLS, here.blocks + 1)
        }
        Op::CallComponent { positional, named, blocks, .. } => {
            let names = named.count() >= blocks.0
                && (positional.0 <= 1 || positional.0 as u16 == 1 + blocks.0 as u16);
            let is_bounded = blocks.0 == 0
                || positional.0 as u16 + named.count() as u16 <= MAX_BLOCK_ARGS as u16;
            (left == 0 && blocks.0 == here.blocks && names && is_bounded, 0)
        }
        // `follows_its_description` has checked that a `PushArgs` precedes it, and the number of blocks.
        Op::CallBlockHelper { .. } => match ops[at - 1] {
            Op::PushArgs { blocks, .. } => (left == 0 && blocks.0 == here.blocks, 0),
            _ => (false, 0),
        },
        _ => (left >= here.blocks as u16, here.blocks),
    };
    if is_allowed { Some(blocks) } else { None }
}

/// Applies an op to the variables and loops of `next`, the state after it, and returns the state at
/// its target. Returns `None` if the op violates the nesting of scopes.
const fn apply_scopes(op: &Op, next: &mut State) -> Option<State> {
    let mut jumped = *next;
    jumped.is_reached = true;
    let is_in_order = match *op {
        Op::GetVar { var }
        | Op::GetVarPath { var, .. }
        | Op::GetVarName { var, .. }
        | Op::GetVarField { var, .. }
        | Op::AppendVar { var, .. }
        | Op::AppendVarPath { var, .. }
        | Op::AppendVarName { var, .. }
        | Op::AppendVarField { var, .. } => var.0 < next.variables,
        Op::GetIndex { loop_id } | Op::GetFirst { loop_id } | Op::GetLast { loop_id } => {
            loop_id.0 < next.loops
        }
        Op::GetKey { loop_id, var } => {
            loop_id.0 < next.loops && var.0 + EACH_VARIABLES <= next.variables
        }
        Op::EnterEach { loop_id, var, .. }
        | Op::AppendEach { loop_id, var, .. }
        | Op::EnterSection { loop_id, var, .. } => enter_loop(loop_id, var, next),
        Op::Next { loop_id, var, .. } => exit_loop(loop_id, var, next),
        Op::EnterWith { var, .. } | Op::Bind { var } => {
            let is_next = var.0 == next.variables;
            if is_next {
                next.variables += 1;
            }
            is_next
        }
        Op::PushBlock { var, params, .. } => {
            let variables = match var.0.checked_add(1 + params.0 as u16) {
                Some(variables) => variables,
                None => return None,
            };
            jumped.stack = 0;
            jumped.blocks = 0;
            jumped.variables = variables;
            jumped.body = BodyScopes { variables, loops: jumped.loops, is_partial: false };
            var.0 == next.variables
        }
        Op::Return {} => {
            next.body.variables > 0
                && !next.body.is_partial
                && next.variables == next.body.variables
                && next.loops == next.body.loops
        }
        Op::EndPartial { .. } => {
            next.body.is_partial
                && next.variables == next.body.variables
                && next.loops == next.body.loops
        }
        // The body begins anew after this op.
        Op::BeginPartial { var, loops, .. } => {
            let variables = var.0.saturating_add(PARTIAL_ARGS as u16);
            let body = BodyScopes { variables, loops: loops.0, is_partial: true };
            *next = State { variables, loops: loops.0, body, is_reached: true, ..State::UNREACHED };
            var.0 > 0 && variables < VarId::END && loops.0 < u8::MAX
        }
        Op::CallPartial { loops, .. } | Op::CallPassed { loops, .. } => loops.0 == next.loops,
        Op::Unbind { var } => {
            let is_bound = var.0 > 0 && var.0 >= next.body.variables && var.0 < next.variables;
            next.variables = var.0;
            is_bound
        }
        _ => true,
    };
    if is_in_order { Some(jumped) } else { None }
}

/// Enters a loop in `state`; reports whether its number and that of its variable are the next free ones.
const fn enter_loop(loop_id: LoopId, var: VarId, state: &mut State) -> bool {
    let is_next = loop_id.0 == state.loops && var.0 == state.variables;
    if is_next {
        state.loops += 1;
        state.variables += EACH_VARIABLES;
    }
    is_next
}

/// Exits a loop in `state`; reports whether it is the innermost one, and inside of the current
/// block.
const fn exit_loop(loop_id: LoopId, var: VarId, state: &mut State) -> bool {
    let is_innermost = loop_id.0 + 1 == state.loops
        && loop_id.0 >= state.body.loops
        && var.0 + EACH_VARIABLES == state.variables;
    if is_innermost {
        state.loops -= 1;
        state.variables = var.0;
    }
    is_innermost
}

#[cfg(test)]
mod tests;
