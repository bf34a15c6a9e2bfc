//! The disassembler.

use crate::{
    op::Op,
    operand::{Count, NameRow},
    position::{Position, Positions},
    tables::Tables,
    verify::{Limits, Scratch},
};
use core::fmt;

/// A program with all its tables, to be read by people: its [`Display`](fmt::Display) is the
/// disassembly. Each line has the number of the op, the line and column of the construct in the
/// source, the values on the stack before the op, the mnemonic and the operands.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// What the program is called.
    pub name: &'a str,
    /// The instructions.
    pub ops: &'a [Op],
    /// What the operands refer to.
    pub tables: Tables<'a>,
    /// For each op, the place of what it was made from.
    pub positions: Positions<'a>,
    /// What the program needs.
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
        let mut depths = Depths::new();
        for (i, op) in self.ops.iter().enumerate() {
            let depth = depths.at(i, op);
            let at = self.positions.get(i).unwrap_or_default();
            let at = Columns(at);
            // Nothing stands behind the last word of a line.
            let width = if op.has_operands() { 13 } else { 0 };
            write!(f, "{i:>5} {at} [{depth}] {:<width$}", op.mnemonic())?;
            self.detail(op, f)?;
            writeln!(f)?;
        }
        Ok(())
    }
}

impl Listing<'_> {
    /// Writes the operands; where they say more together than alone, together.
    fn detail(&self, op: &Op, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *op {
            Op::Text { start, len } => {
                let end = start.0 as usize + usize::from(len.0);
                write!(f, " {:?}", self.tables.text.get(start.0 as usize..end).unwrap_or("?"))
            }
            Op::PushArgs { positional, named, blocks, first_name } => {
                self.arguments(positional, named, first_name, f)?;
                if blocks.0 > 0 {
                    write!(f, " blocks={}", blocks.0)?;
                }
                let word = Op::args_word(positional, named, blocks);
                write!(f, " ; 0b{:b}_{:04b}", word >> 4, word & 0xf)
            }
            Op::Call { helper, positional, named, first_name } => {
                helper.show("helper", &self.tables, f)?;
                self.arguments(positional, named, first_name, f)
            }
            Op::AppendCall { helper, positional, named, first_name, escape } => {
                helper.show("helper", &self.tables, f)?;
                self.arguments(positional, named, first_name, f)?;
                escape.show("escape", &self.tables, f)
            }
            Op::CallDynamic { positional, named, first_name } => {
                self.arguments(positional, named, first_name, f)
            }
            Op::AppendDynamic { positional, named, first_name, escape } => {
                self.arguments(positional, named, first_name, f)?;
                escape.show("escape", &self.tables, f)
            }
            _ => op.operands(&self.tables, f),
        }
    }

    /// Writes how many arguments are positional, and the names of the others.
    fn arguments(
        &self,
        positional: Count,
        named: Count,
        first_name: NameRow,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        write!(f, " positional={} named=[", positional.0)?;
        let names = self.tables.names.get(usize::from(first_name.0)..).unwrap_or(&[]);
        for (i, name) in names.iter().take(usize::from(named.0)).enumerate() {
            write!(f, "{}{name}", if i > 0 { " " } else { "" })?;
        }
        f.write_str("]")
    }
}

impl fmt::Display for Scratch {
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

/// A number of things.
struct Counted(usize, &'static str);

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(count, thing) = self;
        write!(f, "{count} {thing}{}", if *count == 1 { "" } else { "s" })
    }
}

/// A position, padded so that what follows stands in line.
struct Columns(Position);

impl fmt::Display for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>4}:{:<3}", self.0.line, self.0.column)
    }
}

/// Follows the depth of the stack down a listing, with the jumps that are still to land.
struct Depths {
    depth: u16,
    reached: bool,
    pending: [(u32, u16); 32],
    len: usize,
}

impl Depths {
    fn new() -> Self {
        Self { depth: 0, reached: true, pending: [(0, 0); 32], len: 0 }
    }

    /// Gives the depth before op `i`, and steps over it.
    fn at(&mut self, i: usize, op: &Op) -> u16 {
        let mut kept = 0;
        for n in 0..self.len {
            let (to, depth) = self.pending[n];
            if to as usize > i {
                self.pending[kept] = (to, depth);
                kept += 1;
            } else if !self.reached {
                self.depth = depth;
            }
        }
        self.len = kept;
        let before = self.depth;
        let effect = op.effect();
        self.depth = (before + effect.pushes).saturating_sub(effect.pops);
        if let Some(to) = op.target()
            && to.0 as usize > i
            && let Some(pending) = self.pending.get_mut(self.len)
        {
            *pending = match op {
                // The body of a block begins with nothing on the stack.
                Op::PushBlock { .. } => (to.0, 0),
                _ if op.keeps() => (to.0, before),
                _ => (to.0, self.depth),
            };
            self.len += 1;
        }
        self.reached = !op.diverts();
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Constant, ConstantRef, Escape, HelperRef, Scratch};
    use std::string::ToString;

    #[test]
    fn a_call_is_listed_with_its_tables() {
        let listing = Listing {
            name: "shout",
            ops: &[
                Op::PushConstant { constant: ConstantRef(0) },
                Op::PushArgs {
                    positional: Count(1),
                    named: Count(0),
                    blocks: Count(0),
                    first_name: NameRow(0),
                },
                Op::CallHelper { helper: HelperRef(0), args: Count(1) },
                Op::Append { escape: Escape::Html },
            ],
            tables: Tables {
                constants: &[Constant::Text("hello")],
                helpers: &["uppercase"],
                ..Tables::default()
            },
            positions: Positions(&[[1, 0, 0, 0, 3, 0]; 4].concat()),
            limits: Limits {
                stack: 2,
                variables: 1,
                loops: 0,
                scratch: Scratch { texts: 1, bytes: 0 },
            },
        };
        assert_eq!(
            listing.to_string(),
            "shout: 4 ops, at most 2 values on the stack, 1 variable, 0 loops, 1 text in scratch\n\
             \x20   0    1:3   [0] PushConstant  \"hello\"\n\
             \x20   1    1:3   [1] PushArgs      positional=1 named=[] ; 0b1_0000\n\
             \x20   2    1:3   [2] CallHelper    uppercase args=1\n\
             \x20   3    1:3   [1] Append        escape=html\n"
        );
    }
}
