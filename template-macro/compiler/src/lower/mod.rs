//! Lowers a [`StackExpression`] to symbolic ops: labels become jump targets, and text, names and constants
//! move to tables. The resulting program is verified, which computes its limits.

mod pool;
pub mod structure;
pub mod symbolic;
pub mod unescaped_ops;

use crate::{
    context::ForeignContentRules,
    flatten::stack_expression::{Label, Operation, PartialId, Segment, StackExpression},
    parse::ast::LiteralValue,
    resolve::resolved::Reads,
    source::{Diagnostic, Span},
};
use pool::{Pool, RowUse};
use std::{cmp::Ordering, collections::BTreeMap};
use symbolic::Symbolic;
use template_bytecode::{
    Bounds, Comparison, ConstantRef, Count, Entry, Escape, HelperRef, Immediate, Limits, LoopId,
    Missing, NameRef, NameRow, PathRow, PathSegment, State, SymbolicOp, TEXT_PAD, Target, TextRef,
    VarId, VerifyError, op_table, verify,
};

/// Lowers a template. In the result, the parts that other stages determine are empty: helpers, fields,
/// reads, unescaped ops, warnings, fragments, and the limits, which verification computes.
///
/// # Errors
///
/// Returns a [`TableOverflow`] for the first construct whose items do not fit into a table.
pub fn lower(flat: &StackExpression) -> Result<Symbolic, TableOverflow> {
    let (targets, entries) = targets(flat);
    let mut lowerer = Lowerer {
        targets,
        entries,
        outer_vars: flat.first_var - 1,
        outer_loops: flat.first_loop,
        ..Lowerer::default()
    };
    for (i, instruction) in flat.instructions.iter().enumerate() {
        let next = flat.instructions.get(i + 1).map(|next| &next.operation);
        lowerer.span = instruction.span;
        lowerer.row_use = row_use(&instruction.operation, next);
        lowerer.instruction(&instruction.operation)?;
    }
    Ok(lowerer.finish())
}

/// Verifies a program, and returns its limits: the sizes of the memory that it needs.
///
/// # Errors
///
/// Returns an error if a limit is too large to be represented. Any other verification error is a bug of
/// the compiler, and is reported as one.
pub(crate) fn program_limits(program: &Symbolic) -> Result<Limits, Diagnostic> {
    let bounds = Bounds {
        ops: program.ops.len(),
        text: &program.text,
        names: program.names.len(),
        paths: program.segments.len(),
        constants: program.constants.len(),
        helpers: program.helpers.len(),
    };
    let mut states = vec![State::UNREACHED; program.ops.len() + 1];
    verify(&program.to_ops(), &bounds, &mut states).map_err(|error| match error {
        VerifyError::TooLarge { op } => {
            let message = "the template has too many values on the stack at once";
            Diagnostic::error(program.spans[op], message)
        }
        error => Diagnostic::bug(error),
    })
}

/// The error for a template with more items than fit into a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableOverflow {
    /// The construct for which the table is too small.
    pub span: Span,
    /// A plural noun for the items of the table.
    pub items: &'static str,
}

#[derive(Default)]
struct Lowerer<'f> {
    ops: Vec<SymbolicOp>,
    spans: Vec<Span>,
    targets: Vec<u32>,
    /// For each partial that is called, the index of the op that begins it.
    entries: Vec<u32>,
    /// The number of variables, besides the data, that are bound outside: those inside are numbered from 1.
    outer_vars: u16,
    /// The number of loops outside: those inside are numbered from 0.
    outer_loops: u8,
    text: String,
    texts: BTreeMap<&'f str, u32>,
    names: Pool<&'f str>,
    /// The segments of paths with several segments. Each use of a path has a separate row, because
    /// linking resolves it for one type.
    long_paths: Vec<PathSegment>,
    /// The segments of paths with one segment, which linking moves into the op.
    short_paths: Pool<PathSegment>,
    constants: Pool<ConstantKey<'f>>,
    /// The span of the current instruction.
    span: Span,
    /// The use of the row of names of the current instruction.
    row_use: RowUse,
}

/// Returns the use of the row of names of an operation, given the operation after it.
fn row_use(operation: &Operation, next: Option<&Operation>) -> RowUse {
    let call = match operation {
        Operation::PushArgs { .. } => next,
        call => Some(call),
    };
    call.and_then(Operation::helper).map_or(RowUse::Other, RowUse::Call)
}

impl<'f> Lowerer<'f> {
    /// Lowers an operation, usually to one op.
    fn instruction(&mut self, operation: &'f Operation) -> Result<(), TableOverflow> {
        match operation {
            Operation::Label(_) => return Ok(()),
            Operation::Text { text } => {
                for piece in pieces(text) {
                    let op = SymbolicOp::Text { text: piece.lower(self)? };
                    self.emit(op);
                }
                return Ok(());
            }
            &Operation::PushConstant { constant: LiteralValue::Int(value) } => {
                if let Ok(value) = i32::try_from(value) {
                    self.emit(SymbolicOp::PushImmediate { value: Immediate(value) });
                    return Ok(());
                }
            }
            _ => {}
        }
        let op = self.operation(operation)?;
        self.emit(op);
        Ok(())
    }

