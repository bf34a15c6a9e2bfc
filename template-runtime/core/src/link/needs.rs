//! The capabilities of the interpreter that a linked program needs.

use super::printed::ValueUses;
use template_bytecode::{Count, Escape, Leaf, Op, VarId};

/// How a program can be run again, after an attempt to print its output to a region that had no room for it, from the
/// least to the most repeatable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(crate) enum Repeatable {
    /// It cannot: running it again may be noticed.
    Never,
    /// It can, if this is true of the components that it calls.
    WithComponents,
    /// It can.
    Always,
    /// It can; and it renders in chunks like the parts of what it renders at once.
    InParts,
}

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
    /// Whether running it again may be noticed: it has a `{{flush}}`, logs, or calls code of the user, other than components.
    pub(super) effects: bool,
    /// Whether it calls components.
    components: bool,
    /// Whether it needs memory: for values other than conditions, for variables other than the data, or for loops.
    pub(crate) memory: bool,
}

impl Needs {
    /// The needs of a program without ops.
    pub(super) const NONE: Self = Self {
        calls: false,
        values: false,
        floats: false,
        effects: false,
        components: false,
        memory: false,
    };

    /// Returns the needs of a program with these ops, given the values that they read and print.
    pub(super) const fn of(ops: &[Op], uses: ValueUses) -> Self {
        let mut needs = Self {
            values: uses.values,
            floats: uses.floats,
            effects: uses.displayed,
            ..Self::NONE
        };
        let mut at = 0;
        while at < ops.len() {
            // Most ops, without a call: see `Linker::link_op` for its price.
            match ops[at] {
                Op::Text { .. }
                | Op::Jump { .. }
                | Op::JumpIfTrue { .. }
                | Op::JumpIfFalse { .. } => {}
                Op::AppendPlace { var: VarId(var), leaf, escape: Escape::Html, .. }
                    if !matches!(leaf, Leaf::F32 | Leaf::F64) =>
                {
                    needs.memory |= var > 0;
                }
                ref op => {
                    needs.add(op);
                    if !needs.memory {
                        needs.memory = !is_stateless(ops, at);
                    }
                }
            }
            at += 1;
        }
        needs
    }

    /// Returns how a program can be run again.
    pub(crate) const fn repeatable(&self) -> Repeatable {
        match self {
            Self { effects: true, .. } => Repeatable::Never,
            Self { components: true, .. } => Repeatable::WithComponents,
            Self { calls: true, .. } | Self { values: true, .. } => Repeatable::Always,
            _ => Repeatable::InParts,
        }
    }

    /// Adds the capabilities of the interpreter that an op needs.
    const fn add(&mut self, op: &Op) {
        match op {
            Op::AppendVarField { escape, .. } => {
                (self.values, self.effects) = (true, true);
                self.add_escape(*escape);
            }
            // Link knows what is printed as a leaf. Everything else is a value, which may be HTML.
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
            Op::Flush {} => self.effects = true,
            Op::GetVar { .. }
            | Op::GetField { .. }
            | Op::GetVarField { .. }
            | Op::GetKey { .. }
            | Op::IncludeZero {}
            | Op::Compare { .. }
            | Op::EnterEach { .. }
            | Op::EnterSection { .. }
            | Op::AppendEach { .. }
            | Op::Next { .. } => (self.values, self.effects) = (true, true),
            Op::CallComponent { .. } => (self.calls, self.components) = (true, true),
            // Without a fill, nothing is printed; with one, it belongs to a program that is run again, too.
            Op::PushBlock { .. } | Op::GetFill { .. } | Op::HasFill { .. } | Op::Yield { .. } => {
                self.calls = true
            }
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
            | Op::CallBlockHelper { .. }
            | Op::GetFills { .. }
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
            | Op::Log { .. } => (self.calls, self.effects) = (true, true),
        }
    }

    /// Adds the needs of an op that escapes.
    const fn add_escape(&mut self, escape: Escape) {
        if !matches!(escape, Escape::Html | Escape::None) {
            self.calls = true;
            self.effects |= matches!(escape, Escape::Custom);
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
    use super::{Needs, Repeatable, ValueUses};
    use template_bytecode::{
        Count, Escape, HelperRef, Immediate, Leaf, LoopId, NameRow, Offset, Op, Target, VarId,
    };

    const NONE: ValueUses = ValueUses::NONE;

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
        let uses = ValueUses { values: true, ..NONE };
        assert_eq!(capabilities(&index, uses), [true, true, false]);
        let call = Op::PushArgs { positional: Count(0), named: NameRow::EMPTY, blocks: Count(0) };
        assert_eq!(capabilities(&[call], NONE), [true, false, false]);
    }

    #[test]
    fn leaves_and_values_may_be_floats() {
        let float = [append(Leaf::F32, Escape::Html)];
        assert_eq!(capabilities(&float, NONE), [false, false, true]);
        let uses = ValueUses { values: true, floats: true, ..NONE };
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
    fn code_of_the_user_runs_once() {
        let repeatable = |ops: &[Op]| Needs::of(ops, NONE).repeatable();
        assert_eq!(repeatable(&[append(Leaf::F32, Escape::Html)]), Repeatable::InParts);
        assert_eq!(repeatable(&[append(Leaf::Str, Escape::Attribute)]), Repeatable::InParts);
        let url = append(Leaf::Str, Escape::UrlPart);
        assert_eq!(repeatable(&[url]), Repeatable::Always);
        assert_eq!(repeatable(&[append(Leaf::Str, Escape::Custom)]), Repeatable::Never);
        let call = Op::CallComponent {
            helper: HelperRef(0),
            positional: Count(0),
            named: NameRow::EMPTY,
            blocks: Count(0),
        };
        assert_eq!(repeatable(&[call]), Repeatable::WithComponents);
        for op in [Op::Flush {}, Op::Lookup {}, Op::CallIfHelper {}] {
            assert_eq!(repeatable(&[op, call]), Repeatable::Never, "{op:?}");
        }
        let of_uses =
            |displayed| Needs::of(&[], ValueUses { values: true, displayed, ..NONE }).repeatable();
        assert_eq!(of_uses(false), Repeatable::Always);
        assert_eq!(of_uses(true), Repeatable::Never);
    }
}
