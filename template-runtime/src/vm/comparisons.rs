//! Comparisons in conditions, such as `{{#if (eq issue.state 'open')}}`: their operands are read in place instead of being
//! pushed.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

use super::{
    Vm,
    parts::Parts,
    place_paths::{path_end, printed_value_at},
    program_counter::ProgramCounter,
};
use crate::data::{Value, compare, read_leaf};
use template_bytecode::{Comparison, Offset, Op, PlaceRef, Slot};

impl<'v> Vm<'_, 'v> {
    /// Compares the values that `op` and the next op would push, if the two ops after these are the comparison and a branch, and the
    /// operands are constants or are in the data; if `LEAVES`, at a known distance from a variable. Returns the position to continue
    /// at, or `None` if they are others.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn branch_on_comparison<P: Parts, const LEAVES: bool>(
        &self,
        op: &Op,
        after: ProgramCounter<'v>,
    ) -> Option<ProgramCounter<'v>> {
        // SAFETY: `op`, which pushes an operand, is the one before.
        let second = unsafe { after.op() };
        match *second {
            Op::GetPlace { .. }
            | Op::GetPlacePath { .. }
            | Op::PushConstant { .. }
            | Op::PushImmediate { .. }
                if P::VALUES => {}
            _ => return None,
        }
        // SAFETY: the op before is one of those above.
        let after = unsafe { after.after() };
        // SAFETY: as above.
        match *unsafe { after.op() } {
            Op::Compare { comparison } => {
                self.compare_and_branch::<LEAVES>([op, second], comparison, after)
            }
            _ => None,
        }
    }

    /// Implements [`Vm::branch_on_comparison`]. Not inlined: the loop calls it directly, and keeps the output in registers.
    #[inline(never)]
    fn compare_and_branch<const LEAVES: bool>(
        &self,
        operands: [&Op; 2],
        comparison: Comparison,
        compare_at: ProgramCounter<'v>,
    ) -> Option<ProgramCounter<'v>> {
        // The fuel of a program that has a limit is counted by the ops themselves.
        #[cfg(feature = "compile")]
        if self.program.parts.budget.steps != u64::MAX {
            return None;
        }
        // SAFETY: the op there is the comparison.
        let branch = unsafe { compare_at.after() };
        // SAFETY: as above.
        let (target, jumps_if) = match *unsafe { branch.op() } {
            Op::JumpIfFalse { target } => (target, false),
            Op::JumpIfTrue { target } => (target, true),
            _ => return None,
        };
        let [first, second] = operands;
        let (first, second) = (self.operand::<LEAVES>(first)?, self.operand::<LEAVES>(second)?);
        let jumps = compare(comparison, &first, &second) == jumps_if;
        // SAFETY: the op there is the branch, which is one of the program.
        Some(unsafe {
            if jumps {
                ProgramCounter::of_target(self.program.parts.ops, target)
            } else {
                branch.after()
            }
        })
    }

    /// Returns the value that an op pushes, if it is a constant or is in the data.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn operand<const LEAVES: bool>(&self, op: &Op) -> Option<Value<'v>> {
        match *op {
            // SAFETY: link has proved that a leaf of this type is there (invariants 20 and 21), as part of the data, which
            // lives for `'v`.
            Op::GetPlace { slot, offset, leaf } => unsafe {
                Some(read_leaf(self.place(slot, offset), leaf).into())
            },
            Op::GetPlacePath { slot, place } if !LEAVES => self.value_at_end(slot, place),
            Op::PushConstant { constant } => self.program.constant(constant.0),
            Op::PushImmediate { value } => Some(Value::Int(value.0.into())),
            _ => None,
        }
    }

    /// Returns the value at the end of a path through layouts. Returns `None` if the path leads through values.
    fn value_at_end(&self, slot: Slot, path: PlaceRef) -> Option<Value<'v>> {
        // SAFETY: link has proved that a value of the type that the path was linked for is there (invariants 20 and 21), as part of the data, which
        // lives for `'v`.
        unsafe {
            match path_end(self.program, path, self.place(slot, Offset(0))).ok()? {
                (None, []) => Some(Value::Null),
                (Some((layout, place)), []) => Some(printed_value_at(layout, place)),
                _ => None,
            }
        }
    }
}
