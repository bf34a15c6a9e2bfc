//! The memory requirements of a program, which the verifier computes.

use super::MAX_FILLS;
use crate::op::Op;

/// The memory that a program needs while it runs: the sizes of the VM's arrays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The maximum number of values on the stack.
    pub stack: u16,
    /// The maximum number of variables in scope.
    pub variables: u16,
    /// The maximum nesting of loops.
    pub loops: u8,
    /// The maximum amount of scratch memory in use at the same time.
    pub scratch: ScratchUsage,
}

impl Limits {
    /// Returns the limits with these numbers, in the order of the fields: how the expansion of `template!` writes them.
    #[must_use]
    pub const fn of_expansion(
        stack: u16,
        variables: u16,
        loops: u8,
        texts: u16,
        bytes: u32,
    ) -> Self {
        Self { stack, variables, loops, scratch: ScratchUsage { texts, bytes } }
    }
}

/// An amount of scratch memory, which holds the results of calls that are arguments of other calls,
/// and the lists and maps that a template creates, until the end of the statement or of the block
/// that binds them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScratchUsage {
    /// The number of strings, whose lengths are known only at run time.
    pub texts: u16,
    /// The maximum number of bytes of everything else.
    pub bytes: u32,
}

impl ScratchUsage {
    /// No memory.
    pub(super) const NONE: Self = Self { texts: 0, bytes: 0 };

    /// Returns the number of bytes to reserve: exactly as many as needed if there are no strings, and otherwise some
    /// more for these.
    #[must_use]
    pub const fn size(self) -> usize {
        const TEXTS: usize = 1024;
        self.bytes as usize + if self.texts > 0 { TEXTS } else { 0 }
    }

    /// Returns the scratch memory that an op uses.
    #[must_use]
    pub const fn of(op: &Op) -> Self {
        match *op {
            Op::CallHelper { .. }
            | Op::Call { .. }
            | Op::CallDynamicHelper { .. }
            | Op::CallDynamic { .. }
            | Op::CallIfHelper {}
            | Op::CallBlockHelper { .. }
            | Op::CallComponent { .. }
            | Op::BindArgs { .. }
            | Op::Concat { .. } => Self { texts: 1, bytes: 0 },
            Op::GetFills { .. } => Self::of_collection(MAX_FILLS),
            Op::MakeArray { count } => Self::of_collection(count.0),
            Op::MakeHash { names } => Self::of_collection(names.count()),
            Op::ExtendHash { names } => Self::of_collection(names.count().saturating_add(1)),
            Op::Text { .. }
            | Op::PushImmediate { .. }
            | Op::PushConstant { .. }
            | Op::PushArgs { .. }
            | Op::AppendCall { .. }
            | Op::AppendDynamic { .. }
            | Op::PushHelper { .. }
            | Op::PushBlock { .. }
            | Op::Return {}
            | Op::BeginPartial { .. }
            | Op::EndPartial { .. }
            | Op::PassPartial { .. }
            | Op::CallPartial { .. }
            | Op::CallPassed { .. }
            | Op::HasPassed { .. }
            | Op::GetFill { .. }
            | Op::HasFill { .. }
            | Op::Yield { .. }
            | Op::FinalBreak { .. }
            | Op::Flush {}
            | Op::AppendAttributes { .. }
            | Op::GetVar { .. }
            | Op::GetPath { .. }
            | Op::GetVarPath { .. }
            | Op::GetNameOr { .. }
            | Op::GetIndex { .. }
            | Op::GetKey { .. }
            | Op::GetFirst { .. }
            | Op::GetLast { .. }
            | Op::Not {}
            | Op::IncludeZero {}
            | Op::Compare { .. }
            | Op::Lookup {}
            | Op::Log { .. }
            | Op::Jump { .. }
            | Op::JumpIfTrue { .. }
            | Op::JumpIfFalse { .. }
            | Op::JumpIfTrueOrPop { .. }
            | Op::JumpIfFalseOrPop { .. }
            | Op::Append { .. }
            | Op::AppendVar { .. }
            | Op::AppendVarPath { .. }
            | Op::EnterEach { .. }
            | Op::AppendEach { .. }
            | Op::EnterSection { .. }
            | Op::Next { .. }
            | Op::EnterWith { .. }
            | Op::Bind { .. }
            | Op::Unbind { .. }
            | Op::GetField { .. }
            | Op::GetItem { .. }
            | Op::GetName { .. }
            | Op::GetVarField { .. }
            | Op::GetVarName { .. }
            | Op::AppendVarField { .. }
            | Op::AppendVarName { .. }
            | Op::GetPlace { .. }
            | Op::GetFirstArg { .. }
            | Op::GetFirstArgPath { .. }
            | Op::GetFirstOperand { .. }
            | Op::GetPlacePath { .. }
            | Op::AppendPlace { .. }
            | Op::AppendPlacePath { .. }
            | Op::EnterSlice { .. }
            | Op::AppendSlice { .. }
            | Op::NextSlice { .. }
            | Op::EnterWithPlace { .. }
            | Op::BindPlace { .. } => Self::NONE,
        }
    }

    /// Returns the memory that a list or a map with a number of values uses.
    const fn of_collection(values: u8) -> Self {
        Self { texts: 0, bytes: values as u32 * VALUE_SIZE + COLLECTION_SIZE }
    }

    pub(super) const fn plus(self, other: Self) -> Self {
        Self {
            texts: self.texts.saturating_add(other.texts),
            bytes: self.bytes.saturating_add(other.bytes),
        }
    }

    pub(super) const fn max(self, other: Self) -> Self {
        Self {
            texts: max(self.texts, other.texts),
            bytes: if self.bytes > other.bytes { self.bytes } else { other.bytes },
        }
    }
}

/// The maximum size of a value in bytes; the runtime asserts that its `Value` is not larger.
pub const VALUE_SIZE: u32 = 24;

/// The maximum size in bytes of a list or a map that a template creates, without its values but
/// with alignment padding; the runtime asserts that its types are not larger.
pub const COLLECTION_SIZE: u32 = 48;

pub(super) const fn max(a: u16, b: u16) -> u16 {
    if a > b { a } else { b }
}
