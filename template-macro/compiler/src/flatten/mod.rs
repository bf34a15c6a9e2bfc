//! Flattens the resolved template into one [`StackExpression`]: nested calls become a sequence
//! once, here, so that nothing is recursive when the template runs.
//!
//! Values are pushed in the order positional, named; `PushArgs` says what they are, and the call
//! pops them and pushes its result. What is printed is flat too: a condition or a `concat` in the
//! place of a mustache prints its parts, and stores nothing.
//!
//! The bodies of a block helper stand behind its call, which jumps over them; the helper runs them,
//! and each goes back to it with `Return`.

pub mod stack_expression;

use crate::{
    options::Options,
    parse::ast::LiteralValue,
    resolve::resolved::{
        ConditionalBranch, ExpressionKind, NamedValue, ResolvedExpression, ResolvedTemplate,
        Statement, constant_name,
    },
    source::Span,
};
use stack_expression::{Instruction, Label, Operation, Segment, StackExpression};
use template_bytecode::Escape;

/// Flattens a template. `text` is what it was parsed from.
#[must_use]
pub fn flatten(template: &ResolvedTemplate, options: &Options, text: &str) -> StackExpression {
    let &Options { escape, strict, .. } = options;
    let mut flattener = Flattener { flat: StackExpression::default(), escape, strict, text };
    flattener.nodes(&template.body);
    flattener.flat
}

struct Flattener<'t> {
    flat: StackExpression,
    escape: Escape,
    strict: bool,
    text: &'t str,
}

