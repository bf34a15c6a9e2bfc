//! Lowers a StackExpression to ops: labels become targets, and texts, names and constants move to
//! tables.

mod pool;
pub mod raw_ops;
pub mod structure;
pub mod symbolic;
pub(crate) mod verify;

use crate::{
    flatten::stack_expression::{Operation, StackExpression},
    parse::ast::LiteralValue,
    resolve::resolved::Reads,
    source::Span,
};
use pool::{Owner, Pool};
use std::collections::HashMap;
use symbolic::Symbolic;
use template_bytecode::{
    ConstantRef, Count, HelperRef, Immediate, Limits, Loop, Missing, NameRef, NameRow, Op, Slot,
    TEXT_PAD, Target, TextLen, TextStart,
};

/// Lowers a template. What earlier stages know is empty here (helpers, fields, warnings), and
/// so are the limits, which the next finds.
///
/// # Errors
///
/// The span of the construct with which a table became too large, and what there is too much of.
pub fn lower(flat: &StackExpression) -> Result<Symbolic, (Span, &'static str)> {
    let mut lowerer = Lowerer { targets: targets(flat), ..Lowerer::default() };
    for (i, instruction) in flat.instructions.iter().enumerate() {
        let next = flat.instructions.get(i + 1).map(|next| &next.operation);
        lowerer.instruction(&instruction.operation, next, instruction.span)?;
    }
    Ok(lowerer.finish())
}

#[derive(Default)]
struct Lowerer {
    ops: Vec<Op>,
    spans: Vec<Span>,
    targets: Vec<u32>,
    text: String,
    texts: HashMap<String, u32>,
    names: Pool<String>,
    constants: Pool<ConstantKey>,
}