    /// Appends an op for the current instruction.
    fn emit(&mut self, op: SymbolicOp) {
        self.ops.push(op);
        self.spans.push(self.span);
    }

    /// Converts an index to an operand. `items` describes the table for the error.
    fn narrow(&self, index: usize, items: &'static str) -> Result<u16, TableOverflow> {
        // The maximum is reserved for `Missing::IS_NULL`.
        let index = u16::try_from(index).ok().filter(|index| *index < u16::MAX);
        index.ok_or(TableOverflow { span: self.span, items })
    }

    /// Lowers a segment of a path.
    fn segment(
        &mut self,
        segment: &'f Segment,
        is_last: bool,
    ) -> Result<PathSegment, TableOverflow> {
        let missing = match &segment.missing {
            Some(path) => Missing(path.lower(self).map(|NameRef(path)| path)?),
            None => Missing::IS_NULL,
        };
        let end = if is_last { 0 } else { segment.end as u32 };
        Ok(PathSegment { name: segment.name.lower(self)?, missing, end })
    }

    /// Returns the offset of text in the pool, adding it unless it is there.
    fn text_offset(&mut self, text: &'f str) -> u32 {
        if let Some(&start) = self.texts.get(text) {
            return start;
        }
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.texts.insert(text, start);
        start
    }

    /// Assembles the program.
    fn finish(mut self) -> Symbolic {
        self.text.extend(std::iter::repeat_n(' ', TEXT_PAD));
        // Paths with one segment follow the others, because linking makes a table of the others only.
        let long_path_segments = self.long_paths.len();
        let mut segments = self.long_paths;
        segments.extend(self.short_paths.into_items());
        for op in &mut self.ops {
            if let Some(path) = op.path_mut()
                && path.count() == 1
            {
                *path = PathRow::new((path.first() + long_path_segments) as u16, 1);
            }
        }
        Symbolic {
            ops: self.ops,
            spans: self.spans,
            text: self.text,
            names: self.names.into_items().into_iter().map(str::to_owned).collect(),
            segments,
            long_path_segments,
            constants: self.constants.into_items().into_iter().map(|key| key.0.clone()).collect(),
            helpers: Vec::new(),
            fields: Vec::new(),
            reads: Reads::default(),
            unescaped: Vec::new(),
            foreign_calls: Vec::new(),
            html_fills: Vec::new(),
            foreign_rules: ForeignContentRules::default(),
            limits: Limits::default(),
            yields: Vec::new(),
            slot_quotes: Vec::new(),
            unused_slots: Vec::new(),
            warnings: Vec::new(),
            fragments: Vec::new(),
        }
    }
}

/// An operand of an operation that is lowered to the operand `T` of an op.
trait Lower<'f, T> {
    /// Returns the operand, after adding it to its table, if there is a table for it.
    fn lower(&'f self, lowerer: &mut Lowerer<'f>) -> Result<T, TableOverflow>;
}

/// Implements [`Lower`] for operands that differ only in their type.
macro_rules! plain_operands {
    ($($from:ty => $to:ty: |$value:ident| $make:expr;)*) => { $(
        impl Lower<'_, $to> for $from {
            fn lower(&self, _: &mut Lowerer<'_>) -> Result<$to, TableOverflow> {
                let $value = *self;
                Ok($make)
            }
        }
    )* };
}

plain_operands! {
    Comparison => Comparison: |comparison| comparison;
    Escape => Escape: |escape| escape;
    HelperRef => HelperRef: |helper| helper;
    i32 => Immediate: |value| Immediate(value);
    u8 => Count: |count| Count(count);
}

// The resolver rejects reads of outer variables and loops. If it did not, the numbers would wrap, and the verifier
// would reject the program.
impl Lower<'_, LoopId> for u8 {
    fn lower(&self, lowerer: &mut Lowerer<'_>) -> Result<LoopId, TableOverflow> {
        Ok(LoopId(self.wrapping_sub(lowerer.outer_loops)))
    }
}

impl Lower<'_, VarId> for u16 {
    fn lower(&self, lowerer: &mut Lowerer<'_>) -> Result<VarId, TableOverflow> {
        Ok(VarId(if *self == 0 { 0 } else { self.wrapping_sub(lowerer.outer_vars) }))
    }
}

impl Lower<'_, Target> for Label {
    fn lower(&self, lowerer: &mut Lowerer<'_>) -> Result<Target, TableOverflow> {
        Ok(Target(lowerer.targets.get(self.0 as usize).copied().unwrap_or(u32::MAX)))
    }
}

impl Lower<'_, Entry> for PartialId {
    fn lower(&self, lowerer: &mut Lowerer<'_>) -> Result<Entry, TableOverflow> {
        Ok(Entry(lowerer.entries.get(self.0 as usize).copied().unwrap_or(u32::MAX)))
    }
}

