//! The parts of the interpreter. A program links an instance that has only the parts which it needs: where memory is
//! scarce, most programs call no helpers and print no floats.

use crate::link::ValueUses;
use core::marker::PhantomData;
use template_bytecode::{Escape, Leaf, Op};

/// The parts of an instance of the interpreter. All have the ops that read places.
pub(super) trait Parts {
    /// Whether it has the ops that call helpers, look up names, create text or collections, or escape with an escaper
    /// of the user or in a context other than text.
    const CALLS: bool;

    /// Whether it has the ops that compare and loop over values that are not read at a place, and prints such values of all
    /// kinds; without it, those that are printed as leaves are.
    const VALUES: bool;

    /// Whether it prints floats.
    const FLOATS: bool;

    /// Whether it stops where the output is full, to be continued with another buffer.
    const CHUNKS: bool = false;
}

/// The parts `P`, of an interpreter that renders in chunks.
pub(super) struct InChunks<P>(PhantomData<P>);

impl<P: Parts> Parts for InChunks<P> {
    const CALLS: bool = P::CALLS;
    const VALUES: bool = P::VALUES;
    const FLOATS: bool = P::FLOATS;
    const CHUNKS: bool = true;
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $calls:literal $values:literal $floats:literal;)*) => { $(
        $(#[$doc])*
        pub(super) enum $name {}

        impl Parts for $name {
            const CALLS: bool = $calls;
            const VALUES: bool = $values;
            const FLOATS: bool = $floats;
        }
    )* };
}

parts! {
    /// All parts.
    AllParts: true true true;
    /// All parts but calls.
    WithoutCalls: false true true;
    /// All parts but calls and floats.
    WithoutCallsAndFloats: false true false;
    /// Places and floats.
    PlacesWithFloats: false false true;
    /// Places.
    Places: false false false;
}

/// The parts of the interpreter that a program needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Needs {
    /// Whether it needs [`Parts::CALLS`].
    pub(super) calls: bool,
    /// Whether it needs [`Parts::VALUES`].
    pub(super) values: bool,
    /// Whether it needs [`Parts::FLOATS`].
    pub(super) floats: bool,
}

impl Needs {
    /// Returns what a program with these ops needs, given what they read and print.
    pub(super) const fn of(ops: &[Op], uses: ValueUses) -> Self {
        let mut needs = Self { calls: false, values: uses.values, floats: uses.floats };
        let mut at = 0;
        while at < ops.len() {
            needs.add(&ops[at]);
            at += 1;
        }
        needs
    }

