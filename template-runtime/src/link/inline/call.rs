//! Calls that are replaced, and the copies of the ops of their components.

use super::{
    MAX_COMPONENTS,
    component::{InlineArg, InlineProgram},
};
use crate::vm::ProgramParts;
use template_bytecode::{Constant, Count, Immediate, Leaf, Offset, Op, Target, TextRef};

/// A call of a component that is replaced with a copy of its ops.
#[derive(Clone, Copy)]
pub(super) struct InlineCall<'p> {
    pub(super) program: &'static InlineProgram,
    /// The index of the component among the helpers.
    pub(super) component: usize,
    /// The index of the op that calls it.
    pub(super) at: usize,
    /// The ops that push the fills, which are those before the arguments.
    pub(super) fills: &'p [Op],
    /// For each fill the number of its slot.
    slots: &'p [u8],
    /// The ops that push the arguments, which are those before the op that calls the component.
    args: &'p [Op],
    /// For each argument the index of its parameter.
    params: &'p [u8],
    constants: &'p [Constant<'p>],
    /// The op after the call and its fills.
    pub(super) end: Target,
    /// Whether a fill binds variables. They follow that of the fill, which then is bound, too.
    binds: bool,
}

impl<'p> InlineCall<'p> {
    /// Returns the call that the op at an index makes, if it can be replaced.
    pub(super) const fn of(parts: &ProgramParts<'p>, at: usize) -> Option<Self> {
        let Op::CallComponent { helper, positional: Count(0), named, blocks: Count(blocks) } =
            parts.ops[at]
        else {
            return None;
        };
        let component = helper.0 as usize;
        if component >= MAX_COMPONENTS {
            return None;
        }
        let Some(program) = parts.components[component].inline else { return None };
        let count = named.count() as usize;
        let Some(first) = at.checked_sub(count) else { return None };
        let (fills, args) = part_of(parts.ops, first, count).split_at(blocks as usize);
        let (slots, params) =
            part_of(parts.param_indexes, named.first(), count).split_at(blocks as usize);
        // The fills follow the next op, which jumps over them, or ends the fill or the program that the call is part of.
        let end = match parts.ops[at + 1] {
            Op::Jump { target } if blocks > 0 => target,
            _ => Target(at as u32 + 1),
        };
        let constants = parts.constants;
        let mut call = Self {
            program,
            component,
            at,
            fills,
            slots,
            args,
            params,
            constants,
            end,
            binds: false,
        };
        let is_replaced =
            call.has_arguments() && call.find_fills(parts.ops) && !call.is_jumped_into(parts.ops);
        if is_replaced { Some(call) } else { None }
    }

    /// Returns the index of the first op of the call.
    pub(super) const fn first(&self) -> usize {
        self.at - self.args.len() - self.fills.len()
    }

    /// Returns `true` if the first ops of the call push fills without block params, each for a slot of its own, which the component
    /// prints at no more than one place; and finds out whether they bind variables.
    const fn find_fills(&mut self, ops: &[Op]) -> bool {
        let mut i = 0;
        while i < self.fills.len() {
            let Op::PushBlock { params: Count(0), target, .. } = self.fills[i] else {
                return false;
            };
            let mut fill = FillReturns::of(target);
            while let Some(_) = fill.next(ops) {}
            if !fill.has_ended || !self.is_printed_once(self.slots[i]) {
                return false;
            }
            self.binds |= fill.binds;
            i += 1;
        }
        true
    }

    /// Returns `true` if the call passes one fill for a slot, and the component prints it at no more than one place.
    const fn is_printed_once(&self, of: u8) -> bool {
        let (mut i, mut fills) = (0, 0);
        while i < self.slots.len() {
            fills += (self.slots[i] == of) as usize;
            i += 1;
        }
        let (mut at, mut places) = (0, 0);
        while at < self.program.ops.len() {
            if let Op::GetFill { slot: Count(slot) } = self.program.ops[at] {
                places += (slot == of) as usize;
            }
            at += 1;
        }
        fills == 1 && places <= 1
    }

