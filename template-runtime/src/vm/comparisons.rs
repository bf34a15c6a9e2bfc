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
use crate::{
    data::{LeafValue, Value, compare, compare_in_order, read_leaf},
    output::COMPACT,
};
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
            Op::Compare { comparison } => self.compare_and_branch::<LEAVES>(op, after, comparison),
            _ => None,
        }
    }

    /// Implements [`Vm::branch_on_comparison`]. Not inlined: the loop calls it directly, and keeps the output in registers.
    #[inline(never)]
    fn compare_and_branch<const LEAVES: bool>(
        &self,
        op: &Op,
        after: ProgramCounter<'v>,
        comparison: Comparison,
    ) -> Option<ProgramCounter<'v>> {
        // The fuel of a program that has a limit is counted by the ops themselves.
        #[cfg(feature = "compile")]
        if self.program.parts.budget.steps != u64::MAX {
            return None;
        }
        // SAFETY: the ops there are those that the caller has seen: one that pushes an operand, and the comparison.
        let branch = unsafe { after.after().after() };
        // SAFETY: the op before is the comparison.
        let (target, jumps_if) = match *unsafe { branch.op() } {
            Op::JumpIfFalse { target } => (target, false),
            Op::JumpIfTrue { target } => (target, true),
            _ => return None,
        };
        // SAFETY: as above.
        let operands = [op, unsafe { after.op() }];
        let known = if LEAVES && !COMPACT { self.compare_leaf(operands, comparison) } else { None };
        let holds = match known {
            Some(holds) => holds,
            None => self.compare_values::<LEAVES>(operands, comparison)?,
        };
        let jumps = holds == jumps_if;
        // SAFETY: the op there is the branch, which is one of the program.
        Some(unsafe {
            if jumps {
                ProgramCounter::of_target(self.program.parts.ops, target)
            } else {
                branch.after()
            }
        })
    }

    /// Compares text with text, or an integer with an integer, without creating values. Returns `None` if the operands are
    /// others.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn compare_leaf(&self, [first, second]: [&Op; 2], comparison: Comparison) -> Option<bool> {
        match self.leaf(first)? {
            LeafValue::Text(first) => {
                let second = match second {
                    Op::PushConstant { constant } => match self.program.constant(constant.0)? {
                        Value::Text(text) => text,
                        _ => return None,
                    },
                    other => match self.leaf(other)? {
                        LeafValue::Text(text) => text,
                        _ => return None,
                    },
                };
                Some(match comparison {
                    Comparison::Eq => first == second,
                    Comparison::Ne => first != second,
                    _ => compare_in_order(comparison, first, second),
                })
            }
            LeafValue::Int(first) => self.compare_integer(first, second, comparison),
            LeafValue::UInt(first) => {
                self.compare_integer(i64::try_from(first).ok()?, second, comparison)
            }
            _ => None,
        }
    }

    /// Compares an integer with another. Returns `None` if the other operand is none, or a large one.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn compare_integer(&self, first: i64, second: &Op, comparison: Comparison) -> Option<bool> {
        let second = match second {
            Op::PushImmediate { value } => value.0.into(),
            other => match self.leaf(other)? {
                LeafValue::Int(second) => second,
                LeafValue::UInt(second) => i64::try_from(second).ok()?,
                _ => return None,
            },
        };
        Some(compare_in_order(comparison, first, second))
    }

    /// Returns the leaf that an op pushes, if it pushes one.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn leaf(&self, op: &Op) -> Option<LeafValue<'v>> {
        match *op {
            // SAFETY: link has proved that a leaf of this type is there (invariants 20 and 21), as part of the data, which
            // lives for `'v`.
            Op::GetPlace { slot, offset, leaf } => unsafe {
                Some(read_leaf(self.place(slot, offset), leaf))
            },
            _ => None,
        }
    }

    /// Compares the values that two ops push. Returns `None` if one is neither a constant nor in the data.
    #[inline(never)]
    fn compare_values<const LEAVES: bool>(
        &self,
        [first, second]: [&Op; 2],
        comparison: Comparison,
    ) -> Option<bool> {
        let (first, second) = (self.operand::<LEAVES>(first)?, self.operand::<LEAVES>(second)?);
        Some(compare(comparison, &first, &second))
    }

    /// Returns the value that an op pushes, if it is a constant or is in the data.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn operand<const LEAVES: bool>(&self, op: &Op) -> Option<Value<'v>> {
        match *op {
            Op::GetPlace { .. } => self.leaf(op).map(Value::from),
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
