//! Comparisons that decide a branch, such as `{{#if (eq issue.state 'open')}}`: their operands are read where they lie, and not
//! pushed.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

use super::{Vm, interpret::ops_at, place_paths::path_end};
use crate::data::{LeafValue, Value, compare, read_leaf, value_at};
use template_bytecode::{Comparison, Constant, Leaf, Offset, Op, PlaceRef, Slot};

impl<'v> Vm<'_, 'v> {
    /// Compares what `op` and the first op of `rest` would push, if the two ops after these are the comparison and a branch, and the
    /// operands are constants or lie in the data; if `LEAVES`, at a known distance from a variable. Returns the ops to continue at,
    /// or `None` if they are others.
    ///
    /// Not inlined: the loop calls it directly, and keeps the output in registers.
    #[inline(never)]
    pub(super) fn branch_on_comparison<const LEAVES: bool>(
        &self,
        op: &Op,
        rest: &'v [Op],
    ) -> Option<&'v [Op]> {
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
        // Most texts are compared with a constant: neither becomes a value.
        let constant = self.text_constant(second);
        let (known, first) = match *op {
            Op::GetPlace { slot, offset, leaf } if LEAVES => match self.leaf(slot, offset, leaf) {
                LeafValue::Text(text) => (equality(*comparison, text, constant), Value::Text(text)),
                leaf => (None, leaf.into()),
            },
            _ => match self.operand::<LEAVES>(op)? {
                Value::Text(text) => (equality(*comparison, text, constant), Value::Text(text)),
                value => (None, value),
            },
        };
        let truth = match known {
            Some(truth) => truth,
            None => compare(*comparison, &first, &self.operand::<LEAVES>(second)?),
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

    /// Returns the value that an op pushes, if it is a constant or lies in the data.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn operand<const LEAVES: bool>(&self, op: &Op) -> Option<Value<'v>> {
        match *op {
            Op::GetPlace { slot, offset, leaf } => Some(self.leaf(slot, offset, leaf).into()),
            Op::GetPlacePath { slot, place } if !LEAVES => self.value_at_end(slot, place),
            Op::PushConstant { constant } => self.program.constant(constant.0),
            Op::PushImmediate { value } => Some(Value::Int(value.0.into())),
            _ => None,
        }
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn leaf(&self, slot: Slot, offset: Offset, leaf: Leaf) -> LeafValue<'v> {
        // SAFETY: link has proved that a leaf of this type lies there (invariants 20 and 21), as part of the data, which lives
        // for `'v`.
        unsafe { read_leaf(self.place(slot, offset), leaf) }
    }

    /// Returns the value at the end of a path through layouts; the text of an object that is printed as one, such as a variant.
    /// Returns `None` if the path leads through values.
    fn value_at_end(&self, slot: Slot, path: PlaceRef) -> Option<Value<'v>> {
        // SAFETY: link has proved that what the path was linked for lies there (invariants 20 and 21), as part of the data, which
        // lives for `'v`.
        unsafe {
            match path_end(self.program, path, self.place(slot, Offset(0))).ok()? {
                (None, []) => Some(Value::Null),
                (Some((layout, place)), []) => Some(match value_at(layout, place) {
                    value @ Value::Object(object) => object.text().map_or(value, Value::Text),
                    value => value,
                }),
                _ => None,
            }
        }
    }
}

/// Returns whether two texts are equal, or not, if that is the comparison, and there is a second.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
fn equality(by: Comparison, first: &str, second: Option<&str>) -> Option<bool> {
    match (by, second) {
        (Comparison::Eq, Some(second)) => Some(first == second),
        (Comparison::Ne, Some(second)) => Some(first != second),
        _ => None,
    }
}
