//! Comparisons of leaves that decide a branch, such as `{{#if (eq issue.state 'open')}}`: their operands are compared where they
//! lie, and not pushed.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

use super::{Vm, interpret::ops_at};
use crate::data::{LeafValue, Value, compare, read_leaf};
use template_bytecode::{Comparison, Constant, Op};

impl<'v> Vm<'_, 'v> {
    /// Compares the leaf that `op` reads with the operand that the first op of `rest` would push, if the two ops after it are the
    /// comparison and a branch. Returns the ops to continue at, or `None` if they are others.
    ///
    /// Not inlined: the loop calls it directly, and keeps the output in registers.
    #[inline(never)]
    pub(super) fn branch_on_comparison(&self, op: &Op, rest: &'v [Op]) -> Option<&'v [Op]> {
        let [second, Op::Compare { comparison }, branch, after @ ..] = rest else { return None };
        // The fuel of a program that has a limit is counted by the ops themselves.
        #[cfg(feature = "compile")]
        if self.program.parts.budget.steps != u64::MAX {
            return None;
        }
        let (target, jumps_if) = match branch {
            Op::JumpIfFalse { target } => (*target, false),
            Op::JumpIfTrue { target } => (*target, true),
            _ => return None,
        };
        let first = self.leaf(op)?;
        let truth = match (&first, self.text_constant(second), comparison) {
            // Most texts are compared with a constant: neither becomes a value.
            (LeafValue::Text(first), Some(second), Comparison::Eq) => *first == second,
            (LeafValue::Text(first), Some(second), Comparison::Ne) => *first != second,
            _ => {
                let second = match *second {
                    Op::PushConstant { constant } => self.program.constant(constant.0)?,
                    Op::PushImmediate { value } => Value::Int(value.0.into()),
                    _ => self.leaf(second)?.into(),
                };
                compare(*comparison, &first.into(), &second)
            }
        };
        Some(if truth == jumps_if {
            ops_at(self.program.parts.ops, target).as_slice()
        } else {
            after
        })
    }

    /// Returns the text that an op pushes, if it is one that pushes a constant.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn text_constant(&self, op: &Op) -> Option<&'v str> {
        let Op::PushConstant { constant } = *op else { return None };
        match *self.program.parts.constants.get(constant.0 as usize)? {
            Constant::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the leaf that an op reads, if it is one that does.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn leaf(&self, op: &Op) -> Option<LeafValue<'v>> {
        let Op::GetPlace { slot, offset, leaf } = *op else { return None };
        // SAFETY: link has proved that a leaf of this type lies there (invariants 20 and 21), as part of the data, which lives
        // for `'v`.
        Some(unsafe { read_leaf(self.place(slot, offset), leaf) })
    }
}
