//! The StackExpression form: one flat sequence, in which nothing is nested any more. Arguments are
//! pushed before the call that takes them; blocks are jumps to labels.
//!
//! It has the ops of `template_bytecode::Op`, but holds texts, names and constants themselves
//! where the ops have indexes, and labels where the ops have targets, so that passes can insert and
//! remove instructions.

use crate::{parse::ast::LiteralValue, source::Span};
use template_bytecode::{Comparison, Escape};

/// A template as one sequence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StackExpression {
    /// The instructions.
    pub instructions: Vec<Instruction>,
    /// How many labels there are.
    pub labels: u32,
}

/// An operation with the construct that it was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Instruction {
    /// What it does.
    pub operation: Operation,
    /// Where that is written.
    pub span: Span,
}

/// A place that jumps go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Label(pub u32);

/// What a name is that is not found while running: null, or an error that gives this path.
pub type Missing = Option<String>;

/// What an instruction does: see the op of the same name.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each is the op of the same name, which has the documentation")]
pub enum Operation {
    /// Not an op: the place of a label.
    Label(Label),
    Text(String),
    PushConstant(LiteralValue),
    PushArgs {
        positional: u8,
        named: Vec<String>,
        blocks: u8,
    },
    CallHelper {
        helper: u16,
        args: u8,
    },
    Call {
        helper: u16,
        positional: u8,
        named: Vec<String>,
    },
    AppendCall {
        helper: u16,
        positional: u8,
        named: Vec<String>,
        escape: Escape,
    },
    CallDynamicHelper {
        args: u8,
    },
    CallDynamic {
        positional: u8,
        named: Vec<String>,
    },
    AppendDynamic {
        positional: u8,
        named: Vec<String>,
        escape: Escape,
    },
    CallIfHelper,
    PushHelper {
        helper: u16,
    },
    Curry {
        args: u8,
    },
    PushBlock {
        slot: u16,
        params: u8,
        to: Label,
    },
    CallBlockHelper {
        helper: u16,
        args: u8,
        escape: Escape,
    },
    Return,
    GetVar {
        slot: u16,
    },
    GetName {
        name: String,
        missing: Missing,
    },
    GetNameOr {
        name: String,
        constant: LiteralValue,
    },
    GetVarName {
        slot: u16,
        name: String,
        missing: Missing,
    },
    GetIndex {
        of: u8,
    },
    GetKey {
        of: u8,
        slot: u16,
    },
    GetFirst {
        of: u8,
    },
    GetLast {
        of: u8,
    },
    Concat {
        count: u8,
    },
    Not,
    IncludeZero,
    Compare {
        by: Comparison,
    },
    Lookup,
    MakeArray {
        count: u8,
    },
    MakeHash {
        names: Vec<String>,
    },
    Log {
        count: u8,
    },
    Jump {
        to: Label,
    },
    JumpIf {
        to: Label,
    },
    JumpUnless {
        to: Label,
    },
    JumpIfKeep {
        to: Label,
    },
    JumpUnlessKeep {
        to: Label,
    },
    Append {
        escape: Escape,
    },
    AppendVar {
        slot: u16,
        escape: Escape,
    },
    AppendVarName {
        slot: u16,
        name: String,
        escape: Escape,
        missing: Missing,
    },
    EnterEach {
        of: u8,
        slot: u16,
        to: Label,
    },
    AppendEach {
        of: u8,
        slot: u16,
        to: Label,
    },
    EnterSection {
        of: u8,
        slot: u16,
        to: Label,
    },
    Next {
        of: u8,
        slot: u16,
        to: Label,
    },
    EnterWith {
        slot: u16,
        to: Label,
    },
    Bind {
        slot: u16,
    },
    Exit {
        slot: u16,
    },
}

/// The label that an operation may go on at, borrowed as the operation is.
macro_rules! target {
    ($operation:expr) => {
        match $operation {
            Operation::Jump { to }
            | Operation::JumpIf { to }
            | Operation::JumpUnless { to }
            | Operation::JumpIfKeep { to }
            | Operation::JumpUnlessKeep { to }
            | Operation::EnterSection { to, .. }
            | Operation::EnterEach { to, .. }
            | Operation::AppendEach { to, .. }
            | Operation::Next { to, .. }
            | Operation::EnterWith { to, .. }
            | Operation::PushBlock { to, .. } => Some(to),
            _ => None,
        }
    };
}

impl Operation {
    /// The label that it may go on at.
    #[must_use]
    pub fn target(&self) -> Option<Label> {
        target!(self).copied()
    }

    /// The same, to be changed.
    pub fn target_mut(&mut self) -> Option<&mut Label> {
        target!(self)
    }

    /// Whether the program never goes on at the instruction behind it.
    #[must_use]
    pub fn diverts(&self) -> bool {
        matches!(self, Self::Jump { .. } | Self::Return)
    }
}
