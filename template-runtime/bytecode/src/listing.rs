//! The disassembler: the text form of a program.

use crate::{
    op::Op,
    position::{Position, Positions},
    tables::Tables,
    verify::{Limits, ScratchUsage},
};
use core::fmt;

/// A program with its tables, whose [`Display`](fmt::Display) is the disassembly.
///
/// Each line has the index of the op, the line and column of the construct in the source, the
/// number of values on the stack before the op, the mnemonic and the operands.
#[derive(Clone, Copy)]
pub struct Listing<'a> {
    /// The name of the program.
    pub name: &'a str,
    /// The ops.
    pub ops: &'a [Op],
    /// The tables that the operands refer to.
    pub tables: Tables<'a>,
    /// For each op, the position of the construct that it was compiled from.
    pub positions: Positions<'a>,
    /// For an op that is a copy of an op of a component, the name of the component and the position of the op there.
    pub copied: &'a dyn Fn(usize) -> Option<(&'a str, Position)>,
    /// The memory that the program needs.
    pub limits: Limits,
}

impl fmt::Display for Listing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Limits { stack, variables, loops, scratch } = self.limits;
        writeln!(
            f,
            "{}: {}, at most {} on the stack, {}, {}, {scratch}",
            self.name,
            Counted(self.ops.len(), "op"),
            Counted(stack.into(), "value"),
            Counted(variables.into(), "variable"),
            Counted(loops.into(), "loop"),
        )?;
        let mut depths = StackDepth::new(self.ops);
        let mut positions = self.positions.entries();
        for (i, op) in self.ops.iter().enumerate() {
            let depth = depths.advance(i);
            let (component, at) = match (self.copied)(i) {
                Some((component, at)) => (Some(component), at),
                None => (None, positions.next().unwrap_or_default().1),
            };
            let at = PaddedPosition(at);
            // No trailing spaces.
            let width = if op.has_operands() { 13 } else { 0 };
            write!(f, "{i:>5} {at} [{depth}] {:<width$}", op.mnemonic())?;
            self.write_operands(op, f)?;
            if let Some(component) = component {
                write!(f, " ; {component}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl Listing<'_> {
    /// Writes the operands of an op; for [`Op::PushArgs`] also the word that it pushes.
    fn write_operands(&self, op: &Op, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *op {
            Op::PushArgs { positional, named, blocks } => {
                positional.write("positional", &self.tables, f)?;
                named.write("named", &self.tables, f)?;
                if blocks.0 > 0 {
                    blocks.write("blocks", &self.tables, f)?;
                }
                let word = Op::args_word(positional, named, blocks);
                write!(f, " ; 0b{:b}_{:04b}", word >> 4, word & 0xf)
            }
            _ => op.write_operands(&self.tables, f),
        }
    }
}

impl fmt::Debug for Listing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for ScratchUsage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.texts, self.bytes) {
            (0, 0) => f.write_str("no scratch"),
            (0, bytes) => write!(f, "at most {bytes} bytes of scratch"),
            (texts, 0) => write!(f, "{} in scratch", Counted(texts.into(), "text")),
            (texts, bytes) => {
                write!(f, "{} and at most {bytes} bytes in scratch", Counted(texts.into(), "text"))
            }
        }
    }
}

/// A count with its noun, which is in the plural unless the count is 1.
struct Counted(usize, &'static str);

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(count, thing) = self;
        write!(f, "{count} {thing}{}", if *count == 1 { "" } else { "s" })
    }
}

/// A position, padded to a fixed width.
struct PaddedPosition(Position);

impl fmt::Display for PaddedPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>4}:{:<3}", self.0.line, self.0.column)
    }
}

/// The depth of the stack, tracked from op to op.
///
/// It needs no memory for the depths at jump targets: if an op after a terminator finds values on the
/// stack, they were pushed before the jump to it, and the stack is not empty between the jump and the
/// op. So the jump is found among the ops since the stack was last empty. This holds for the programs of
/// the compiler, which have no unreachable ops; for others a depth may be incorrect.
struct StackDepth<'a> {
    ops: &'a [Op],
    /// The number of values before the next op, if the op before it continues there.
    depth: Option<u16>,
    /// The last op before which the stack was empty.
    empty: usize,
}

impl<'a> StackDepth<'a> {
    fn new(ops: &'a [Op]) -> Self {
        Self { ops, depth: Some(0), empty: 0 }
    }

    /// Returns the depth before op `i`, which is the next one, and applies its stack effect.
    fn advance(&mut self, i: usize) -> u16 {
        let before = self.depth.unwrap_or_else(|| self.depth_at_target(i));
        if before == 0 {
            self.empty = i;
        }
        let op = &self.ops[i];
        self.depth = if op.is_terminator() { None } else { Some(op.effect().apply(before)) };
        before
    }

    /// Returns the depth before op `i`, which follows a terminator. It goes back from op to op, and from
    /// a target to the jump, until the stack is empty.
    fn depth_at_target(&self, i: usize) -> u16 {
        let (mut at, mut depth) = (i, 0);
        while at > self.empty {
            let last = &self.ops[at - 1];
            if !last.is_terminator() {
                depth += last.effect().difference();
                at -= 1;
                continue;
            }
            let jumps_here = |op: &Op| op.target().is_some_and(|to| to.0 as usize == at);
            match self.ops[self.empty..at].iter().rposition(jumps_here) {
                // The body of a block begins with an empty stack.
                Some(jump) if !matches!(self.ops[self.empty + jump], Op::PushBlock { .. }) => {
                    at = self.empty + jump;
                    depth += self.ops[at].jump_effect().difference();
                }
                // The jump is before `empty`, so the stack is empty.
                _ => break,
            }
        }
        u16::try_from(depth).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Constant, ConstantRef, Count, Escape, HelperRef, NameRow};
    use std::string::ToString;

    #[test]
    fn a_call_is_listed_with_its_tables() {
        let listing = Listing {
            name: "shout",
            ops: &[
                Op::PushConstant { constant: ConstantRef(0) },
                Op::PushArgs { positional: Count(1), named: NameRow::EMPTY, blocks: Count(0) },
                Op::CallHelper { helper: HelperRef(0), args: Count(1) },
                Op::Append { escape: Escape::Html },
            ],
            tables: Tables {
                constants: &[Constant::Text("hello")],
                helpers: &["uppercase"],
                ..Tables::default()
            },
            // The first is in column 3, and so are the others.
            positions: Positions(&[0x22, 0x20, 0x20, 0x20]),
            copied: &|op| (op == 3).then_some(("Card", Position { line: 2, column: 5 })),
            limits: Limits {
                stack: 2,
                variables: 1,
                loops: 0,
                scratch: ScratchUsage { texts: 1, bytes: 0 },
            },
        };
        assert_eq!(
            listing.to_string(),
            "shout: 4 ops, at most 2 values on the stack, 1 variable, 0 loops, 1 text in scratch\n\
             \x20   0    1:3   [0] PushConstant  \"hello\"\n\
             \x20   1    1:3   [1] PushArgs      positional=1 named=[] ; 0b1_0000\n\
             \x20   2    1:3   [2] CallHelper    uppercase args=1\n\
             \x20   3    2:5   [1] Append        escape=html ; Card\n"
        );
    }
}
