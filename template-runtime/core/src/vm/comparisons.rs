//! Comparisons in conditions, such as `{{#if (eq issue.state 'open')}}`: their operands are read in place instead of being
//! pushed. They do not count the steps that it takes to read text: no program with a limit of steps reads places.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

#[cfg(feature = "alloc")]
use super::path_ends::followed_path;
use super::{
    Vm, capabilities::Capabilities, path_ends::path_end, place_paths::printed_value_at,
    program_counter::ProgramCounter,
};
#[cfg(feature = "alloc")]
use crate::data::ErasedLayout;
use crate::data::{LeafValue, Value, compare, holds, leaf_value, read_leaf};
use template_bytecode::{Comparison, Constant, Leaf, Offset, Op, PlaceRef, VarId};

impl<'v> Vm<'_, 'v> {
    /// Compares the leaf that `op`, a [`Op::GetFirstOperand`], reads with the value that the next op would push, and takes the branch
    /// after the comparison. Returns the position to continue at, or `None` if there is no branch.
    ///
    /// Not inlined: the loop calls it directly, and keeps the output in registers.
    #[inline(never)]
    pub(super) fn branch_on_leaf(
        &self,
        op: &Op,
        after: ProgramCounter<'v>,
    ) -> Option<ProgramCounter<'v>> {
        let Op::GetFirstOperand { var, offset, leaf, comparison } = *op else { return None };
        let first: i128 = match self.leaf(var, offset, leaf) {
            LeafValue::Int(first) => first.into(),
            LeafValue::UInt(first) => first.into(),
            LeafValue::Text(first) => return self.branch_on_text(first, after, comparison),
            LeafValue::Float(first) => return self.branch_on_float(first, after, comparison),
            // Null is not equal to the second operand, which is text, and has no order.
            // SAFETY: this is the op, and the position after it, of the caller.
            LeafValue::Null => unsafe {
                return self.branch(matches!(comparison, Comparison::Ne), after);
            },
            _ => return None,
        };
        // SAFETY: `op`, which pushes an operand, is the one before (invariant 24).
        let second = match *unsafe { after.op() } {
            Op::PushImmediate { value } => value.0.into(),
            Op::GetPlace { var, offset, leaf } => match self.leaf(var, offset, leaf) {
                LeafValue::Int(second) => second.into(),
                LeafValue::UInt(second) => second.into(),
                _ => return None,
            },
            _ => return None,
        };
        // SAFETY: this is the op, and the position after it, of the caller.
        unsafe { self.branch(holds(comparison, first.cmp(&second)), after) }
    }

    /// Compares text, which a [`Op::GetFirstOperand`] has read, like [`Vm::branch_on_leaf`]. Not inlined: integers are then compared
    /// without saving registers.
    #[inline(never)]
    fn branch_on_text(
        &self,
        first: &str,
        after: ProgramCounter<'v>,
        comparison: Comparison,
    ) -> Option<ProgramCounter<'v>> {
        // SAFETY: the op before is that of the first operand (invariant 24).
        let second = match *unsafe { after.op() } {
            Op::PushConstant { constant } => {
                match self.program.tables.constants.get(constant.0 as usize)? {
                    Constant::Text(text) => text,
                    _ => return None,
                }
            }
            Op::GetPlace { var, offset, leaf } => match self.leaf(var, offset, leaf) {
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
        // SAFETY: this is the position after the op of the first operand.
        unsafe { self.branch(holds, after) }
    }

    /// Compares a float, which a [`Op::GetFirstOperand`] has read, like [`Vm::branch_on_leaf`].
    #[inline(never)]
    fn branch_on_float(
        &self,
        first: f64,
        after: ProgramCounter<'v>,
        comparison: Comparison,
    ) -> Option<ProgramCounter<'v>> {
        // SAFETY: the op before is that of the first operand (invariant 24).
        let second = match *unsafe { after.op() } {
            Op::PushImmediate { value } => value.0.into(),
            Op::PushConstant { constant } => {
                match self.program.tables.constants.get(constant.0 as usize)? {
                    Constant::Float(second) => *second,
                    _ => return None,
                }
            }
            Op::GetPlace { var, offset, leaf } => match self.leaf(var, offset, leaf) {
                LeafValue::Float(second) => second,
                _ => return None,
            },
            _ => return None,
        };
        let holds = match first.partial_cmp(&second) {
            Some(order) => holds(comparison, order),
            None => matches!(comparison, Comparison::Ne),
        };
        // SAFETY: this is the position after the op of the first operand.
        unsafe { self.branch(holds, after) }
    }

    /// Takes the branch after a comparison, whose second operand the op at `second` pushes. Returns the position to continue at; `None`
    /// if there is no branch.
    ///
    /// # Safety
    ///
    /// The position is after a [`Op::GetFirstOperand`], or the caller has read the op there and the next one, and neither is `Return`.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    unsafe fn branch(&self, holds: bool, second: ProgramCounter<'v>) -> Option<ProgramCounter<'v>> {
        // SAFETY: the op of the second operand and the comparison follow that of the first operand, and then another op (invariant 24);
        // or the caller's promise.
        unsafe {
            debug_assert!(matches!(second.after().op(), Op::Compare { .. }), "a comparison");
            let branch = second.after().after();
            let (target, jumps_if) = branch.op().branch()?;
            Some(if holds == jumps_if {
                ProgramCounter::of_target(self.program.tables.ops, target)
            } else {
                branch.after()
            })
        }
    }

    /// Returns the leaf at an offset from the place in a variable.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn leaf(&self, var: VarId, offset: Offset, leaf: Leaf) -> LeafValue<'v> {
        // SAFETY: link has proved that a leaf of this type is there (invariants 20 and 21), as part of the data, which lives for
        // `'v`.
        unsafe { read_leaf(self.place(var, offset), leaf) }
    }

    /// Compares the values that `op` and the next op would push, if the two ops after these are the comparison and a branch, and the
    /// operands are constants or are in the data. Returns the position to continue at, or `None` if they are others.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn branch_on_comparison<C: Capabilities>(
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
                if C::VALUES => {}
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
        // SAFETY: the op there is the one that the caller has read, which pushes an operand.
        let next = unsafe { after.op() };
        #[cfg(feature = "alloc")]
        if let Comparison::Eq | Comparison::Ne = comparison
            && let (Some(first), Some(second)) = (self.text_operand(op), self.text_operand(next))
        {
            let holds = (first == second) == (comparison == Comparison::Eq);
            // SAFETY: as below.
            return unsafe { self.branch(holds, after) };
        }
        let (first, second) = (self.operand(op)?, self.operand(next)?);
        // SAFETY: the caller has read it, and the comparison after it.
        unsafe { self.branch(compare(comparison, &first, &second), after) }
    }

    /// Returns the value that an op pushes, if it is a constant or is in the data.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn operand(&self, op: &Op) -> Option<Value<'v>> {
        match *op {
            // SAFETY: as in `leaf`.
            Op::GetPlace { var, offset, leaf } => unsafe {
                Some(leaf_value(self.place(var, offset), leaf))
            },
            Op::GetPlacePath { var, place } => self.value_at_end(var, place),
            Op::PushConstant { constant } => self.program.constant(constant.0),
            Op::PushImmediate { value } => Some(Value::Int(value.0.into())),
            _ => None,
        }
    }

    /// Returns the text that an op pushes, if it is a literal or the name of the variant of an enum, as most operands are that are not
    /// leaves.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn text_operand(&self, op: &Op) -> Option<&'v str> {
        match *op {
            Op::PushConstant { constant } => {
                match self.program.tables.constants.get(constant.0 as usize)? {
                    Constant::Text(text) => Some(text),
                    _ => None,
                }
            }
            Op::GetPlacePath { var, place } => {
                // SAFETY: as in `value_at_end`.
                let (layout, place) =
                    unsafe { followed_path(self.program, place, self.place(var, Offset(0))) }?;
                match layout.get() {
                    // SAFETY: an enum with this layout is at the place, as part of the data, which lives for `'v`.
                    ErasedLayout::Enum(layout) => unsafe { layout.name_of_variant(place?) },
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Returns the value at the end of a path through layouts. Returns `None` if the path leads through values.
    fn value_at_end(&self, var: VarId, path: PlaceRef) -> Option<Value<'v>> {
        // SAFETY: link has proved that a value of the type that the path was linked for is there (invariants 20 and 21), as part of the data, which
        // lives for `'v`.
        unsafe {
            match path_end(self.program, path, self.place(var, Offset(0))).ok()? {
                (None, []) => Some(Value::Null),
                (Some((layout, place)), []) => Some(printed_value_at(layout, place)),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        data::Data,
        output::{Out, SliceDrain},
        vm::{
            capabilities::AllCapabilities,
            interpreter::OnStack,
            program::{Program, ProgramTables},
            root::Root,
            runner::InterpretFn,
        },
    };
    use core::{mem::offset_of, ptr};
    use std::string::String;
    use template_bytecode::{ConstantRef, Escape, Immediate, Target};

    type Item = (u8, i64, &'static str, Option<&'static str>, f64);

    /// Returns the op that pushes a field, and that which pushes it as the first operand.
    fn reads(offset: usize, leaf: Leaf, comparison: Comparison) -> [Op; 2] {
        let (var, offset) = (VarId(0), Offset(offset as u16));
        [Op::GetPlace { var, offset, leaf }, Op::GetFirstOperand { var, offset, leaf, comparison }]
    }

    /// Renders a condition on the comparison of what two ops push: `1` if it holds.
    fn condition(item: &Item, [first, second]: [Op; 2], comparison: Comparison) -> String {
        let ops = [
            first,
            second,
            Op::Compare { comparison },
            Op::JumpIfFalse { target: Target(6) },
            Op::PushImmediate { value: Immediate(1) },
            Op::Append { escape: Escape::None },
            Op::Return {},
        ];
        // SAFETY: the jump is in range, and the ops read fields at their offsets in the type with this layout.
        let program = unsafe {
            Program::new(ProgramTables {
                ops: &ops,
                constants: &[Constant::Text("b"), Constant::Float(-0.5)],
                data: <Item as Data>::LAYOUT.erase(),
                ..ProgramTables::empty("page")
            })
        };
        let mut buffer = [0; 8];
        let mut drain = SliceDrain::new(&mut buffer);
        // SAFETY: the item has the type whose layout the program has.
        let root = unsafe { Root::of_program(&program, ptr::from_ref(item).cast()) };
        let out = Out::new(&mut drain);
        let interpreter = InterpretFn::of::<OnStack<AllCapabilities, 2, 1, 1, 0>>();
        interpreter.run(&program, root, out, None).expect("the program does not fail").finish();
        drain.finish().map(String::from).expect("the buffer is long enough")
    }

    #[test]
    fn leaves_are_compared_as_values() {
        let integers = [
            (
                offset_of!(Item, 0),
                Leaf::U8,
                [0, 1, 2].map(|value| Op::PushImmediate { value: Immediate(value) }),
            ),
            (
                offset_of!(Item, 1),
                Leaf::I64,
                [-1, 0, 1].map(|value| Op::PushImmediate { value: Immediate(value) }),
            ),
        ];
        let texts = [(offset_of!(Item, 2), Leaf::Str), (offset_of!(Item, 3), Leaf::OptionStr)];
        let items: [Item; 4] = [
            (1, 0, "a", None, 0.0),
            (0, -1, "b", Some("a"), f64::NAN),
            (2, i64::MIN, "c", Some("b"), 1.0),
            (255, i64::MAX, "", Some("ba"), -0.5),
        ];
        let float = (offset_of!(Item, 4), Leaf::F64);
        for item in &items {
            for comparison in Comparison::ALL {
                let check = |(offset, leaf), second| {
                    let [get, first] = reads(offset, leaf, comparison);
                    let known = condition(item, [get, second], comparison);
                    assert_eq!(
                        condition(item, [first, second], comparison),
                        known,
                        "{item:?} {first:?} {second:?}"
                    );
                };
                for (offset, leaf, literals) in integers {
                    literals.iter().for_each(|literal| check((offset, leaf), *literal));
                    for (other, leaf_of_other, _) in integers {
                        check((offset, leaf), reads(other, leaf_of_other, comparison)[0]);
                    }
                }
                for value in [-1, 0, 1] {
                    check(float, Op::PushImmediate { value: Immediate(value) });
                }
                check(float, Op::PushConstant { constant: ConstantRef(1) });
                check(float, reads(float.0, float.1, comparison)[0]);
                for field in texts {
                    check(field, Op::PushConstant { constant: ConstantRef(0) });
                    check(field, reads(texts[0].0, texts[0].1, comparison)[0]);
                }
            }
        }
    }
}
