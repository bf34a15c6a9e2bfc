//! Recovers the structured control flow of a program, loops and blocks, from its jumps.
//!
//! Only `Next` jumps back. All other jumps go forward, and leave a block that ends at their target. A block
//! begins early enough to contain all jumps that leave it, and all blocks and loops that begin in it.

use std::collections::HashSet;
use template_bytecode::SymbolicOp;

/// A node of the structure of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StructureNode {
    /// An op: its index, and the number of values on the stack before it.
    Op(usize, u16),
    /// A block. A jump to the op `to` leaves it.
    Block {
        /// The index of the op after the block.
        to: usize,
        /// The nodes in it.
        body: Vec<Self>,
    },
    /// A loop. The last op of its body is the `Next` that jumps back.
    Loop(Vec<Self>),
}

/// A block or a loop: the ops from `start` (inclusive) to `end` (exclusive).
#[derive(Clone, Copy, PartialEq, Eq)]
struct CodeRegion {
    start: usize,
    end: usize,
    is_loop: bool,
}

/// Returns the structure of the code that begins at the op `entry`: 0 for the template itself, and the
/// target of a `PushBlock` for a body of a block helper.
#[must_use]
pub fn structure(ops: &[SymbolicOp], entry: usize) -> Vec<StructureNode> {
    let depths = depths(ops, entry);
    let mut builder = Builder { depths: &depths, regions: regions(ops, &depths), next: 0 };
    builder.nodes(entry, ops.len())
}

/// Returns, for each op, the index of the first op of its statement. Statements are separated by the points
/// at which the stack is empty on every path of control flow.
#[must_use]
pub fn statements(ops: &[SymbolicOp], entry: usize) -> Vec<usize> {
    let depths = depths(ops, entry);
    let mut starts: Vec<usize> = (0..ops.len()).collect();
    // For each op, the first of its direct predecessors in control flow, or the op itself.
    let mut from: Vec<usize> = (0..=ops.len()).collect();
    for (i, op) in ops.iter().enumerate().filter(|(i, _)| depths[*i].is_some()) {
        if depths[i] != Some(0) {
            let start = starts[from[i]];
            starts[start..=i].fill(start);
        }
        let next = (!op.to_op().is_terminator()).then_some(i + 1);
        let jump = op.to_op().target().map(|to| to.0 as usize);
        for to in next.into_iter().chain(jump).filter(|to| *to > i) {
            from[to] = from[to].min(i);
        }
    }
    starts
}

/// Returns, for each op, the number of values on the stack before it, and `None` if it is not reachable
/// from `entry`.
fn depths(ops: &[SymbolicOp], entry: usize) -> Vec<Option<u16>> {
    let mut depths = vec![None; ops.len() + 1];
    depths[entry] = Some(0);
    for (i, op) in ops.iter().enumerate().skip(entry) {
        let Some(before) = depths[i] else { continue };
        let is_block = matches!(op, SymbolicOp::PushBlock { .. });
        let op = op.to_op();
        if !op.is_terminator() {
            depths[i + 1] = Some(op.effect().apply(before));
        }
        if let (Some(to), false) = (op.target(), is_block) {
            depths[to.0 as usize].get_or_insert(op.jump_effect().apply(before));
        }
    }
    depths
}

/// Returns the blocks and loops, outer ones first. Blocks are extended so that all are properly nested.
fn regions(ops: &[SymbolicOp], depths: &[Option<u16>]) -> Vec<CodeRegion> {
    let mut regions: Vec<CodeRegion> = Vec::new();
    let mut block_ends = HashSet::new();
    for (i, op) in ops.iter().enumerate().filter(|(i, _)| depths[*i].is_some()) {
        let Some(to) = op.to_op().target().map(|to| to.0 as usize) else { continue };
        if matches!(op, SymbolicOp::PushBlock { .. }) {
            continue;
        }
        if to <= i {
            regions.push(CodeRegion { start: to, end: i + 1, is_loop: true });
        } else if block_ends.insert(to) {
            regions.push(CodeRegion { start: i, end: to, is_loop: false });
        }
    }
    nest(&mut regions);
    regions.sort_by_key(|region| (region.start, usize::MAX - region.end, region.is_loop));
    regions
}

/// Extends each region that begins inside another one and ends after it: it then begins where that one does.
fn nest(regions: &mut [CodeRegion]) {
    // The starts and ends of the visited regions that are not inside of another one, in order. They do not overlap: they end
    // before the next region, or where it does, and so only they can contain its start.
    let mut outermost: Vec<(usize, usize)> = Vec::new();
    regions.sort_by_key(|region| (region.end, usize::MAX - region.start));
    for region in regions {
        while let Some((start, _)) = outermost.pop_if(|(_, end)| *end > region.start) {
            region.start = region.start.min(start);
        }
        outermost.push((region.start, region.end));
    }
}

struct Builder<'b> {
    depths: &'b [Option<u16>],
    regions: Vec<CodeRegion>,
    /// The index of the region that begins next.
    next: usize,
}

