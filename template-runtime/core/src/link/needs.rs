//! The capabilities of the interpreter that a linked program needs.

use super::printed::ValueUses;
use template_bytecode::{Count, Escape, Leaf, Op, VarId};

/// The capabilities of an interpreter that a program needs, and how it can be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// Whether it needs the ops that call helpers or components, look up names, create text or collections, or escape with an
    /// escaper of the user or in a context other than text.
    pub(crate) calls: bool,
    /// Whether it needs the ops on values that are not read at a place, or prints values of all kinds.
    pub(crate) values: bool,
    /// Whether it prints floats.
    pub(crate) floats: bool,
    /// Whether it has a `{{flush}}`.
    flush: bool,
    /// Whether it needs memory: for values other than conditions, for variables other than the data, or for loops.
    pub(crate) memory: bool,
}

impl Needs {
    /// The needs of a program without ops.
    pub(super) const NONE: Self =
        Self { calls: false, values: false, floats: false, flush: false, memory: false };

    /// Returns the needs of a program with these ops, given the values that they read and print.
    pub(super) const fn of(ops: &[Op], uses: ValueUses) -> Self {
        let mut needs = Self { values: uses.values, floats: uses.floats, ..Self::NONE };
        let mut at = 0;
        while at < ops.len() {
            // About half of all ops, which need nothing: see `Linker::link_op` for the price of calls.
            if !matches!(ops[at], Op::Text { .. }) {
                needs.add(&ops[at]);
                if !needs.memory {
                    needs.memory = !is_stateless(ops, at);
                }
            }
            at += 1;
        }
        needs
    }

    /// Returns `true` if a program calls no code of the user, and has no `{{flush}}`: it can be run again, and renders in chunks
    /// like the parts of what it renders at once. (A value may be a template, or displayed.)
    pub(crate) const fn is_pure(&self) -> bool {
        !self.calls && !self.values && !self.flush
    }

    /// Adds the capabilities of the interpreter that an op needs.
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
            | Op::GetPlace { .. }
            | Op::GetFirstArg { .. }
            | Op::GetFirstArgPath { .. }
            | Op::GetFirstOperand { .. }
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
            Op::Flush {} => self.flush = true,
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
            | Op::BeginPartial { .. }
            | Op::EndPartial { .. }
            | Op::PassPartial { .. }
            | Op::CallPartial { .. }
            | Op::CallPassed { .. }
            | Op::HasPassed { .. }
            | Op::ExtendHash { .. }
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

    /// Adds the needs of an op that escapes.
    const fn add_escape(&mut self, escape: Escape) {
        if !matches!(escape, Escape::Html | Escape::None) {
            self.calls = true;
        }
    }
}