    /// Returns the index of the fill for a slot; `None` if it is empty.
    pub(super) const fn fill_of(&self, slot: u8) -> Option<usize> {
        let mut i = 0;
        while i < self.slots.len() {
            if self.slots[i] == slot {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    /// Returns `true` if the ops before the call push arguments that the fields take, and each field that the component reads has
    /// one.
    const fn has_arguments(&self) -> bool {
        let mut i = 0;
        while i < self.args.len() {
            match InlineArg::of(self.args[i], self.constants) {
                Some(arg) if self.program.takes(self.params[i] as usize, &arg) => {}
                _ => return false,
            }
            i += 1;
        }
        let ops = self.program.ops;
        let mut at = 0;
        while at < ops.len() {
            if let Op::AppendPlace { offset, leaf, .. } | Op::GetPlace { offset, leaf, .. } =
                ops[at]
                && self.arg(offset, leaf).is_none()
            {
                return false;
            }
            at += 1;
        }
        true
    }

    /// Returns `true` if a jump leads to the call, or to an argument after the first one: then an argument may also be pushed
    /// elsewhere.
    const fn is_jumped_into(&self, ops: &[Op]) -> bool {
        let first = self.first();
        let mut i = 0;
        while i < ops.len() {
            if let Some(Target(target)) = ops[i].target()
                && first < target as usize
                && target as usize <= self.at
            {
                return true;
            }
            i += 1;
        }
        false
    }

    /// Returns the argument for the field at an offset; `None` if it was not passed.
    const fn arg(&self, offset: Offset, leaf: Leaf) -> Option<InlineArg> {
        let Some(param) = self.program.param_at(offset, leaf) else { return None };
        let mut i = 0;
        while i < self.args.len() {
            if self.params[i] as usize == param {
                return InlineArg::of(self.args[i], self.constants);
            }
            i += 1;
        }
        None
    }

    /// Returns the number of ops of the copy before that of the op at an index of the component's program.
    pub(super) const fn ops_before(&self, end: usize) -> usize {
        let (mut at, mut count) = (0, 0);
        while at < end {
            count += self.copies_of(at);
            at += 1;
        }
        count
    }

    /// Returns the number of ops that replace the op at an index of the component's program.
    pub(super) const fn copies_of(&self, op: usize) -> usize {
        match self.program.ops[op] {
            Op::AppendPlace { offset, leaf, .. } => match self.arg(offset, leaf) {
                Some(InlineArg::Leaf(..)) | None => 1,
                Some(_) => 2,
            },
            Op::GetFill { slot: Count(slot) } if self.binds && self.fill_of(slot).is_some() => 3,
            _ => 1,
        }
    }

    /// Returns the number of ops of the copy.
    pub(super) const fn op_count(&self) -> usize {
        self.ops_before(self.program.ops.len())
    }

    /// Returns the ops that replace an op of the component, of which only the first ones are [used](Self::copies_of). The copy of the
    /// first op of the component has the index `base`, and its text the offset `text`.
    pub(super) const fn copied(&self, op: usize, base: usize, text: u32) -> [Op; 3] {
        let end = Op::Jump { target: self.end };
        let copied = match self.program.ops[op] {
            Op::Text { text: of } => Op::Text { text: TextRef::new(text + of.start(), of.len()) },
            Op::Jump { target } => Op::Jump { target: self.moved(target, base) },
            Op::JumpIfFalse { target } => Op::JumpIfFalse { target: self.moved(target, base) },
            Op::JumpIfTrue { target } => Op::JumpIfTrue { target: self.moved(target, base) },
            Op::AppendPlace { offset, leaf, escape, .. } => match self.arg(offset, leaf) {
                Some(InlineArg::Leaf(slot, offset, leaf)) => {
                    Op::AppendPlace { slot, offset, leaf, escape }
                }
                Some(arg) => return [arg.pushed(), Op::Append { escape }, end],
                None => end,
            },
            Op::GetPlace { offset, leaf, .. } => match self.arg(offset, leaf) {
                Some(arg) => arg.pushed(),
                None => end,
            },
            // Whether there is a fill is known; the next op is the jump.
            Op::HasFill { slot: Count(slot) } => {
                let has_fill = self.fill_of(slot).is_some();
                let target = match self.program.ops[op + 1] {
                    Op::JumpIfFalse { target } if !has_fill => target,
                    Op::JumpIfTrue { target } if has_fill => target,
                    _ => Target(op as u32 + 2),
                };
                Op::Jump { target: self.moved(target, base) }
            }
            // The next op is `Yield`.
            Op::GetFill { slot: Count(slot) } => match self.fill_of(slot) {
                Some(fill) => match self.fills[fill] {
                    Op::PushBlock { slot, target, .. } if self.binds => {
                        let (value, jump) = (Immediate(0), Op::Jump { target });
                        return [Op::PushImmediate { value }, Op::Bind { slot }, jump];
                    }
                    Op::PushBlock { target, .. } => Op::Jump { target },
                    _ => end,
                },
                None => Op::Jump { target: self.moved(Target(op as u32 + 2), base) },
            },
            // Only a fill that binds variables jumps to it.
            Op::Yield { .. } => match self.program.ops[op - 1] {
                Op::GetFill { slot: Count(slot) } => match self.fill_of(slot) {
                    Some(fill) => match self.fills[fill] {
                        Op::PushBlock { slot, .. } => Op::Unbind { slot },
                        _ => end,
                    },
                    None => end,
                },
                _ => end,
            },
            // It prints nothing where the component is called.
            Op::FinalBreak { .. } if !matches!(self.program.ops[op + 1], Op::Return {}) => {
                Op::Jump { target: self.moved(Target(op as u32 + 1), base) }
            }
            _ => end,
        };
        [copied, end, end]
    }

    /// Returns the op at which the copy continues after the fill that an op of the component pushes.
    pub(super) const fn after_fill(&self, op: usize, base: usize) -> Target {
        let next = if self.binds { op + 1 } else { op + 2 };
        self.moved(Target(next as u32), base)
    }

    /// Returns the target of a jump in the copy.
    const fn moved(&self, Target(target): Target, base: usize) -> Target {
        Target((base + self.ops_before(target as usize)) as u32)
    }
}

/// The ops `Return` of a fill, which do not include those of fills and blocks inside of it.
pub(super) struct FillReturns {
    /// The index of the next op.
    at: usize,
    /// The last op to which a jump leads.
    furthest: usize,
    /// The first op of the blocks inside of the fill that the last ops have pushed.
    inner: Option<usize>,
    has_ended: bool,
    /// Whether an op binds a variable.
    binds: bool,
}

impl FillReturns {
    /// Returns those of the fill that begins at an op.
    pub(super) const fn of(Target(start): Target) -> Self {
        let start = start as usize;
        Self { at: start, furthest: start, inner: None, has_ended: false, binds: false }
    }

    /// Returns the index of the next one; `None` after the last one, or if there is code that only a jump reaches after blocks, whose
    /// end is then not known.
    pub(super) const fn next(&mut self, ops: &[Op]) -> Option<usize> {
        while !self.has_ended && self.at < ops.len() {
            if let Some(inner) = self.inner
                && inner == self.at
            {
                // The op before the blocks jumps over them.
                let Op::Jump { target } = ops[self.at - 1] else { return None };
                (self.at, self.inner) = (target.0 as usize, None);
                continue;
            }
            let (at, op) = (self.at, &ops[self.at]);
            self.at += 1;
            self.binds |= binds_variable(op);
            match op {
                Op::PushBlock { target, .. } if self.inner.is_none() => {
                    self.inner = Some(target.0 as usize);
                }
                Op::PushBlock { .. } => {}
                Op::Return {} => {
                    self.has_ended = self.furthest <= at;
                    return Some(at);
                }
                _ => {
                    if let Some(target) = op.target()
                        && target.0 as usize > self.furthest
                    {
                        self.furthest = target.0 as usize;
                    }
                }
            }
        }
        None
    }
}

/// Returns the `count` items of a list from index `first` on.
const fn part_of<T>(list: &[T], first: usize, count: usize) -> &[T] {
    list.split_at(first).1.split_at(count).0
}

/// Returns `true` if an op binds a variable.
const fn binds_variable(op: &Op) -> bool {
    matches!(
        op,
        Op::EnterEach { .. }
            | Op::EnterSlice { .. }
            | Op::AppendEach { .. }
            | Op::AppendSlice { .. }
            | Op::EnterSection { .. }
            | Op::EnterWith { .. }
            | Op::EnterWithPlace { .. }
            | Op::Bind { .. }
            | Op::BindPlace { .. }
            | Op::BindArgs { .. }
            | Op::PushBlock { .. }
    )
}
