//! Calls that are replaced, and the copies of the ops of their components.

use super::{
    argument::{ArgRead, InlineArg},
    calls::component_of,
    component::{InlineProgram, MAX_OPS},
    jumps::{FillReturns, JumpTargets},
};
use crate::vm::ProgramTables;
use template_bytecode::{ConstantRef, Count, HelperRef, NameRow, Op, PlaceRef, Target};

/// A call of a component that is replaced with a copy of its ops.
#[derive(Clone, Copy)]
pub(super) struct InlineCall {
    pub(super) program: &'static InlineProgram,
    /// The index of the op that calls it.
    pub(super) at: usize,
    /// The ops that push the fills, which are those before the arguments.
    fills: &'static [Op],
    /// For each fill the number of its slot.
    slots: &'static [u8],
    /// The ops that push the arguments, which are those before the op that calls the component.
    args: &'static [Op],
    /// For each argument the index of its parameter.
    params: &'static [u8],
    /// The op after the call and its fills.
    pub(super) end: Target,
    /// The index of the first read of an argument.
    pub(super) first_read: usize,
    /// The index of the first op of the copy.
    pub(super) base: usize,
    /// The indices of the first path to a place, and of the first step, that are added for the copy.
    pub(super) place: usize,
    pub(super) step: usize,
    /// The index of the component among those of which there are copies.
    pub(super) copied: u8,
    /// Whether the copy is the first one of the component, whose tables are then added.
    pub(super) is_first: bool,
    /// Where the tables of the component start.
    pub(super) tables: TableStarts,
}

/// For each op of a component, the number of ops that replace the ops before it.
pub(super) type Starts = [usize; MAX_OPS + 1];

impl InlineCall {
    /// Returns the call that the op at an index makes, if it can be replaced, and how the copies of the ops that read fields read
    /// its arguments. It is not known yet where the copy starts.
    pub(super) const fn of(
        tables: &'static ProgramTables<'static>,
        at: usize,
        jumps: &mut JumpTargets,
        reads: &mut [Option<ArgRead>],
    ) -> Option<Self> {
        let Op::CallComponent { helper, positional: Count(0), named, blocks: Count(blocks) } =
            tables.ops[at]
        else {
            return None;
        };
        let Some(program) = component_of(tables, helper) else { return None };
        let count = named.count() as usize;
        let Some(first) = at.checked_sub(count) else { return None };
        let (fills, args) = part_of(tables.ops, first, count).split_at(blocks as usize);
        let (slots, params) =
            part_of(tables.param_indexes, named.first(), count).split_at(blocks as usize);
        // The fills follow the next op, which jumps over them, or ends the fill or the program that the call is part of.
        let end = match tables.ops[at + 1] {
            Op::Jump { target } if blocks > 0 => target,
            _ => Target(at as u32 + 1),
        };
        let call = Self {
            program,
            at,
            fills,
            slots,
            args,
            params,
            end,
            first_read: 0,
            base: 0,
            place: 0,
            step: 0,
            copied: 0,
            is_first: false,
            tables: TableStarts { text: 0, constants: 0, names: 0, helpers: 0 },
        };
        // If a jump leads to an op after the first one, an argument may also be pushed elsewhere.
        let is_replaced = program.fits(tables)
            && !jumps.lead_between(tables.ops, first + 1, at)
            && call.has_simple_fills(tables.ops)
            && call.find_arguments(tables, reads);
        if is_replaced { Some(call) } else { None }
    }

    /// Returns the index of the first op of the call.
    pub(super) const fn first(&self) -> usize {
        self.at - self.args.len() - self.fills.len()
    }