impl Lowerer {
    fn instruction(
        &mut self,
        operation: &Operation,
        next: Option<&Operation>,
        span: Span,
    ) -> Result<(), (Span, &'static str)> {
        let op = match operation {
            Operation::Label(_) => return Ok(()),
            Operation::Text(text) => {
                for piece in pieces(text) {
                    let start = TextStart(self.text(piece));
                    self.emit(Op::Text { start, len: TextLen(piece.len() as u16) }, span);
                }
                return Ok(());
            }
            Operation::PushConstant(constant) => match constant {
                &LiteralValue::Int(value) if i32::try_from(value).is_ok() => {
                    Op::PushImmediate { value: Immediate(value as i32) }
                }
                constant => {
                    let index = self.constants.add(ConstantKey(constant.clone()));
                    Op::PushConstant { constant: ConstantRef(index as u32) }
                }
            },
            Operation::PushArgs { positional, named, blocks } => {
                let of = match next {
                    Some(
                        Operation::CallHelper { helper, .. }
                        | Operation::CallBlockHelper { helper, .. },
                    ) => Owner::Helper(*helper),
                    _ => Owner::None,
                };
                let (named, first_name) = self.row(named, of, span)?;
                let (positional, blocks) = (Count(*positional), Count(*blocks));
                Op::PushArgs { positional, named, blocks, first_name }
            }
            &Operation::CallHelper { helper, args } => {
                Op::CallHelper { helper: HelperRef(helper), args: Count(args) }
            }
            Operation::Call { helper, positional, named } => {
                let (named, first_name) = self.row(named, Owner::Helper(*helper), span)?;
                let (helper, positional) = (HelperRef(*helper), Count(*positional));
                Op::Call { helper, positional, named, first_name }
            }
            Operation::AppendCall { helper, positional, named, escape } => {
                let (named, first_name) = self.row(named, Owner::Helper(*helper), span)?;
                let (helper, positional) = (HelperRef(*helper), Count(*positional));
                Op::AppendCall { helper, positional, named, first_name, escape: *escape }
            }
            &Operation::CallDynamicHelper { args } => Op::CallDynamicHelper { args: Count(args) },
            Operation::CallDynamic { positional, named } => {
                let (named, first_name) = self.row(named, Owner::None, span)?;
                Op::CallDynamic { positional: Count(*positional), named, first_name }
            }
            Operation::AppendDynamic { positional, named, escape } => {
                let (named, first_name) = self.row(named, Owner::None, span)?;
                let positional = Count(*positional);
                Op::AppendDynamic { positional, named, first_name, escape: *escape }
            }
            Operation::CallIfHelper => Op::CallIfHelper {},
            &Operation::PushHelper { helper } => Op::PushHelper { helper: HelperRef(helper) },
            &Operation::Curry { args } => Op::Curry { args: Count(args) },
            &Operation::PushBlock { slot, params, to } => {
                let (slot, params) = (Slot(slot), Count(params));
                Op::PushBlock { slot, params, to: self.target(to.0) }
            }
            &Operation::CallBlockHelper { helper, args, escape } => {
                Op::CallBlockHelper { helper: HelperRef(helper), args: Count(args), escape }
            }
            Operation::Return => Op::Return {},
            &Operation::GetVar { slot } => Op::GetVar { slot: Slot(slot) },
            Operation::GetName { name, missing } => {
                Op::GetName { name: self.name(name, span)?, missing: self.missing(missing, span)? }
            }
            Operation::GetNameOr { name, constant } => {
                let name = NameRef(narrow(self.names.add(name.clone()), span)?);
                let constant = self.constants.add(ConstantKey(constant.clone()));
                Op::GetNameOr { name, constant: ConstantRef(constant as u32) }
            }
            Operation::GetVarName { slot, name, missing } => {
                let (name, missing) = (self.name(name, span)?, self.missing(missing, span)?);
                Op::GetVarName { slot: Slot(*slot), name, missing }
            }
            &Operation::GetIndex { of } => Op::GetIndex { of: Loop(of) },
            &Operation::GetKey { of, slot } => Op::GetKey { of: Loop(of), slot: Slot(slot) },
            &Operation::GetFirst { of } => Op::GetFirst { of: Loop(of) },
            &Operation::GetLast { of } => Op::GetLast { of: Loop(of) },
            &Operation::Concat { count } => Op::Concat { count: Count(count) },
            Operation::Not => Op::Not {},
            Operation::IncludeZero => Op::IncludeZero {},
            &Operation::Compare { by } => Op::Compare { by },
            Operation::Lookup => Op::Lookup {},
            &Operation::MakeArray { count } => Op::MakeArray { count: Count(count) },
            Operation::MakeHash { names } => {
                let (count, first_name) = self.row(names, Owner::None, span)?;
                Op::MakeHash { count, first_name }
            }
            &Operation::Log { count } => Op::Log { count: Count(count) },
            &Operation::Jump { to } => Op::Jump { to: self.target(to.0) },
            &Operation::JumpIf { to } => Op::JumpIf { to: self.target(to.0) },
            &Operation::JumpUnless { to } => Op::JumpUnless { to: self.target(to.0) },
            &Operation::JumpIfKeep { to } => Op::JumpIfKeep { to: self.target(to.0) },
            &Operation::JumpUnlessKeep { to } => Op::JumpUnlessKeep { to: self.target(to.0) },
            &Operation::Append { escape } => Op::Append { escape },
            &Operation::AppendVar { slot, escape } => Op::AppendVar { slot: Slot(slot), escape },
            Operation::AppendVarName { slot, name, escape, missing } => {
                let (name, missing) = (self.name(name, span)?, self.missing(missing, span)?);
                Op::AppendVarName { slot: Slot(*slot), name, escape: *escape, missing }
            }
            &Operation::EnterEach { of, slot, to } => {
                Op::EnterEach { of: Loop(of), slot: Slot(slot), to: self.target(to.0) }
            }
            &Operation::AppendEach { of, slot, to } => {
                Op::AppendEach { of: Loop(of), slot: Slot(slot), to: self.target(to.0) }
            }
            &Operation::EnterSection { of, slot, to } => {
                Op::EnterSection { of: Loop(of), slot: Slot(slot), to: self.target(to.0) }
            }
            &Operation::Next { of, slot, to } => {
                Op::Next { of: Loop(of), slot: Slot(slot), to: self.target(to.0) }
            }
            &Operation::EnterWith { slot, to } => {
                Op::EnterWith { slot: Slot(slot), to: self.target(to.0) }
            }
            &Operation::Bind { slot } => Op::Bind { slot: Slot(slot) },
            &Operation::Exit { slot } => Op::Exit { slot: Slot(slot) },
        };
        self.emit(op, span);
        Ok(())
    }

