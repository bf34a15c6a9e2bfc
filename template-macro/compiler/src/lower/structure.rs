//! Finds the structure of a program again: which of its jumps are loops, and which leave a block.
//!
//! Programs jump back in `Next` alone. All other jumps go forward, and so leave a block that ends where
//! they land; a block begins where it must to hold all jumps that leave it, and whatever begins in it.

use template_bytecode::SymbolicOp;

/// A part of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StructureNode {
    /// An op, by its index, with the number of values that are on the stack before it.
    Op(usize, u16),
    /// What jumps to the op `to` leave.
    Block {
        /// The op behind the block.
        to: usize,
        /// What is in it.
        body: Vec<Self>,
    },
    /// A loop. The last op of its body is the `Next` that goes back.
    Loop(Vec<Self>),
}

/// A block or a loop: the ops from `start` up to, not including, `end`.
#[derive(Clone, Copy, PartialEq, Eq)]
struct CodeRegion {
    start: usize,
    end: usize,
    is_loop: bool,
}

/// Gives the structure of what runs from the op `entry` on: the template itself from 0, and the body of
/// a block from where its `PushBlock` says.
#[must_use]
pub fn structure(ops: &[SymbolicOp], entry: usize) -> Vec<StructureNode> {
    let depths = depths(ops, entry);
    let mut builder = Builder { depths: &depths, parts: parts(ops, &depths), next: 0 };
    builder.nodes(entry, ops.len())
}

/// Gives for each op where its statement begins: the ops between two points at which the stack is empty
/// on every way.
#[must_use]
pub fn statements(ops: &[SymbolicOp], entry: usize) -> Vec<usize> {
    let depths = depths(ops, entry);
    let mut begins: Vec<usize> = (0..ops.len()).collect();
    // For each op, the first that goes on there.
    let mut from: Vec<usize> = (0..=ops.len()).collect();
    for (i, op) in ops.iter().enumerate().filter(|(i, _)| depths[*i].is_some()) {
        if depths[i] != Some(0) {
            let begin = begins[from[i]];
            begins[begin..=i].fill(begin);
        }
        let next = (!op.to_op().is_terminator()).then_some(i + 1);
        let jump = op.to_op().target().map(|to| to.0 as usize);
        for to in next.into_iter().chain(jump).filter(|to| *to > i) {
            from[to] = from[to].min(i);
        }
    }
    begins
}

/// For each op, the number of values on the stack before it; none where it does not run.
fn depths(ops: &[SymbolicOp], entry: usize) -> Vec<Option<u16>> {
    let mut depths = vec![None; ops.len() + 1];
    depths[entry] = Some(0);
    for (i, op) in ops.iter().enumerate().skip(entry) {
        let Some(before) = depths[i] else { continue };
        let effect = op.to_op().effect();
        let after = (before + effect.pushes).saturating_sub(effect.pops);
        if !op.to_op().is_terminator() {
            depths[i + 1] = Some(after);
        }
        if let (Some(to), false) = (op.to_op().target(), matches!(op, SymbolicOp::PushBlock { .. }))
        {
            let kept = u16::from(op.to_op().is_jump_or_pop());
            depths[to.0 as usize].get_or_insert(after + kept);
        }
    }
    depths
}

/// Finds blocks and loops, and makes blocks as long as they must be to lie inside each other. The outer
/// one comes first.
fn parts(ops: &[SymbolicOp], depths: &[Option<u16>]) -> Vec<CodeRegion> {
    let mut parts: Vec<CodeRegion> = Vec::new();
    for (i, op) in ops.iter().enumerate().filter(|(i, _)| depths[*i].is_some()) {
        let Some(to) = op.to_op().target().map(|to| to.0 as usize) else { continue };
        if matches!(op, SymbolicOp::PushBlock { .. }) {
            continue;
        }
        if to <= i {
            parts.push(CodeRegion { start: to, end: i + 1, is_loop: true });
        } else if !parts.iter().any(|part| part.end == to && !part.is_loop) {
            parts.push(CodeRegion { start: i, end: to, is_loop: false });
        }
    }
    // A part that begins inside of another and ends behind it begins where that one does.
    loop {
        let cut = parts.iter().enumerate().find_map(|(i, part)| {
            let other = parts.iter().find(|other| {
                other.start < part.start && part.start < other.end && other.end < part.end
            })?;
            Some((i, other.start))
        });
        let Some((i, start)) = cut else { break };
        parts[i].start = start;
    }
    parts.sort_by_key(|part| (part.start, usize::MAX - part.end, part.is_loop));
    parts
}