    /// Adds what an op needs.
    const fn add(&mut self, op: &Op) {
        match op {
            Op::AppendVarField { escape, .. } => {
                self.values = true;
                self.add_escape(*escape);
            }
            // What is not printed as a leaf is, which link knows, is a value, which may be HTML.
            Op::Append { escape }
            | Op::AppendVar { escape, .. }
            | Op::AppendPlacePath { escape, .. }
                if escape.is_divisible() =>
            {
                self.calls |= self.values && !matches!(escape, Escape::Html | Escape::None);
            }
            Op::Append { escape }
            | Op::AppendVar { escape, .. }
            | Op::AppendPlacePath { escape, .. } => self.add_escape(*escape),
            Op::AppendPlace { leaf, escape, .. } => {
                // A leaf is not HTML that would be treated otherwise in an attribute.
                if !escape.is_divisible() {
                    self.add_escape(*escape);
                }
                if let Leaf::F32 | Leaf::F64 = leaf {
                    self.floats = true;
                }
            }
            Op::Text { .. }
            | Op::PushImmediate { .. }
            | Op::PushConstant { .. }
            | Op::Return {}
            | Op::FinalBreak { .. }
            | Op::Flush {}
            | Op::GetPlace { .. }
            | Op::GetFirstArg { .. }
            | Op::GetPlacePath { .. }
            | Op::GetIndex { .. }
            | Op::GetFirst { .. }
            | Op::GetLast { .. }
            | Op::Not {}
            | Op::Jump { .. }
            | Op::JumpIfTrue { .. }
            | Op::JumpIfFalse { .. }
            | Op::JumpIfTrueOrPop { .. }
            | Op::JumpIfFalseOrPop { .. }
            | Op::EnterSlice { .. }
            | Op::EnterWith { .. }
            | Op::EnterWithPlace { .. }
            | Op::AppendSlice { .. }
            | Op::NextSlice { .. }
            | Op::Bind { .. }
            | Op::BindPlace { .. }
            | Op::Unbind { .. } => {}
            Op::GetVar { .. }
            | Op::GetField { .. }
            | Op::GetVarField { .. }
            | Op::GetKey { .. }
            | Op::IncludeZero {}
            | Op::Compare { .. }
            | Op::EnterEach { .. }
            | Op::EnterSection { .. }
            | Op::AppendEach { .. }
            | Op::Next { .. } => self.values = true,
            Op::PushArgs { .. }
            | Op::CallHelper { .. }
            | Op::Call { .. }
            | Op::AppendCall { .. }
            | Op::CallDynamicHelper { .. }
            | Op::CallDynamic { .. }
            | Op::AppendDynamic { .. }
            | Op::CallIfHelper {}
            | Op::PushHelper { .. }
            | Op::BindArgs { .. }
            | Op::PushBlock { .. }
            | Op::CallBlockHelper { .. }
            | Op::CallComponent { .. }
            | Op::GetFill { .. }
            | Op::GetFills { .. }
            | Op::HasFill { .. }
            | Op::Yield { .. }
            | Op::AppendAttributes { .. }
            | Op::GetPath { .. }
            | Op::GetVarPath { .. }
            | Op::GetName { .. }
            | Op::GetNameOr { .. }
            | Op::GetItem { .. }
            | Op::GetVarName { .. }
            | Op::AppendVarName { .. }
            | Op::AppendVarPath { .. }
            | Op::Concat { .. }
            | Op::Lookup {}
            | Op::MakeArray { .. }
            | Op::MakeHash { .. }
            | Op::Log { .. } => self.calls = true,
        }
    }

    /// Adds what an op that escapes needs.
    const fn add_escape(&mut self, escape: Escape) {
        if !matches!(escape, Escape::Html | Escape::None) {
            self.calls = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Needs, ValueUses};
    use template_bytecode::{Count, Escape, Leaf, LoopId, NameRow, Offset, Op, Slot, Target};

    const NONE: ValueUses = ValueUses { values: false, floats: false };

    const fn append(leaf: Leaf, escape: Escape) -> Op {
        Op::AppendPlace { slot: Slot(0), offset: Offset(0), leaf, escape }
    }

    #[test]
    fn needs_are_those_of_all_ops() {
        let places = [
            append(Leaf::Str, Escape::Html),
            Op::NextSlice { loop_id: LoopId(0), slot: Slot(1), target: Target(0) },
        ];
        assert_eq!(Needs::of(&places, NONE), Needs { calls: false, values: false, floats: false });
        let values = [places[0], Op::IncludeZero {}];
        assert_eq!(Needs::of(&values, NONE), Needs { calls: false, values: true, floats: false });
        let index = [Op::GetIndex { loop_id: LoopId(0) }, Op::Append { escape: Escape::Attribute }];
        assert_eq!(Needs::of(&index, NONE), Needs { calls: false, values: false, floats: false });
        let uses = ValueUses { values: true, floats: false };
        assert_eq!(Needs::of(&index, uses), Needs { calls: true, values: true, floats: false });
        let call = Op::PushArgs { positional: Count(0), named: NameRow::EMPTY, blocks: Count(0) };
        assert_eq!(Needs::of(&[call], NONE), Needs { calls: true, values: false, floats: false });
    }

    #[test]
    fn leaves_and_values_may_be_floats() {
        let float = [append(Leaf::F32, Escape::Html)];
        assert_eq!(Needs::of(&float, NONE), Needs { calls: false, values: false, floats: true });
        let uses = ValueUses { values: true, floats: true };
        assert_eq!(Needs::of(&[], uses), Needs { calls: false, values: true, floats: true });
    }

    #[test]
    fn custom_escapers_are_passed_values_by_calls() {
        assert!(Needs::of(&[append(Leaf::Str, Escape::Custom)], NONE).calls);
        assert!(Needs::of(&[Op::Append { escape: Escape::Custom }], NONE).calls);
    }
}