/// Returns `true` if the op at an index runs without memory.
const fn is_stateless(ops: &[Op], at: usize) -> bool {
    match ops[at] {
        Op::Text { .. }
        | Op::FinalBreak { .. }
        | Op::AppendPlace { var: VarId(0), .. }
        | Op::AppendPlacePath { var: VarId(0), .. }
        | Op::Jump { .. }
        // The op that pushes the condition determines whether it is stateless.
        | Op::JumpIfTrue { .. }
        | Op::JumpIfFalse { .. }
        | Op::Flush {}
        // The op that pushes the fill determines whether it is stateless.
        | Op::Yield { args: Count(0) }
        | Op::Return {} => true,
        Op::GetFill { .. } => {
            at + 1 < ops.len() && matches!(ops[at + 1], Op::Yield { args: Count(0) })
        }
        Op::HasFill { .. }
        | Op::GetPlace { var: VarId(0), .. }
        | Op::GetPlacePath { var: VarId(0), .. } => {
            at + 1 < ops.len()
                && matches!(ops[at + 1], Op::JumpIfFalse { .. } | Op::JumpIfTrue { .. })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Needs, ValueUses};
    use template_bytecode::{
        Count, Escape, Immediate, Leaf, LoopId, NameRow, Offset, Op, Target, VarId,
    };

    const NONE: ValueUses = ValueUses { values: false, floats: false };

    const fn append(leaf: Leaf, escape: Escape) -> Op {
        Op::AppendPlace { var: VarId(0), offset: Offset(0), leaf, escape }
    }

    /// Returns whether a program needs calls, values and floats.
    fn capabilities(ops: &[Op], uses: ValueUses) -> [bool; 3] {
        let Needs { calls, values, floats, .. } = Needs::of(ops, uses);
        [calls, values, floats]
    }

    #[test]
    fn needs_are_those_of_all_ops() {
        let places = [
            append(Leaf::Str, Escape::Html),
            Op::NextSlice { loop_id: LoopId(0), var: VarId(1), target: Target(0) },
        ];
        assert_eq!(capabilities(&places, NONE), [false, false, false]);
        let values = [places[0], Op::IncludeZero {}];
        assert_eq!(capabilities(&values, NONE), [false, true, false]);
        let index = [Op::GetIndex { loop_id: LoopId(0) }, Op::Append { escape: Escape::Attribute }];
        assert_eq!(capabilities(&index, NONE), [false, false, false]);
        let uses = ValueUses { values: true, floats: false };
        assert_eq!(capabilities(&index, uses), [true, true, false]);
        let call = Op::PushArgs { positional: Count(0), named: NameRow::EMPTY, blocks: Count(0) };
        assert_eq!(capabilities(&[call], NONE), [true, false, false]);
    }

    #[test]
    fn leaves_and_values_may_be_floats() {
        let float = [append(Leaf::F32, Escape::Html)];
        assert_eq!(capabilities(&float, NONE), [false, false, true]);
        let uses = ValueUses { values: true, floats: true };
        assert_eq!(capabilities(&[], uses), [false, true, true]);
    }

    #[test]
    fn custom_escapers_are_passed_values_by_calls() {
        assert!(Needs::of(&[append(Leaf::Str, Escape::Custom)], NONE).calls);
        assert!(Needs::of(&[Op::Append { escape: Escape::Custom }], NONE).calls);
    }

    #[test]
    fn conditions_on_the_data_need_no_memory() {
        let get = |var| Op::GetPlace { var: VarId(var), offset: Offset(0), leaf: Leaf::Bool };
        let jump = Op::JumpIfFalse { target: Target(2) };
        let needs_memory = |ops: &[Op]| Needs::of(ops, NONE).memory;
        assert!(!needs_memory(&[get(0), jump, append(Leaf::Str, Escape::Html)]));
        assert!(needs_memory(&[get(1), jump]));
        assert!(needs_memory(&[get(0), Op::Append { escape: Escape::Html }]));
        assert!(needs_memory(&[get(0)]));
    }

    #[test]
    fn fills_without_block_params_need_no_memory() {
        let (fill, jump) = (Op::GetFill { slot: Count(0) }, Op::JumpIfFalse { target: Target(3) });
        let yield_with = |args| Op::Yield { args: Count(args) };
        let needs_memory = |ops: &[Op]| Needs::of(ops, NONE).memory;
        assert!(!needs_memory(&[fill, yield_with(0)]));
        assert!(!needs_memory(&[Op::HasFill { slot: Count(0) }, jump, fill, yield_with(0)]));
        let param = Op::PushImmediate { value: Immediate(1) };
        assert!(needs_memory(&[fill, param, yield_with(1)]));
        assert!(needs_memory(&[fill, jump]));
        assert!(needs_memory(&[Op::HasFill { slot: Count(0) }, Op::Not {}, jump]));
    }

    #[test]
    fn what_can_be_run_again_is_pure() {
        let is_pure = |ops: &[Op], uses| Needs::of(ops, uses).is_pure();
        assert!(is_pure(&[append(Leaf::F32, Escape::Html)], NONE));
        assert!(!is_pure(&[Op::Flush {}], NONE));
        assert!(!is_pure(&[Op::Lookup {}], NONE));
        assert!(!is_pure(&[], ValueUses { values: true, floats: false }));
    }
}