    /// Returns `true` if the ops before the call push arguments that the fields take, and what each op of the component reads is
    /// part of one; and finds out how the copies read them.
    const fn find_arguments(
        &self,
        tables: &'static ProgramTables<'static>,
        reads: &mut [Option<ArgRead>],
    ) -> bool {
        let (mut found, mut i) = (0, 0);
        while i < self.program.read_count {
            reads[i] = None;
            i += 1;
        }
        i = 0;
        while i < self.args.len() {
            let (arg, param) = (InlineArg::of(self.args[i], tables), self.params[i]);
            match arg {
                Some(arg) => match arg.find_reads(self.program, param, tables, reads) {
                    Some(count) => found += count,
                    None => return false,
                },
                None => return false,
            }
            i += 1;
        }
        found == self.program.read_count
    }

    /// Returns `true` if the first ops of the call push fills without block params, each for a slot of its own, which the
    /// component prints at no more than one place.
    const fn has_simple_fills(&self, ops: &[Op]) -> bool {
        let mut i = 0;
        while i < self.fills.len() {
            let Op::PushBlock { params: Count(0), target, .. } = self.fills[i] else {
                return false;
            };
            let mut fill = FillReturns::of(target);
            while let Some(_) = fill.next(ops) {}
            if !fill.has_ended() || !self.is_printed_once(self.slots[i]) {
                return false;
            }
            if fill.binds() && fill.end(ops).is_none() {
                return false;
            }
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
        let (mut op, mut places) = (0, 0);
        while op < self.program.ops().len() {
            if let Op::GetFill { slot: Count(slot) } = self.program.ops()[op] {
                places += (slot == of) as usize;
            }
            op += 1;
        }
        fills == 1 && places <= 1
    }

    /// Returns the op that pushes the fill for a slot; `None` if it is empty.
    pub(super) const fn fill_of(&self, slot: u8) -> Option<Op> {
        let mut i = 0;
        while i < self.slots.len() {
            if self.slots[i] == slot {
                return Some(self.fills[i]);
            }
            i += 1;
        }
        None
    }

    /// Returns the positions of the ops that replace the ops of the component.
    pub(super) const fn starts(&self, reads: &[Option<ArgRead>]) -> Starts {
        let mut starts = [0; MAX_OPS + 1];
        let (mut op, mut read, mut start) = (0, 0, 0);
        while op < self.program.ops().len() {
            start += 1;
            if read < reads.len() && self.program.reads[read].0 as usize == op {
                // A literal is pushed, and then printed.
                start += matches!(reads[read], Some(ArgRead::Pushed(_, Some(_)))) as usize;
                read += 1;
            }
            op += 1;
            starts[op] = start;
        }
        starts
    }

    /// Returns the ops that replace an op of the component, of which as many are used as `starts` says, given how the copy of an
    /// op that reads a field reads the argument. The path to the place that it reads has the index `place`, if the program gets one.
    pub(super) const fn copies(
        &self,
        op: usize,
        read: &Option<ArgRead>,
        starts: &Starts,
        place: PlaceRef,
    ) -> [Op; 2] {
        let tables = &self.tables;
        let moved = Moved { starts, base: self.base };
        let end = Op::Jump { target: self.end };
        let copy = match self.program.ops()[op] {
            Op::Text { text } => Op::Text { text: text.moved_by(tables.text as u32) },
            Op::PushConstant { constant: ConstantRef(index) } => {
                Op::PushConstant { constant: ConstantRef(tables.constants as u32 + index) }
            }
            Op::Call { helper, positional, named } => {
                Op::Call { helper: tables.helper(helper), positional, named: tables.names(named) }
            }
            Op::AppendCall { helper, positional, named, escape } => Op::AppendCall {
                helper: tables.helper(helper),
                positional,
                named: tables.names(named),
                escape,
            },
            op @ (Op::PushImmediate { .. }
            | Op::Not {}
            | Op::IncludeZero {}
            | Op::Compare { .. }
            | Op::Concat { .. }
            | Op::Append { .. }) => op,
            Op::JumpIfFalseOrPop { target } => {
                Op::JumpIfFalseOrPop { target: moved.target(target) }
            }
            Op::JumpIfTrueOrPop { target } => Op::JumpIfTrueOrPop { target: moved.target(target) },
            Op::Jump { target } => Op::Jump { target: moved.target(target) },
            Op::JumpIfFalse { target } => Op::JumpIfFalse { target: moved.target(target) },
            Op::JumpIfTrue { target } => Op::JumpIfTrue { target: moved.target(target) },
            Op::AppendPlace { .. }
            | Op::AppendPlacePath { .. }
            | Op::GetPlace { .. }
            | Op::GetFirstOperand { .. }
            | Op::GetPlacePath { .. } => match read {
                Some(ArgRead::Leaf(read)) => match (*read, self.program.ops()[op]) {
                    (
                        Op::GetPlace { var, offset, leaf },
                        Op::GetFirstOperand { comparison, .. },
                    ) => Op::GetFirstOperand { var, offset, leaf, comparison },
                    (read, _) => read,
                },
                Some(ArgRead::Path(read)) => read.op(place),
                Some(ArgRead::Pushed(push, None)) => *push,
                Some(ArgRead::Pushed(push, Some(escape))) => {
                    return [*push, Op::Append { escape: *escape }];
                }
                None => panic!("a field has no argument"),
            },
            // Whether there is a fill is known; the next op is the jump.
            Op::HasFill { slot: Count(slot) } => {
                let has_fill = self.fill_of(slot).is_some();
                let target = match self.program.ops()[op + 1] {
                    Op::JumpIfFalse { target } if !has_fill => target,
                    Op::JumpIfTrue { target } if has_fill => target,
                    _ => Target(op as u32 + 2),
                };
                Op::Jump { target: moved.target(target) }
            }
            // The next op is `Yield`.
            Op::GetFill { slot: Count(slot) } => match self.fill_of(slot) {
                Some(Op::PushBlock { target, .. }) => Op::Jump { target },
                _ => Op::Jump { target: moved.target(Target(op as u32 + 2)) },
            },
            // No op jumps to it.
            Op::Yield { .. } => end,
            // It prints nothing where the component is called.
            Op::FinalBreak { .. } if !matches!(self.program.ops()[op + 1], Op::Return {}) => {
                Op::Jump { target: moved.target(Target(op as u32 + 1)) }
            }
            Op::FinalBreak { .. } | Op::Return {} => end,
            _ => panic!("the component is not simple"),
        };
        [copy, end]
    }

    /// Returns the op at which the copy continues after the fill that an op of the component pushes.
    pub(super) const fn after_fill(&self, op: usize, starts: &Starts) -> Target {
        Moved { starts, base: self.base }.target(Target(op as u32 + 2))
    }
}

/// The indices of the first entries of a component in the tables of a program that has copies of its ops.
#[derive(Clone, Copy, Debug)]
pub(super) struct TableStarts {
    /// The offset of its text.
    pub(super) text: usize,
    pub(super) constants: usize,
    pub(super) names: usize,
    pub(super) helpers: usize,
}

impl TableStarts {
    /// Returns the reference to a helper of the component.
    const fn helper(&self, HelperRef(index): HelperRef) -> HelperRef {
        HelperRef(self.helpers as u16 + index)
    }

    /// Returns the row of names of the component.
    const fn names(&self, row: NameRow) -> NameRow {
        NameRow::new((self.names + row.first()) as u16, row.count())
    }
}

/// The positions of the ops of a copy.
struct Moved<'s> {
    starts: &'s Starts,
    base: usize,
}

impl Moved<'_> {
    /// Returns the position of the copy of an op.
    const fn target(&self, Target(target): Target) -> Target {
        Target((self.base + self.starts[target as usize]) as u32)
    }
}

/// Returns the `count` items of a list from index `first` on.
const fn part_of<T>(list: &[T], first: usize, count: usize) -> &[T] {
    list.split_at(first).1.split_at(count).0
}
