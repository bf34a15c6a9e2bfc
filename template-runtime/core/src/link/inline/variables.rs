//! The variables of fills that have become part of the program: a fill has no variable of its own any more.

use super::{calls::MAX_COPIED_OPS, component::MAX_OPS};
use template_bytecode::{Op, Target, VarId};

/// The maximum number of fills: each has an op of the copy that prints it.
const MAX_FILLS: usize = MAX_COPIED_OPS + MAX_OPS;

/// The fills of the calls that have been replaced, as far as they bind variables: the number of each of these is one less than
/// before, for each of the fills around it.
pub(super) struct InlinedFills {
    /// The first ops, the ops after the last ones, and the variables, which no longer are.
    fills: [(u32, u32, u16); MAX_FILLS],
    count: usize,
}

impl InlinedFills {
    /// No fills.
    pub(super) const NONE: Self = Self { fills: [(0, 0, 0); MAX_FILLS], count: 0 };

    /// Adds a fill with a variable, from an op up to the op before `end`.
    pub(super) const fn add(&mut self, Target(start): Target, end: usize, VarId(var): VarId) {
        self.fills[self.count] = (start, end as u32, var);
        self.count += 1;
    }

    /// Returns a copied op, which reads variables of the call `at`, with their new numbers. The fills around the call have been
    /// added: they are part of the calls before it.
    pub(super) const fn renumbered(&self, mut op: Op, at: usize) -> Op {
        if self.count > 0
            && !matches!(op, Op::Text { .. } | Op::Jump { .. })
            && let Some(VarId(var)) = op.var_mut()
        {
            let (mut around, mut i) = (0, 0);
            while i < self.count {
                let (start, end, own) = self.fills[i];
                around += (start as usize <= at && at < end as usize && own < *var) as u16;
                i += 1;
            }
            *var -= around;
        }
        op
    }

    /// Renumbers the variables of the ops in the fills, given the ops with the earlier numbers.
    pub(super) const fn renumber(&self, ops: &mut [Op], before: &[Op]) {
        let mut i = 0;
        while i < self.count {
            let (start, end, own) = self.fills[i];
            let mut at = start as usize;
            while at < end as usize {
                let mut op = before[at];
                if !matches!(op, Op::Text { .. } | Op::Jump { .. })
                    && let Some(VarId(var)) = op.var_mut()
                    && *var > own
                    && let Some(VarId(var)) = ops[at].var_mut()
                {
                    *var -= 1;
                }
                at += 1;
            }
            i += 1;
        }
    }
}
