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

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;
    use template_bytecode::{Count, HelperRef, NameRow, TextRef, VarId};

    const TEXT: Op = Op::Text { text: TextRef::new(0, 0) };
    const CALL: Op = Op::CallComponent {
        helper: HelperRef(0),
        positional: Count(0),
        named: NameRow::EMPTY,
        blocks: Count(1),
    };

    fn jump(target: u32) -> Op {
        Op::Jump { target: Target(target) }
    }

    fn push_block(target: u32) -> Op {
        Op::PushBlock { var: VarId(1), params: Count(0), target: Target(target) }
    }

    /// Returns the `Return` ops of the fill that begins at an op; whether these are all; whether the fill binds a variable; and
    /// its end.
    fn returns(ops: &[Op], start: u32) -> (Vec<usize>, bool, bool, Option<usize>) {
        let mut fill = FillReturns::of(Target(start));
        let found = core::iter::from_fn(|| fill.next(ops)).collect();
        let (has_ended, binds) = (fill.has_ended(), fill.binds());
        (found, has_ended, binds, if has_ended { fill.end(ops) } else { None })
    }

    #[test]
    fn a_fill_ends_at_the_return_that_no_jump_passes() {
        assert_eq!(returns(&[TEXT, Op::Return {}, TEXT], 0), ([1].into(), true, false, Some(2)));
        // `{{#if …}}…{{else}}…{{/if}}`, in which each branch returns.
        let ops = [
            Op::JumpIfFalse { target: Target(3) },
            TEXT,
            Op::Return {},
            TEXT,
            Op::Return {},
            Op::Return {},
        ];
        assert_eq!(returns(&ops, 0), ([2, 4].into(), true, false, Some(5)));
        assert_eq!(returns(&ops, 3), ([4].into(), true, false, Some(5)));
        assert_eq!(returns(&[TEXT, TEXT], 0), ([].into(), false, false, None));
    }

    #[test]
    fn blocks_inside_of_a_fill_are_no_part_of_it() {
        // A call between two texts: the op after it jumps over its fill.
        let ops = [TEXT, push_block(4), CALL, jump(6), TEXT, Op::Return {}, TEXT, Op::Return {}];
        assert_eq!(returns(&ops, 0), ([7].into(), true, true, Some(8)));
        assert_eq!(returns(&ops, 4), ([5].into(), true, false, Some(6)));
        // A call at the end: its fill follows the `Return`, and has a call at its end itself.
        let ops = [
            push_block(3),
            CALL,
            Op::Return {},
            push_block(6),
            CALL,
            Op::Return {},
            TEXT,
            Op::Return {},
            TEXT,
        ];
        assert_eq!(returns(&ops, 0), ([2].into(), true, true, Some(8)));
        // A call with two fills.
        let ops = [
            push_block(4),
            push_block(6),
            CALL,
            jump(8),
            TEXT,
            Op::Return {},
            TEXT,
            Op::Return {},
            Op::Return {},
        ];
        assert_eq!(returns(&ops, 0), ([8].into(), true, true, Some(9)));
        // What follows the fills is unknown if nothing jumps over them.
        let ops = [push_block(3), CALL, TEXT, TEXT, Op::Return {}];
        assert_eq!(returns(&ops, 0), ([].into(), false, true, None));
        // The fill at the end has no end.
        let ops = [push_block(3), CALL, Op::Return {}, TEXT];
        assert_eq!(returns(&ops, 0), ([2].into(), true, true, None));
    }

    #[test]
    fn jumps_lead_to_their_targets() {
        let mut ops = std::vec![TEXT; 200];
        (ops[3], ops[150]) = (jump(64), Op::JumpIfTrue { target: Target(127) });
        let mut jumps = JumpTargets::new();
        let targets: Vec<usize> =
            (0..200).filter(|at| jumps.lead_between(&ops, *at, *at)).collect();
        assert_eq!(targets, [64, 127]);
        assert!(jumps.lead_between(&ops, 60, 64) && jumps.lead_between(&ops, 64, 70));
        assert!(!jumps.lead_between(&ops, 65, 126) && !jumps.lead_between(&ops, 5, 4));
        // It is not known of ops that are too many.
        assert!(jumps.lead_between(&ops, MAX_PROGRAM, MAX_PROGRAM));
    }
}