impl Builder<'_> {
    /// Returns the nodes of the ops from `start` (inclusive) to `end` (exclusive).
    fn nodes(&mut self, start: usize, end: usize) -> Vec<StructureNode> {
        let mut nodes = Vec::new();
        let mut at = start;
        while at < end {
            match self.regions.get(self.next) {
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
    use super::{CodeRegion, StructureNode, depths, nest, statements, structure};
    use crate::{Options, Source, compile};
    use template_bytecode::SymbolicOp;

    /// Returns the structure of a template and of its block bodies: ops as `index` or `index/depth`, blocks
    /// as `to{…}`, loops as `loop{…}`.
    fn template_structure(text: &str) -> String {
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
    fn straight_line_code_has_no_blocks() {
        assert_eq!(template_structure("a{{b}}c"), "0 1 2");
        assert_eq!(template_structure(""), "");
    }

    #[test]
    fn conditions_become_blocks() {
        assert_eq!(template_structure("{{#if a}}x{{/if}}y"), "0 3{1/1 2} 3");
        assert_eq!(template_structure("{{#if a}}x{{else}}y{{/if}}z"), "0 5{4{1/1 2 3} 4} 5");
    }

    #[test]
    fn values_of_branches_are_merged() {
        // The block ends at the op that pops the value which either path has pushed.
        assert_eq!(template_structure("{{f (if a b c)}}"), "0 5{4{1/1 2 3/1} 4} 5/1");
        assert_eq!(template_structure("{{f (or a b)}}"), "0 3{1/1 2} 3/1");
    }

    #[test]
    fn each_becomes_a_loop() {
        assert_eq!(template_structure("{{#each a}}{{b}}{{c}}{{/each}}d"), "0 5{1/1 loop{2 3 4}} 5");
        assert_eq!(
            template_structure("{{#each a}}{{#if b}}x{{/if}}{{/each}}"),
            "0 6{1/1 loop{2 5{3/1 4} 5}}",
        );
        assert_eq!(
            template_structure("{{#each a}}{{b}}{{else}}x{{/each}}"),
            "0 6{5{1/1 loop{2 3} 4} 5}"
        );
    }

    #[test]
    fn blocks_are_properly_nested() {
        // Both jumps of the inner condition leave blocks of the outer condition.
        assert_eq!(
            template_structure("{{#if a}}{{#if b}}x{{/if}}{{else}}y{{/if}}z"),
            "0 7{6{1/1 2 3/1 4 5} 6} 7",
        );
    }

    /// Extends regions one by one, until none begins inside another one and ends after it.
    fn nest_one_by_one(regions: &mut [CodeRegion]) {
        while let Some((i, start)) = regions.iter().enumerate().find_map(|(i, region)| {
            let other = regions.iter().find(|other| {
                other.start < region.start && region.start < other.end && other.end < region.end
            })?;
            Some((i, other.start))
        }) {
            regions[i].start = start;
        }
    }

    #[test]
    fn crossing_regions_are_extended() {
        let mut state = 1_u32;
        let mut random = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as usize % below
        };
        let mut extended = 0;
        for _ in 0..2000 {
            let mut regions: Vec<CodeRegion> = (0..1 + random(8))
                .map(|_| {
                    let start = random(12);
                    CodeRegion { start, end: start + 1 + random(8), is_loop: false }
                })
                .collect();
            regions.sort_by_key(|region| (region.end, usize::MAX - region.start));
            let before = regions.clone();
            let mut expected = regions.clone();
            nest(&mut regions);
            nest_one_by_one(&mut expected);
            let starts = |regions: &[CodeRegion]| -> Vec<(usize, usize)> {
                regions.iter().map(|region| (region.start, region.end)).collect()
            };
            assert_eq!(starts(&regions), starts(&expected), "{:?}", starts(&before));
            extended += usize::from(regions != before);
        }
        assert!(extended > 100, "{extended}");
    }

    #[test]
    fn bodies_of_block_helpers_are_separate() {
        assert_eq!(
            template_structure("{{#f c}}{{a}}{{#if b}}x{{/if}}{{/f}}y"),
            "0 1/1 2/2 3/3 10{4} 10 | 5 6 9{7/1 8} 9"
        );
    }

    /// A listing computes the depths without memory for those at jump targets.
    #[test]
    fn listings_have_the_same_depths() {
        let nested = |open: &str, close: &str| {
            format!("{{{{f {}x{}}}}}", open.repeat(100), close.repeat(100))
        };
        for text in [
            nested("1 (if a b (f ", "))"),
            nested("1 (if a (f 2 3 ", ") b)"),
            nested("(or a b (and c ", " d))"),
            "{{#if a}}x{{else if (if b (f c) 1)}}{{#each (if b c)}}{{x}}{{else}}y{{/each}}{{/if}}"
                .repeat(50),
            "{{#f (if a 1)}}{{g 1 (if b 2 c)}}{{else}}{{#if (or a b)}}x{{/if}}{{/f}}".repeat(50),
        ] {
            for optimize in [true, false] {
                let source = Source::new("page.hbs", text.as_str());
                let options = Options { optimize, ..Options::default() };
                let program = compile(&source, &options).expect("it compiles");
                let mut expected = depths(&program.ops, 0);
                for op in &program.ops {
                    if let SymbolicOp::PushBlock { target, .. } = op {
                        let body = depths(&program.ops, target.0 as usize);
                        expected
                            .iter_mut()
                            .zip(body)
                            .for_each(|(depth, body)| *depth = depth.or(body));
                    }
                }
                let listing = program.listing("page", &source);
                for (line, expected) in listing.lines().skip(1).zip(expected) {
                    let shown = line.split(['[', ']']).nth(1).and_then(|depth| depth.parse().ok());
                    assert_eq!(shown, expected, "{line}");
                }
            }
        }
    }

    #[test]
    fn statements_begin_with_an_empty_stack() {
        let source = Source::new("page.hbs", "a{{f (if b c (g d))}}{{e}}");
        let program = compile(&source, &Options::default()).expect("it compiles");
        assert_eq!(statements(&program.ops, 0), [0, 1, 1, 3, 3, 3, 3, 3, 8]);
    }
}