struct Builder<'b> {
    depths: &'b [Option<u16>],
    parts: Vec<CodeRegion>,
    /// The part that begins next.
    next: usize,
}

impl Builder<'_> {
    fn nodes(&mut self, start: usize, end: usize) -> Vec<StructureNode> {
        let mut nodes = Vec::new();
        let mut at = start;
        while at < end {
            match self.parts.get(self.next) {
                Some(&CodeRegion { start, end, is_loop }) if start == at => {
                    self.next += 1;
                    let body = self.nodes(start, end);
                    nodes.push(if is_loop {
                        StructureNode::Loop(body)
                    } else {
                        StructureNode::Block { to: end, body }
                    });
                    at = end;
                }
                _ => {
                    if let Some(depth) = self.depths[at] {
                        nodes.push(StructureNode::Op(at, depth));
                    }
                    at += 1;
                }
            }
        }
        nodes
    }
}

#[cfg(test)]
mod tests {
    use super::{StructureNode, statements, structure};
    use crate::{Options, Source, compile};
    use template_bytecode::SymbolicOp;

    /// The structure of a template: ops by their index, `to{…}` for blocks, `loop{…}` for loops.
    fn shown(text: &str) -> String {
        let source = Source::new("page.hbs", text);
        let program = compile(&source, &Options::default()).expect("it compiles");
        let mut all = show(&structure(&program.ops, 0));
        for op in &program.ops {
            if let SymbolicOp::PushBlock { target, .. } = op {
                let target = target.0 as usize;
                all += &format!(" | {}", show(&structure(&program.ops, target)));
            }
        }
        all
    }

    fn show(nodes: &[StructureNode]) -> String {
        let shown = nodes.iter().map(|node| match node {
            StructureNode::Op(index, 0) => index.to_string(),
            StructureNode::Op(index, depth) => format!("{index}/{depth}"),
            StructureNode::Block { to, body } => format!("{to}{{{}}}", show(body)),
            StructureNode::Loop(body) => format!("loop{{{}}}", show(body)),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn straight_lines() {
        assert_eq!(shown("a{{b}}c"), "0 1 2");
        assert_eq!(shown(""), "");
    }

    #[test]
    fn conditions_leave_blocks() {
        assert_eq!(shown("{{#if a}}x{{/if}}y"), "0 3{1/1 2} 3");
        assert_eq!(shown("{{#if a}}x{{else}}y{{/if}}z"), "0 5{4{1/1 2 3} 4} 5");
    }

    #[test]
    fn values_meet() {
        // The block ends where the value is taken that both ways have pushed.
        assert_eq!(shown("{{f (if a b c)}}"), "0 5{4{1/1 2 3/1} 4} 5/1");
        assert_eq!(shown("{{f (or a b)}}"), "0 3{1/1 2} 3/1");
    }

    #[test]
    fn loops_go_back() {
        assert_eq!(shown("{{#each a}}{{b}}{{c}}{{/each}}d"), "0 5{1/1 loop{2 3 4}} 5");
        assert_eq!(shown("{{#each a}}{{#if b}}x{{/if}}{{/each}}"), "0 6{1/1 loop{2 5{3/1 4} 5}}",);
        assert_eq!(shown("{{#each a}}{{b}}{{else}}x{{/each}}"), "0 6{5{1/1 loop{2 3} 4} 5}");
    }

    #[test]
    fn blocks_are_as_long_as_they_must() {
        // Both jumps of the inner condition leave blocks of the outer one.
        assert_eq!(
            shown("{{#if a}}{{#if b}}x{{/if}}{{else}}y{{/if}}z"),
            "0 7{6{1/1 2 3/1 4 5} 6} 7",
        );
    }

    #[test]
    fn bodies_of_blocks_stand_apart() {
        assert_eq!(
            shown("{{#f c}}{{a}}{{#if b}}x{{/if}}{{/f}}y"),
            "0 1/1 2/2 3/3 10{4} 10 | 5 6 9{7/1 8} 9"
        );
    }

    #[test]
    fn statements_begin_where_the_stack_is_empty() {
        let source = Source::new("page.hbs", "a{{f (if b c (g d))}}{{e}}");
        let program = compile(&source, &Options::default()).expect("it compiles");
        assert_eq!(statements(&program.ops, 0), [0, 1, 1, 3, 3, 3, 3, 3, 8]);
    }
}