    fn name(&mut self, name: &str, span: Span) -> Result<NameRef, (Span, &'static str)> {
        Ok(NameRef(narrow(self.names.add(name.to_owned()), span)?))
    }

    /// Gives how many names there are, and where they stand one behind the other.
    fn row(
        &mut self,
        names: &[String],
        of: Owner,
        span: Span,
    ) -> Result<(Count, NameRow), (Span, &'static str)> {
        let first_name = NameRow(narrow(self.names.add_row(names, of), span)?);
        Ok((Count(names.len() as u8), first_name))
    }

    fn missing(
        &mut self,
        path: &Option<String>,
        span: Span,
    ) -> Result<Missing, (Span, &'static str)> {
        match path {
            Some(path) => Ok(Missing(self.name(path, span)?.0)),
            None => Ok(Missing::IS_NULL),
        }
    }

    fn emit(&mut self, op: Op, span: Span) {
        self.ops.push(op);
        self.spans.push(span);
    }

    /// The offset of a text in the pool; the same text stands there once.
    fn text(&mut self, text: &str) -> u32 {
        if let Some(&start) = self.texts.get(text) {
            return start;
        }
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.texts.insert(text.to_owned(), start);
        start
    }

    fn target(&self, label: u32) -> Target {
        Target(self.targets.get(label as usize).copied().unwrap_or(u32::MAX))
    }

    fn finish(mut self) -> Symbolic {
        self.text.extend(std::iter::repeat_n(' ', TEXT_PAD));
        Symbolic {
            ops: self.ops,
            spans: self.spans,
            text: self.text,
            names: self.names.into_items(),
            constants: self.constants.into_items().into_iter().map(|key| key.0).collect(),
            helpers: Vec::new(),
            fields: Vec::new(),
            reads: Reads::default(),
            raw: Vec::new(),
            limits: Limits::default(),
            warnings: Vec::new(),
        }
    }
}

/// For each label, the op that it stands before.
fn targets(flat: &StackExpression) -> Vec<u32> {
    let mut targets = vec![u32::MAX; flat.labels as usize];
    let mut at = 0;
    for instruction in &flat.instructions {
        match &instruction.operation {
            Operation::Label(label) => targets[label.0 as usize] = at,
            Operation::Text(text) => at += pieces(text).count() as u32,
            _ => at += 1,
        }
    }
    targets
}

/// Cuts a text into pieces that an op can hold, between characters.
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

fn narrow(index: usize, span: Span) -> Result<u16, (Span, &'static str)> {
    // The last number is taken: see `Missing::IS_NULL`.
    u16::try_from(index).ok().filter(|index| *index < u16::MAX).ok_or((span, "different names"))
}

/// A constant as a key of a map: floats by their bits.
#[derive(Clone)]
struct ConstantKey(LiteralValue);

impl ConstantKey {
    fn bits(&self) -> Option<u64> {
        match self.0 {
            LiteralValue::Float(value) => Some(value.to_bits()),
            _ => None,
        }
    }
}

impl PartialEq for ConstantKey {
    fn eq(&self, other: &Self) -> bool {
        match (self.bits(), other.bits()) {
            (None, None) => self.0 == other.0,
            (a, b) => a == b,
        }
    }
}

impl Eq for ConstantKey {}

impl std::hash::Hash for ConstantKey {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        match &self.0 {
            LiteralValue::Null => {}
            LiteralValue::Bool(value) => value.hash(state),
            LiteralValue::Int(value) => value.hash(state),
            LiteralValue::Float(value) => value.to_bits().hash(state),
            LiteralValue::Text(text) => text.hash(state),
        }
    }
}