impl Flattener<'_> {
    fn nodes(&mut self, nodes: &[Statement]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Statement) {
        match node {
            Statement::Text { content, span } => {
                self.emit(Operation::Text { text: content.clone() }, *span)
            }
            Statement::Append { value, escaped } => {
                self.append(value, if *escaped { self.escape } else { Escape::None });
            }
            Statement::If { branches, otherwise } => self.branches(branches, otherwise),
            Statement::Each { list, of, slot, body, otherwise } => {
                let (of, slot, span) = (*of, *slot, list.span);
                let (start, empty, end) = (self.label(), self.label(), self.label());
                self.push(list);
                self.emit(Operation::EnterEach { loop_id: of, slot, target: empty }, span);
                self.place(start, span);
                self.nodes(body);
                self.emit(Operation::Next { loop_id: of, slot, target: start }, span);
                self.otherwise(otherwise, empty, end, span);
            }
            Statement::Section { value, context, of, slot, body, otherwise } => {
                let (of, slot, span) = (*of, *slot, value.span);
                let (start, empty, end) = (self.label(), self.label(), self.label());
                self.emit(Operation::GetVar { slot: *context }, span);
                self.require(value);
                self.emit(Operation::EnterSection { loop_id: of, slot, target: empty }, span);
                self.place(start, span);
                self.nodes(body);
                self.emit(Operation::Next { loop_id: of, slot, target: start }, span);
                self.otherwise(otherwise, empty, end, span);
            }
            Statement::With { value, slot, body, otherwise } => {
                let (slot, span) = (*slot, value.span);
                let (empty, end) = (self.label(), self.label());
                self.push(value);
                self.emit(Operation::EnterWith { slot, target: empty }, span);
                self.nodes(body);
                self.emit(Operation::Unbind { slot }, span);
                self.otherwise(otherwise, empty, end, span);
            }
            Statement::Let { values, slot, body, span } => {
                for (slot, value) in (*slot..).zip(values) {
                    self.push(value);
                    self.emit(Operation::Bind { slot }, value.span);
                }
                self.nodes(body);
                if !values.is_empty() {
                    self.emit(Operation::Unbind { slot: *slot }, *span);
                }
            }
            Statement::BlockCall {
                helper,
                positional,
                named,
                slot,
                params,
                body,
                otherwise,
                span,
            } => {
                let (slot, span) = (*slot, *span);
                let (start, empty, end) = (self.label(), self.label(), self.label());
                self.emit(Operation::PushBlock { slot, params: *params, target: start }, span);
                if otherwise.is_some() {
                    self.emit(Operation::PushBlock { slot, params: 0, target: empty }, span);
                }
                let blocks = 1 + u8::from(otherwise.is_some());
                let args = self.arguments(positional, named, blocks, span);
                let (helper, escape) = (*helper, self.escape);
                self.emit(Operation::CallBlockHelper { helper, args, escape }, span);
                self.emit(Operation::Jump { target: end }, span);
                self.block(start, body, span);
                if let Some(otherwise) = otherwise {
                    self.block(empty, otherwise, span);
                }
                self.place(end, span);
            }
        }
    }

    /// What a helper runs: it goes back to the helper.
    fn block(&mut self, start: Label, body: &[Statement], span: Span) {
        self.place(start, span);
        self.nodes(body);
        self.emit(Operation::Return {}, span);
    }

    /// Ends a block that has been printed, with what is printed in its place otherwise.
    fn otherwise(&mut self, otherwise: &[Statement], empty: Label, end: Label, span: Span) {
        if otherwise.is_empty() {
            self.place(empty, span);
            return;
        }
        self.emit(Operation::Jump { target: end }, span);
        self.place(empty, span);
        self.nodes(otherwise);
        self.place(end, span);
    }

    fn branches(&mut self, branches: &[ConditionalBranch], otherwise: &[Statement]) {
        let end = self.label();
        let mut last = Span::default();
        for (i, ConditionalBranch { condition, negated, body }) in branches.iter().enumerate() {
            let next = self.label();
            last = condition.span;
            self.push(condition);
            self.jump_unless(!negated, next, last);
            self.nodes(body);
            if i + 1 < branches.len() || !otherwise.is_empty() {
                self.emit(Operation::Jump { target: end }, last);
            }
            self.place(next, last);
        }
        self.nodes(otherwise);
        self.place(end, last);
    }

    /// Pops a condition, and jumps unless its truth is `wanted`.
    fn jump_unless(&mut self, wanted: bool, target: Label, span: Span) {
        let operation = if wanted {
            Operation::JumpIfFalse { target }
        } else {
            Operation::JumpIfTrue { target }
        };
        self.emit(operation, span);
    }

    /// Prints an expression.
    fn append(&mut self, expression: &ResolvedExpression, escape: Escape) {
        match &expression.kind {
            // A custom escaper is given the whole text.
            ExpressionKind::Concat(parts) if escape != Escape::Custom => {
                for part in parts {
                    self.append(part, escape);
                }
            }
            ExpressionKind::If { condition, negated, then, otherwise } => {
                let (next, end) = (self.label(), self.label());
                self.push(condition);
                self.jump_unless(!negated, next, condition.span);
                self.append(then, escape);
                if let Some(otherwise) = otherwise {
                    self.emit(Operation::Jump { target: end }, expression.span);
                    self.place(next, expression.span);
                    self.append(otherwise, escape);
                } else {
                    self.place(next, expression.span);
                }
                self.place(end, expression.span);
            }
            ExpressionKind::Choice { values, .. } if values.len() == 1 => {
                let value = only_choice(&values[0]);
                self.push(value);
                self.emit(Operation::Append { escape }, value.span);
            }
            _ => {
                self.require(expression);
                self.emit(Operation::Append { escape }, expression.span);
            }
        }
    }

    /// Pushes a value that must be there in a strict template: it is printed, called, a name is
    /// looked up in it, or it is that of a section. Arguments and conditions may be missing, as in
    /// Handlebars, so that a template can ask whether something is there.
    fn require(&mut self, expression: &ResolvedExpression) {
        match &expression.kind {
            ExpressionKind::Field { .. } if self.strict => self.path(expression, true),
            ExpressionKind::Implicit(value) => {
                self.require(value);
                self.emit(Operation::CallIfHelper {}, expression.span);
            }
            _ => self.push(expression),
        }
    }

    /// Pushes the value of a path; `is_required` says whether its last name must be found. The names
    /// before it must be found in a strict template.
    fn path(&mut self, path: &ResolvedExpression, is_required: bool) {
        let mut names = Vec::new();
        let mut head = path;
        while let ExpressionKind::Field { of, name } = &head.kind {
            names.push((name, head.span));
            head = of;
        }
        let segment = |(i, (name, span)): (usize, (&String, Span))| {
            let must_be_found = if i == 0 { is_required } else { self.strict };
            let missing = must_be_found.then(|| self.text.get(span.start..span.end));
            let missing = missing.flatten().map(str::to_owned);
            Segment { name: name.clone(), missing, end: span.end }
        };
        let mut segments: Vec<Segment> = names.into_iter().enumerate().map(segment).collect();
        segments.reverse();
        self.segments(head, segments, path.span);
    }

    /// Pushes the value that a row of names leads to from a value.
    fn segments(&mut self, head: &ResolvedExpression, segments: Vec<Segment>, span: Span) {
        // An op holds a limited number.
        let mut rows = segments.chunks(usize::from(u8::MAX)).map(<[Segment]>::to_vec);
        match head.kind {
            ExpressionKind::Variable(slot) => {
                let path = rows.next().unwrap_or_default();
                self.emit(Operation::GetVarPath { slot, path }, span);
            }
            _ => self.require(head),
        }
        for path in rows {
            self.emit(Operation::GetPath { path }, span);
        }
    }

    /// Pushes the value of an expression: exactly one.
    fn push(&mut self, expression: &ResolvedExpression) {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Constant(constant) => {
                self.emit(Operation::PushConstant { constant: constant.clone() }, span)
            }
            ExpressionKind::LiteralName { context, name, literal } => {
                self.emit(Operation::GetVar { slot: *context }, span);
                let (name, constant) = (name.clone(), literal.clone());
                self.emit(Operation::GetNameOr { name, constant }, span);
            }
            ExpressionKind::Variable(slot) => self.emit(Operation::GetVar { slot: *slot }, span),
            ExpressionKind::Index { of } => self.emit(Operation::GetIndex { loop_id: *of }, span),
            ExpressionKind::Key { of, slot } => {
                self.emit(Operation::GetKey { loop_id: *of, slot: *slot }, span)
            }
            ExpressionKind::First { of } => self.emit(Operation::GetFirst { loop_id: *of }, span),
            ExpressionKind::Last { of } => self.emit(Operation::GetLast { loop_id: *of }, span),
            ExpressionKind::Field { .. } => self.path(expression, false),
            ExpressionKind::Required(value) => self.require(value),
            ExpressionKind::Callee(value) => match &value.kind {
                ExpressionKind::Field { .. } => self.path(value, true),
                _ => self.push(value),
            },
            ExpressionKind::Implicit(value) => {
                self.push(value);
                self.emit(Operation::CallIfHelper {}, span);
            }
            ExpressionKind::Call { helper, positional, named } => {
                let args = self.arguments(positional, named, 0, span);
                self.emit(Operation::CallHelper { helper: *helper, args }, span);
            }
            ExpressionKind::CallValue { callee, positional, named } => {
                self.require(callee);
                let args = self.arguments(positional, named, 0, span);
                self.emit(Operation::CallDynamicHelper { args }, span);
            }
            ExpressionKind::Helper { helper } => {
                self.emit(Operation::PushHelper { helper: *helper }, span);
            }
            ExpressionKind::Curry { callee, positional, named } => {
                self.push(callee);
                let args = self.arguments(positional, named, 0, span);
                self.emit(Operation::BindArgs { args }, span);
            }
            ExpressionKind::Concat(parts) => {
                for part in parts {
                    self.require(part);
                }
                self.emit(Operation::Concat { count: parts.len() as u8 }, span);
            }
            ExpressionKind::Choice { values, decides } => {
                let end = self.label();
                for (i, value) in values.iter().enumerate() {
                    self.push(value);
                    if i + 1 < values.len() {
                        let operation = if *decides {
                            Operation::JumpIfTrueOrPop { target: end }
                        } else {
                            Operation::JumpIfFalseOrPop { target: end }
                        };
                        self.emit(operation, value.span);
                    }
                }
                self.place(end, span);
            }
            ExpressionKind::Not(value) => {
                self.push(value);
                self.emit(Operation::Not {}, span);
            }
            ExpressionKind::IncludeZero(value) => {
                self.push(value);
                self.emit(Operation::IncludeZero {}, span);
            }
            ExpressionKind::Compare { by, values } => {
                values.iter().for_each(|value| self.push(value));
                self.emit(Operation::Compare { comparison: *by }, span);
            }
            ExpressionKind::Lookup { values } => {
                let [of, key] = &**values;
                if let Some(name) = constant_name(key) {
                    let segment = Segment { name, missing: None, end: span.end };
                    if !matches!(of.kind, ExpressionKind::Variable(_)) {
                        self.push(of);
                        self.emit(Operation::GetPath { path: vec![segment] }, span);
                    } else {
                        self.segments(of, vec![segment], span);
                    }
                } else {
                    self.push(of);
                    self.push(key);
                    self.emit(Operation::Lookup {}, span);
                }
            }
            ExpressionKind::Array(values) => {
                values.iter().for_each(|value| self.push(value));
                self.emit(Operation::MakeArray { count: values.len() as u8 }, span);
            }
            ExpressionKind::Hash(entries) => {
                entries.iter().for_each(|(_, value)| self.push(value));
                let names = entries.iter().map(|(name, _)| name.text.clone()).collect();
                self.emit(Operation::MakeHash { names }, span);
            }
            ExpressionKind::Log(values) => {
                values.iter().for_each(|value| self.push(value));
                self.emit(Operation::Log { count: values.len() as u8 }, span);
            }
            ExpressionKind::If { condition, negated, then, otherwise } => {
                let (next, end) = (self.label(), self.label());
                self.push(condition);
                self.jump_unless(!negated, next, condition.span);
                self.push(then);
                self.emit(Operation::Jump { target: end }, span);
                self.place(next, span);
                match otherwise {
                    Some(otherwise) => self.push(otherwise),
                    None => {
                        self.emit(Operation::PushConstant { constant: LiteralValue::Null }, span)
                    }
                }
                self.place(end, span);
            }
        }
    }

    /// Pushes the arguments of a call behind its blocks, and what they are. Gives how many there are.
    fn arguments(
        &mut self,
        positional: &[ResolvedExpression],
        named: &[NamedValue],
        blocks: u8,
        span: Span,
    ) -> u8 {
        for argument in positional.iter().chain(named.iter().map(|(_, value)| value)) {
            self.push(argument);
        }
        let args = blocks + (positional.len() + named.len()) as u8;
        let named = named.iter().map(|(name, _)| name.text.clone()).collect();
        let positional = positional.len() as u8;
        self.emit(Operation::PushArgs { positional, named, blocks }, span);
        args
    }

    fn emit(&mut self, operation: Operation, span: Span) {
        self.flat.instructions.push(Instruction { operation, span });
    }

    fn label(&mut self) -> Label {
        self.flat.labels += 1;
        Label(self.flat.labels - 1)
    }

    fn place(&mut self, label: Label, span: Span) {
        self.emit(Operation::Label(label), span);
    }
}

/// What `(or (and x))` is: its place is that of `x`.
fn only_choice(mut value: &ResolvedExpression) -> &ResolvedExpression {
    while let ExpressionKind::Choice { values, .. } = &value.kind
        && let [only] = values.as_slice()
    {
        value = only;
    }
    value
}
