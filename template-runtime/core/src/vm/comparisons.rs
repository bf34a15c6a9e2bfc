//! Comparisons in conditions, such as `{{#if (eq issue.state 'open')}}`: their operands are read in place instead of being
//! pushed.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

use super::{
    Vm, parts::Parts, path_ends::path_end, place_paths::printed_value_at,
    program_counter::ProgramCounter,
};
use crate::data::{LeafValue, Value, compare, holds, leaf_value, read_leaf};
use template_bytecode::{Comparison, Constant, Leaf, Offset, Op, PlaceRef, Slot};

impl<'v> Vm<'_, 'v> {
    /// Returns `true` if a render may take any number of steps. Otherwise, the ops themselves count the steps of a comparison.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn has_unlimited_steps(&self) -> bool {
        cfg!(not(feature = "compile")) || self.program.parts.budget.steps == u64::MAX
    }

    /// Compares the leaf that `op`, a [`Op::GetFirstOperand`], reads with the value that the next op would push, and takes the branch
    /// after the comparison. Returns the position to continue at, or `None` if there is no branch or the steps are counted.
    ///
    /// Not inlined: the loop calls it directly, and keeps the output in registers.
    #[inline(never)]
    pub(super) fn branch_on_leaf(
        &self,
        op: &Op,
        after: ProgramCounter<'v>,
    ) -> Option<ProgramCounter<'v>> {
        let Op::GetFirstOperand { slot, offset, leaf, comparison } = *op else { return None };
        if !self.has_unlimited_steps() {
            return None;
        }
        let first: i128 = match self.leaf(slot, offset, leaf) {
            LeafValue::Int(first) => first.into(),
            LeafValue::UInt(first) => first.into(),
            LeafValue::Text(first) => return self.branch_on_text(first, after, comparison),
            // Null is not equal to text, and has no order.
            LeafValue::Null => {
                return self.branch(matches!(comparison, Comparison::Ne), after);
            }
            _ => return None,
        };
        // SAFETY: `op`, which pushes an operand, is the one before.
        let second = match *unsafe { after.op() } {
            Op::PushImmediate { value } => value.0.into(),
            Op::GetPlace { slot, offset, leaf } => match self.leaf(slot, offset, leaf) {
                LeafValue::Int(second) => second.into(),
                LeafValue::UInt(second) => second.into(),
                _ => return None,
            },
            _ => return None,
        };
        self.branch(holds(comparison, first.cmp(&second)), after)
    }

    /// Compares text with the value that the op at `after` would push, like [`Vm::branch_on_leaf`]. Not inlined: integers are then compared
    /// without saving registers.
    #[inline(never)]
    fn branch_on_text(
        &self,
        first: &str,
        after: ProgramCounter<'v>,
        comparison: Comparison,
    ) -> Option<ProgramCounter<'v>> {
        // SAFETY: the op before is that of the first operand.
        let second = match *unsafe { after.op() } {
            Op::PushConstant { constant } => {
                match self.program.parts.constants.get(constant.0 as usize)? {
                    Constant::Text(text) => text,
                    _ => return None,
                }
            }
            Op::GetPlace { slot, offset, leaf } => match self.leaf(slot, offset, leaf) {
                LeafValue::Text(text) => text,
                _ => return None,
            },
            _ => return None,
        };
        let holds = match comparison {
            Comparison::Eq => first == second,
            Comparison::Ne => first != second,
            _ => holds(comparison, first.cmp(second)),
        };
        self.branch(holds, after)
    }

    /// Takes the branch after a comparison, whose second operand the op at `second` pushes. Returns the position to continue at; `None` if there is
    /// no branch.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn branch(&self, holds: bool, second: ProgramCounter<'v>) -> Option<ProgramCounter<'v>> {
        // SAFETY: the op there pushes the second operand, and the next one compares it with the first (`link/comparison.rs`; the callers
        // that this does not call for have seen it).
        unsafe {
            let branch = second.after().after();
            let (target, jumps_if) = branch.op().branch()?;
            Some(if holds == jumps_if {
                ProgramCounter::of_target(self.program.parts.ops, target)
            } else {
                branch.after()
            })
        }
    }

    /// Returns the leaf at an offset from the place in a variable.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn leaf(&self, slot: Slot, offset: Offset, leaf: Leaf) -> LeafValue<'v> {
        // SAFETY: link has proved that a leaf of this type is there (invariants 20 and 21), as part of the data, which lives for
        // `'v`.
        unsafe { read_leaf(self.place(slot, offset), leaf) }
    }

    /// Compares the values that `op` and the next op would push, if the two ops after these are the comparison and a branch, and the
    /// operands are constants or are in the data. Returns the position to continue at, or `None` if they are others.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn branch_on_comparison<P: Parts>(
        &self,
        op: &Op,
        after: ProgramCounter<'v>,
    ) -> Option<ProgramCounter<'v>> {
        // SAFETY: `op`, which pushes an operand, is the one before.
        match *unsafe { after.op() } {
            Op::GetPlace { .. }
            | Op::GetPlacePath { .. }
            | Op::PushConstant { .. }
            | Op::PushImmediate { .. }
                if P::VALUES => {}
            _ => return None,
        }
        // SAFETY: the op there is one of those above.
        match *unsafe { after.after().op() } {
            Op::Compare { comparison } => self.compare_and_branch(op, after, comparison),
            _ => None,
        }
    }

    /// Implements [`Vm::branch_on_comparison`]. Not inlined: the loop calls it directly, and keeps the output in registers.
    #[inline(never)]
    fn compare_and_branch(
        &self,
        op: &Op,
        after: ProgramCounter<'v>,
        comparison: Comparison,
    ) -> Option<ProgramCounter<'v>> {
        if !self.has_unlimited_steps() {
            return None;
        }
        // SAFETY: the op there is the one that the caller has seen, which pushes an operand.
        let (first, second) = (self.operand(op)?, self.operand(unsafe { after.op() })?);
        self.branch(compare(comparison, &first, &second), after)
    }

    /// Returns the value that an op pushes, if it is a constant or is in the data.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn operand(&self, op: &Op) -> Option<Value<'v>> {
        match *op {
            // SAFETY: as in `leaf`.
            Op::GetPlace { slot, offset, leaf } => unsafe {
                Some(leaf_value(self.place(slot, offset), leaf))
            },
            Op::GetPlacePath { slot, place } => self.value_at_end(slot, place),
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