impl<'f> Lower<'f, TextRef> for str {
    fn lower(&'f self, lowerer: &mut Lowerer<'f>) -> Result<TextRef, TableOverflow> {
        Ok(TextRef::new(lowerer.text_offset(self), self.len() as u16))
    }
}

impl<'f> Lower<'f, TextRef> for String {
    fn lower(&'f self, lowerer: &mut Lowerer<'f>) -> Result<TextRef, TableOverflow> {
        self.as_str().lower(lowerer)
    }
}

impl<'f> Lower<'f, NameRef> for String {
    fn lower(&'f self, lowerer: &mut Lowerer<'f>) -> Result<NameRef, TableOverflow> {
        let index = lowerer.names.add(self);
        Ok(NameRef(lowerer.narrow(index, "different names")?))
    }
}

impl<'f> Lower<'f, NameRow> for Vec<String> {
    fn lower(&'f self, lowerer: &mut Lowerer<'f>) -> Result<NameRow, TableOverflow> {
        let first =
            lowerer.names.add_row(self.iter().map(String::as_str).collect(), lowerer.row_use);
        Ok(NameRow::new(lowerer.narrow(first, "different names")?, self.len() as u8))
    }
}

impl<'f> Lower<'f, PathRow> for Vec<Segment> {
    fn lower(&'f self, lowerer: &mut Lowerer<'f>) -> Result<PathRow, TableOverflow> {
        let first = match self.as_slice() {
            [segment] => {
                let segment = lowerer.segment(segment, true)?;
                lowerer.short_paths.add(segment)
            }
            segments => {
                let first = lowerer.long_paths.len();
                for (i, segment) in segments.iter().enumerate() {
                    let segment = lowerer.segment(segment, i + 1 == segments.len())?;
                    lowerer.long_paths.push(segment);
                }
                first
            }
        };
        let segments = lowerer.long_paths.len() + lowerer.short_paths.len();
        lowerer.narrow(segments.saturating_sub(1), "path segments")?;
        Ok(PathRow::new(first as u16, self.len() as u8))
    }
}

impl<'f> Lower<'f, ConstantRef> for LiteralValue {
    fn lower(&'f self, lowerer: &mut Lowerer<'f>) -> Result<ConstantRef, TableOverflow> {
        Ok(ConstantRef(lowerer.constants.add(ConstantKey(self)) as u32))
    }
}

/// Defines the lowering of operations, operand by operand, from the rows of the table of symbolic ops.
macro_rules! define_lowering {
    (
        symbolic { $($(#[$doc:meta])* $name:ident { $($operand:ident: $type:ty),* } [$($effect:tt)*] $class:ident;)* }
        linked { $($linked_rows:tt)* }
    ) => {
        impl<'f> Lowerer<'f> {
            /// Lowers an operation to the op with the same name.
            fn operation(&mut self, operation: &'f Operation) -> Result<SymbolicOp, TableOverflow> {
                Ok(match operation {
                    // Never reached, because `instruction` returns early for labels. A jump to the label,
                    // which is the next op, has no effect.
                    Operation::Label(label) => SymbolicOp::Jump { target: label.lower(self)? },
                    $(Operation::$name { $($operand),* } => {
                        SymbolicOp::$name { $($operand: $operand.lower(self)?),* }
                    })*
                })
            }
        }
    };
}

op_table!(define_lowering);

/// Returns, for each label, the index of the op that follows it, and for each partial that is called, that of the op that
/// begins it.
fn targets(flat: &StackExpression) -> (Vec<u32>, Vec<u32>) {
    let mut targets = vec![u32::MAX; flat.labels as usize];
    let mut entries = Vec::new();
    let mut at = 0;
    for instruction in &flat.instructions {
        match &instruction.operation {
            Operation::Label(label) => targets[label.0 as usize] = at,
            Operation::Text { text } => at += pieces(text).count() as u32,
            operation => {
                if let Operation::BeginPartial { .. } = operation {
                    entries.push(at);
                }
                at += 1;
            }
        }
    }
    (targets, entries)
}

/// Splits text, on character boundaries, into pieces whose length fits into an operand.
fn pieces(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        if text.is_empty() {
            return None;
        }
        let mut end = text.len().min(usize::from(u16::MAX));
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let (piece, rest) = text.split_at(end);
        text = rest;
        Some(piece)
    })
}

/// A constant as a key of a map: floats are compared by their bits.
#[derive(Clone, Copy)]
struct ConstantKey<'f>(&'f LiteralValue);

impl ConstantKey<'_> {
    /// Returns the key for comparisons: the kind, the bits, and the text.
    fn parts(&self) -> (u8, u64, &str) {
        match self.0 {
            LiteralValue::Null => (0, 0, ""),
            LiteralValue::Bool(value) => (1, u64::from(*value), ""),
            LiteralValue::Int(value) => (2, value.cast_unsigned(), ""),
            LiteralValue::Float(value) => (3, value.to_bits(), ""),
            LiteralValue::Text(text) => (4, 0, text),
        }
    }
}

impl PartialEq for ConstantKey<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for ConstantKey<'_> {}

impl PartialOrd for ConstantKey<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ConstantKey<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}
