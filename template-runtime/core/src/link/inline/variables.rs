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

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;
    use template_bytecode::{Leaf, Offset};

    fn get(var: u16) -> Op {
        Op::GetPlace { var: VarId(var), offset: Offset(0), leaf: Leaf::U8 }
    }

    fn vars(ops: &[Op]) -> Vec<u16> {
        let var = |mut op: Op| op.var_mut().map_or(u16::MAX, |var| var.0);
        ops.iter().copied().map(var).collect()
    }

    /// A fill with variable 1 from op 1 to 8, and in it one with variable 3 from op 4 to 6.
    fn fills() -> InlinedFills {
        let mut fills = InlinedFills::NONE;
        fills.add(Target(1), 9, VarId(1));
        fills.add(Target(4), 7, VarId(3));
        fills
    }

    #[test]
    fn variables_after_those_of_fills_are_renumbered() {
        let before = [0, 0, 2, 2, 4, 0, 5, 2, 3, 2].map(get);
        let mut ops = before;
        fills().renumber(&mut ops, &before);
        // The op before the fills, and the last one, are in none of them.
        assert_eq!(vars(&ops), [0, 0, 1, 1, 2, 0, 3, 1, 2, 2]);
    }

    /// The op of a call becomes a jump, which has no variable.
    #[test]
    fn replaced_ops_have_no_variables() {
        let before = [2; 10].map(get);
        let mut ops = before;
        ops[5] = Op::Jump { target: Target(9) };
        fills().renumber(&mut ops, &before);
        assert_eq!(vars(&ops), [2, 1, 1, 1, 1, u16::MAX, 1, 1, 1, 2]);
    }

    #[test]
    fn copies_have_the_variables_of_the_call() {
        let renumbered = |var, at| vars(&[fills().renumbered(get(var), at)])[0];
        assert_eq!([renumbered(4, 0), renumbered(4, 9)], [4, 4]);
        assert_eq!([renumbered(4, 1), renumbered(4, 8)], [3, 3]);
        assert_eq!([renumbered(4, 4), renumbered(4, 6)], [2, 2]);
        // The data, and a variable between those of the fills.
        assert_eq!([renumbered(0, 5), renumbered(2, 5)], [0, 1]);
        let text = Op::Jump { target: Target(4) };
        assert!(matches!(fills().renumbered(text, 5), Op::Jump { target: Target(4) }));
    }
}
