//! What a program needs, as the verifier finds it.

use crate::op::Op;

/// What a program needs while it runs: the VM's arrays have exactly these sizes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The most values that are on the stack at once.
    pub stack: u16,
    /// The most variables that are bound at once.
    pub variables: u16,
    /// The most loops that are open at once.
    pub loops: u8,
    /// The most that is in scratch memory at once.
    pub scratch: Scratch,
}

/// How much scratch memory a program needs: the results of calls that feed other calls, and the lists
/// and maps that it makes, until the end of the statement, or of the block that binds them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scratch {
    /// How many texts are there at once at most; their length is known only while running.
    pub texts: u16,
    /// How many bytes everything else has at most.
    pub bytes: u32,
}

impl Scratch {
    pub(super) const NONE: Self = Self { texts: 0, bytes: 0 };

    /// Tells what an op puts there.
    #[must_use]
    pub const fn of(op: &Op) -> Self {
        match *op {
            Op::CallHelper { .. }
            | Op::Call { .. }
            | Op::CallDynamicHelper { .. }
            | Op::CallDynamic { .. }
            | Op::CallIfHelper {}
            | Op::CallBlockHelper { .. }
            | Op::Curry { .. }
            | Op::Concat { .. } => Self { texts: 1, bytes: 0 },
            Op::MakeArray { count } | Op::MakeHash { count, .. } => {
                Self { texts: 0, bytes: count.0 as u32 * VALUE_SIZE + MADE_SIZE }
            }
            _ => Self::NONE,
        }
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

/// How many bytes a value has at most; the runtime's `Value` is checked against it.
pub const VALUE_SIZE: u32 = 24;

/// How many bytes a list or a map that a template makes has besides its values, and what may be lost
/// to alignment; the runtime's types are checked against it.
pub const MADE_SIZE: u32 = 48;

pub(super) const fn max(a: u16, b: u16) -> u16 {
    if a > b { a } else { b }
}
