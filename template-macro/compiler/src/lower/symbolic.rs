//! The result of compilation: ops with their tables, in which names are not yet resolved to types.

use crate::{
    context::ForeignContentRules,
    interface::SlotYield,
    lower::unescaped_ops::UnescapedOp,
    parse::ast::{LiteralValue, Name},
    resolve::resolved::{HelperUse, Reads},
    source::{Diagnostic, Source, Span},
};
use template_bytecode::{
    Constant as Pooled, Limits, Listing, Op, PathSegment, PositionEncoder, Positions, Ranges,
    SymbolicOp, Tables,
};

/// A compiled template that has not been linked to types.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbolic {
    /// The ops.
    pub ops: Vec<SymbolicOp>,
    /// The span of the construct of each op.
    pub spans: Vec<Span>,
    /// The static text of all ops, followed by [`TEXT_PAD`](template_bytecode::TEXT_PAD) spaces.
    pub text: String,
    /// The names of fields and named arguments, the keys of hashes, and the paths that errors quote.
    pub names: Vec<String>,
    /// The segments of all paths; the segments of paths with several segments come first.
    pub segments: Vec<PathSegment>,
    /// The number of segments that belong to paths with several segments.
    pub long_path_segments: usize,
    /// The constants.
    pub constants: Vec<LiteralValue>,
    /// The functions that it calls or uses as values.
    pub helpers: Vec<HelperUse>,
    /// The fields of its own data that it reads.
    pub fields: Vec<Name>,
    /// The parts of its own data that it may read, directly or through variables.
    pub reads: Reads,
    /// The ops of mustaches that do not escape, in order.
    pub unescaped: Vec<UnescapedOp>,
    /// The calls of components at positions where browsers do not parse elements by the rules of HTML, in order.
    pub foreign_calls: Vec<usize>,
    /// The ops that push fills that are allowed only where browsers parse elements by the rules of HTML, in order.
    pub html_fills: Vec<usize>,
    /// The positions at which it is allowed, as determined by its text.
    pub foreign_rules: ForeignContentRules,
    /// The sizes of the memory that it needs, computed by the verifier.
    pub limits: Limits,
    /// The values that it yields to its slots, if it is a component.
    pub yields: Vec<SlotYield>,
    /// Whether it takes content, if it is a component: it prints the content, or asks whether there is any.
    pub takes_content: bool,
    /// For each slot that it declares, the quotes around the attributes in which fills of the slot are printed.
    pub slot_quotes: Vec<String>,
    /// The indices of the slots that it declares and does not name.
    pub unused_slots: Vec<usize>,
    /// The warnings, in the order of the source.
    pub warnings: Vec<Diagnostic>,
    /// The fragments, in the order of the source.
    pub fragments: Vec<SymbolicFragment>,
}

/// A compiled fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct SymbolicFragment {
    /// Its name.
    pub name: Name,
    /// Its program, which reads the data of the template and has the same table of helpers. What concerns the whole
    /// template is empty: fields, reads, warnings, fragments.
    pub program: Symbolic,
}

impl Symbolic {
    /// Returns the encoded table of the ops' positions (line and column), for [`Positions`].
    #[must_use]
    pub fn positions(&self, source: &Source) -> Vec<u8> {
        self.encoded_positions(source, |span| span.start)
    }

    /// Returns the number of ops that may read a place through a path.
    #[must_use]
    pub fn place_count(&self) -> usize {
        let may_read = |op: &&SymbolicOp| {
            matches!(
                op,
                SymbolicOp::GetVar { .. }
                    | SymbolicOp::GetVarPath { .. }
                    | SymbolicOp::AppendVar { .. }
                    | SymbolicOp::AppendVarPath { .. }
            )
        };
        self.ops.iter().filter(may_read).count()
    }

    /// Returns the interface that calling templates depend on: whether it takes content, the values that it yields to its slots,
    /// the quotes around these, and the elements around them, in a form in which it can be compared. Their checks hold for another version if
    /// each part of its interface is one of this.
    ///
    /// Whether it is allowed only in HTML is not part of the interface: for a template of text only, this changes with its
    /// first tag, and most templates are called in HTML.
    #[must_use]
    pub fn interface(&self) -> Vec<String> {
        let quotes = self.slot_quotes.iter().enumerate().filter(|(_, quotes)| !quotes.is_empty());
        let quotes = quotes.map(|(var, quotes)| format!("{var} {quotes}"));
        let yields = self.yields.iter().map(|of_slot| format!("{of_slot:?}"));
        let foreign = self.foreign_rules.foreign_slots.iter().map(|slot| format!("{slot} foreign"));
        let unbalanced = self.foreign_rules.is_unbalanced.then(|| String::from("unbalanced"));
        let content = self.takes_content.then(|| String::from("content"));
        yields.chain(content).chain(quotes).chain(foreign).chain(unbalanced).collect()
    }

    /// Returns the ops with the same names and operands as a linked program has, for the verifier and
    /// listings. They are not linked: their paths are still ranges of segments.
    #[must_use]
    pub fn to_ops(&self) -> Vec<Op> {
        self.ops.iter().map(|op| op.to_op()).collect()
    }

    /// Returns the encoded table of the positions at these offsets of the ops' spans.
    fn encoded_positions(&self, source: &Source, offset: impl Fn(Span) -> usize) -> Vec<u8> {
        let (mut encoder, mut table) = (PositionEncoder::default(), Vec::new());
        for span in &self.spans {
            let offset = offset(*span);
            encoder.push(source.file_id(offset), source.position(offset), |bytes| {
                table.extend_from_slice(bytes);
            });
        }
        table
    }

    /// Returns the encoded table of the ops' byte ranges in the text of their files, for [`Ranges`].
    #[must_use]
    pub fn ranges(&self, source: &Source) -> Vec<u8> {
        let mut table = Vec::new();
        for span in &self.spans {
            let Span { start, end } = source.local(*span);
            table.extend_from_slice(&Ranges::encode(start as u32, end as u32));
        }
        table
    }

    /// Returns the disassembly, in the format of [`Listing`]. `name` is the name of the template.
    #[must_use]
    pub fn listing(&self, name: &str, source: &Source) -> String {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let constants: Vec<Pooled<'_>> = self.constants.iter().map(pooled).collect();
        let helpers: Vec<&str> = self.helpers.iter().map(|helper| helper.path.as_str()).collect();
        let (ops, positions) = (self.to_ops(), self.positions(source));
        let listing = Listing {
            name,
            ops: &ops,
            tables: Tables {
                text: &self.text,
                names: &names,
                segments: &self.segments,
                steps: &[],
                places: &[],
                constants: &constants,
                helpers: &helpers,
            },
            positions: Positions(&positions),
            copied: &|_| None,
            limits: self.limits,
        };
        listing.to_string()
    }
}

/// Converts a literal to a constant of the bytecode.
#[must_use]
pub fn pooled(constant: &LiteralValue) -> Pooled<'_> {
    match constant {
        LiteralValue::Null => Pooled::Null,
        LiteralValue::Bool(value) => Pooled::Bool(*value),
        LiteralValue::Int(value) => Pooled::Int(*value),
        LiteralValue::Float(value) => Pooled::Float(*value),
        LiteralValue::Text(text) => Pooled::Text(text),
    }
}
