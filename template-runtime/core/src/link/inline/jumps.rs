//! The jumps of a program: the ops to which they lead, and those at which the fills of a call end.

use template_bytecode::{Op, Target};

/// The maximum number of ops of a program in which calls are replaced.
const MAX_PROGRAM: usize = 1 << 16;

/// The ops of a program to which jumps lead.
pub(super) struct JumpTargets {
    /// One bit for each op.
    bits: [u64; MAX_PROGRAM / 64],
    /// Whether they have been found, which takes long.
    is_known: bool,
}

impl JumpTargets {
    /// Returns the jump targets of a program, which are found when they are needed.
    pub(super) const fn new() -> Self {
        Self { bits: [0; MAX_PROGRAM / 64], is_known: false }
    }

    /// Returns `true` if a jump of the program with these ops leads to an op from `first` to `last`, or may.
    pub(super) const fn lead_between(&mut self, ops: &[Op], first: usize, last: usize) -> bool {
        if last >= MAX_PROGRAM {
            return true;
        }
        if !self.is_known {
            self.is_known = true;
            let mut at = 0;
            while at < ops.len() {
                // About half of all ops.
                if !matches!(ops[at], Op::Text { .. })
                    && let Some(Target(target)) = ops[at].target()
                    && (target as usize) < MAX_PROGRAM
                {
                    self.bits[target as usize / 64] |= 1 << (target % 64);
                }
                at += 1;
            }
        }
        let mut at = first;
        while at <= last {
            if self.bits[at / 64] >> (at % 64) & 1 == 1 {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// The ops `Return` of a fill, without the `Return` ops of fills and blocks inside of it.
pub(super) struct FillReturns {
    /// The index of the next op.
    at: usize,
    /// The last op to which a jump leads.
    furthest: usize,
    /// The first ops of the first and of the last one of the blocks inside of the fill that the last ops have pushed.
    inner: Option<(usize, usize)>,
    has_ended: bool,
    /// Whether an op binds a variable.
    binds: bool,
}

impl FillReturns {
    /// Returns the `Return` ops of the fill that begins at an op.
    pub(super) const fn of(Target(start): Target) -> Self {
        let start = start as usize;
        Self { at: start, furthest: start, inner: None, has_ended: false, binds: false }
    }

    /// Returns `true` after the last one.
    pub(super) const fn has_ended(&self) -> bool {
        self.has_ended
    }

    /// Returns `true` if an op binds a variable, or pushes a block, which may.
    pub(super) const fn binds(&self) -> bool {
        self.binds
    }

    /// Returns the index after the last op of the fill, of which the last `Return` has been found, and of the blocks inside of it,
    /// which may follow that; `None` if it is not known.
    pub(super) const fn end(mut self, ops: &[Op]) -> Option<usize> {
        while let Some((_, last)) = self.inner {
            self = Self::of(Target(last as u32));
            while let Some(_) = self.next(ops) {}
            if !self.has_ended {
                return None;
            }
        }
        Some(self.at)
    }

    /// Returns the index of the next one; `None` after the last one, or if there is code that only a jump reaches after
    /// blocks, whose end is then not known.
    pub(super) const fn next(&mut self, ops: &[Op]) -> Option<usize> {
        while !self.has_ended && self.at < ops.len() {
            if let Some((inner, _)) = self.inner
                && inner == self.at
            {
                // The op before the blocks jumps over them.
                let Op::Jump { target } = ops[self.at - 1] else { return None };
                (self.at, self.inner) = (target.0 as usize, None);
                continue;
            }
            let (at, op) = (self.at, &ops[self.at]);
            self.at += 1;
            self.binds |= binds_variable(op);
            match op {
                Op::PushBlock { target: Target(target), .. } => {
                    let first = match self.inner {
                        Some((first, _)) => first,
                        None => *target as usize,
                    };
                    self.inner = Some((first, *target as usize));
                }
                Op::Return {} => {
                    self.has_ended = self.furthest <= at;
                    return Some(at);
                }
                _ => {
                    if let Some(target) = op.target()
                        && target.0 as usize > self.furthest
                    {
                        self.furthest = target.0 as usize;
                    }
                }
            }
        }
        None
    }
}

/// Returns `true` if an op binds a variable.
const fn binds_variable(op: &Op) -> bool {
    matches!(
        op,
        Op::EnterEach { .. }
            | Op::EnterSlice { .. }
            | Op::AppendEach { .. }
            | Op::AppendSlice { .. }
            | Op::EnterSection { .. }
            | Op::EnterWith { .. }
            | Op::EnterWithPlace { .. }
            | Op::Bind { .. }
            | Op::BindPlace { .. }
            | Op::BindArgs { .. }
            | Op::PushBlock { .. }
    )
}
