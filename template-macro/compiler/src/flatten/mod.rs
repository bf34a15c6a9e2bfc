//! Flattens a resolved template into one [`StackExpression`], a postfix sequence, so that running the
//! template needs no recursion.
//!
//! Arguments are pushed in the order positional, named. `PushArgs` describes them; the call pops them and
//! pushes its result. Printing is flat too: an `if` or a `concat` in a mustache prints its parts
//! without an intermediate result, except that a custom escaper receives the whole result of a `concat`.
//!
//! The bodies of a block helper follow its call, after a jump over them. The helper runs them, and each
//! ends with `Return`.

mod components;
mod expressions;
mod fragments;
mod partials;
pub mod stack_expression;

use crate::{
    options::{FragmentUse, Options},
    parse::ast::LiteralValue,
    resolve::resolved::{
        ConditionalBranch, ExpressionKind, ResolvedExpression, ResolvedTemplate, Statement,
        YieldedFill,
    },
    source::{Source, Span},
};
pub use fragments::{FlatFragment, FlatTemplate};
use stack_expression::{Instruction, Label, Operation, Segment, StackExpression};
use template_bytecode::{Escape, HelperRef};

/// Flattens a template. `source` has its text, from which errors of strict lookups quote paths.
#[must_use]
pub fn flatten(template: &ResolvedTemplate, options: &Options, source: &Source) -> FlatTemplate {
    let &Options { escape, strict, .. } = options;
    let has_fragments = options.fragments == FragmentUse::Methods;
    let mut flattener = Flattener {
        flat: StackExpression::default(),
        fragments: Vec::new(),
        has_fragments,
        escape,
        strict,
        source,
    };
    flattener.statements(&template.body);
    if options.slots.is_some() {
        flattener.split_final_break();
    }
    flattener.called_partials(&template.partials);
    FlatTemplate { whole: flattener.flat, fragments: flattener.fragments }
}

struct Flattener<'t> {
    flat: StackExpression,
    fragments: Vec<FlatFragment>,
    /// Whether fragments are also separate sequences.
    has_fragments: bool,
    escape: Escape,
    strict: bool,
    source: &'t Source,
}

impl Flattener<'_> {
    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Text { content, span } => {
                self.emit(Operation::Text { text: content.clone() }, *span)
            }
            Statement::Append { value, escape } => self.append(value, *escape),
            Statement::If { branches, otherwise } => self.if_statement(branches, otherwise),
            Statement::Each { list, loop_id, var, body, otherwise } => {
                let (loop_id, var, span) = (*loop_id, *var, list.span);
                let (start, empty, end) = (self.new_label(), self.new_label(), self.new_label());
                self.push(list);
                self.emit(Operation::EnterEach { loop_id, var, target: empty }, span);
                self.place_label(start, span);
                self.statements(body);
                self.emit(Operation::Next { loop_id, var, target: start }, span);
                self.else_body(otherwise, empty, end, span);
            }
            Statement::Section { value, context, loop_id, var, body, otherwise } => {
                let (loop_id, var, span) = (*loop_id, *var, value.span);
                let (start, empty, end) = (self.new_label(), self.new_label(), self.new_label());
                self.emit(Operation::GetVar { var: *context }, span);
                self.push_required(value);
                self.emit(Operation::EnterSection { loop_id, var, target: empty }, span);
                self.place_label(start, span);
                self.statements(body);
                self.emit(Operation::Next { loop_id, var, target: start }, span);
                self.else_body(otherwise, empty, end, span);
            }
            Statement::With { value, var, body, otherwise } => {
                let (var, span) = (*var, value.span);
                let (empty, end) = (self.new_label(), self.new_label());
                self.push(value);
                self.emit(Operation::EnterWith { var, target: empty }, span);
                self.statements(body);
                self.emit(Operation::Unbind { var }, span);
                self.else_body(otherwise, empty, end, span);
            }
            Statement::Let { values, var, body, span } => {
                for (var, value) in (*var..).zip(values) {
                    self.push(value);
                    self.emit(Operation::Bind { var }, value.span);
                }
                self.statements(body);
                if !values.is_empty() {
                    self.emit(Operation::Unbind { var: *var }, *span);
                }
            }
            Statement::BlockCall {
                helper,
                positional,
                named,
                var,
                params,
                body,
                otherwise,
                span,
            } => {
                let (var, span) = (*var, *span);
                let (start, empty, end) = (self.new_label(), self.new_label(), self.new_label());
                self.emit(Operation::PushBlock { var, params: *params, target: start }, span);
                if otherwise.is_some() {
                    self.emit(Operation::PushBlock { var, params: 0, target: empty }, span);
                }
                let blocks = 1 + u8::from(otherwise.is_some());
                let args = self.push_arguments(positional, named, blocks, span);
                let (helper, escape) = (HelperRef(*helper), self.escape);
                self.emit(Operation::CallBlockHelper { helper, args, escape }, span);
                self.emit(Operation::Jump { target: end }, span);
                self.block_body(start, body, span);
                if let Some(otherwise) = otherwise {
                    self.block_body(empty, otherwise, span);
                }
                self.place_label(end, span);
            }
            Statement::ComponentCall(call) => self.component_call(call),
            Statement::Attributes { rest, own, urls, span } => {
                own.iter().for_each(|(_, value)| self.push(value));
                self.push(rest);
                let names = own.iter().map(|(name, _)| name.text.clone()).collect();
                self.emit(Operation::AppendAttributes { names, urls: *urls }, *span);
            }
            Statement::Yield { fill, values, span } => {
                match fill {
                    YieldedFill::Slot(slot) => self.emit(Operation::GetFill { slot: *slot }, *span),
                    YieldedFill::Value(value) => self.push(value),
                }
                values.iter().for_each(|value| self.push(value));
                self.emit(Operation::Yield { args: values.len() as u8 }, *span);
            }
            Statement::PartialCall(call) => self.partial_call(call),
            Statement::Indent { var, span } => {
                self.emit(Operation::GetVar { var: *var }, *span);
                self.emit(Operation::Append { escape: Escape::None }, *span);
            }
            Statement::Flush { span } => self.emit(Operation::Flush {}, *span),
            Statement::Fragment(fragment) => self.fragment(fragment),
        }
    }

    /// Makes the line break at the end of the template a separate instruction: a component that is called prints
    /// none.
    fn split_final_break(&mut self) {
        let Some(last) = self.flat.instructions.last_mut() else { return };
        let Operation::Text { text } = &mut last.operation else { return };
        let Some(line) = text.strip_suffix('\n') else { return };
        let rest = line.strip_suffix('\r').unwrap_or(line).len();
        let (span, end) = (last.span, text.split_off(rest));
        if text.is_empty() {
            self.flat.instructions.pop();
        }
        self.emit(Operation::FinalBreak { text: end }, span);
    }

    fn push_null(&mut self, span: Span) {
        self.emit(Operation::PushConstant { constant: LiteralValue::Null }, span);
    }

    /// Emits a body of a block helper, which ends by returning to the helper.
    fn block_body(&mut self, start: Label, body: &[Statement], span: Span) {
        self.place_label(start, span);
        self.statements(body);
        self.emit(Operation::Return {}, span);
    }

    /// Emits the end of a block after its body: the `else` block, at the label `empty`, and the label
    /// `end` if something jumps there.
    fn else_body(&mut self, otherwise: &[Statement], empty: Label, end: Label, span: Span) {
        if otherwise.is_empty() {
            self.place_label(empty, span);
            return;
        }
        self.emit(Operation::Jump { target: end }, span);
        self.place_label(empty, span);
        self.statements(otherwise);
        self.place_label(end, span);
    }

    /// Emits a chain of conditions with their bodies, and its `else` block.
    fn if_statement(&mut self, branches: &[ConditionalBranch], otherwise: &[Statement]) {
        let end = self.new_label();
        let mut last = Span::default();
        for (i, ConditionalBranch { condition, negated, body }) in branches.iter().enumerate() {
            let next = self.new_label();
            last = condition.span;
            self.push(condition);
            self.jump_unless(!negated, next, last);
            self.statements(body);
            if i + 1 < branches.len() || !otherwise.is_empty() {
                self.emit(Operation::Jump { target: end }, last);
            }
            self.place_label(next, last);
        }
        self.statements(otherwise);
        self.place_label(end, last);
    }

    /// Emits a jump that pops a condition, and is taken unless the condition's truth is `expected`.
    fn jump_unless(&mut self, expected: bool, target: Label, span: Span) {
        let operation = if expected {
            Operation::JumpIfFalse { target }
        } else {
            Operation::JumpIfTrue { target }
        };
        self.emit(operation, span);
    }

    /// Emits the printing of an expression.
    fn append(&mut self, expression: &ResolvedExpression, escape: Escape) {
        match &expression.kind {
            ExpressionKind::Concat(parts) if escape.is_divisible() => {
                for part in parts {
                    self.append(part, escape);
                }
            }
            ExpressionKind::If { condition, negated, then, otherwise } => {
                let (next, end) = (self.new_label(), self.new_label());
                self.push(condition);
                self.jump_unless(!negated, next, condition.span);
                self.append(then, escape);
                if let Some(otherwise) = otherwise {
                    self.emit(Operation::Jump { target: end }, expression.span);
                    self.place_label(next, expression.span);
                    self.append(otherwise, escape);
                } else if escape.is_script() {
                    // Null is a value of a script, and not nothing.
                    self.emit(Operation::Jump { target: end }, expression.span);
                    self.place_label(next, expression.span);
                    self.push_null(expression.span);
                    self.emit(Operation::Append { escape }, expression.span);
                } else {
                    self.place_label(next, expression.span);
                }
                self.place_label(end, expression.span);
            }
            ExpressionKind::ShortCircuit { values, .. } if values.len() == 1 => {
                let value = single_operand(&values[0]);
                self.push(value);
                self.emit(Operation::Append { escape }, value.span);
            }
            _ => {
                self.push_required(expression);
                self.emit(Operation::Append { escape }, expression.span);
            }
        }
    }

    /// Pushes a value that must exist in a strict template: one that is printed or called, in which a name
    /// is looked up, or that is the value of a section. Arguments and conditions may be missing, as in
    /// Handlebars, so that a template can test whether something exists.
    fn push_required(&mut self, expression: &ResolvedExpression) {
        match &expression.kind {
            ExpressionKind::Field { .. } if self.strict => self.push_path(expression, true),
            ExpressionKind::Implicit(value) => {
                self.push_required(value);
                self.emit(Operation::CallIfHelper {}, expression.span);
            }
            _ => self.push(expression),
        }
    }

    /// Pushes the value of a path. `is_required` specifies whether the lookup of its last segment must succeed;
    /// in a strict template those of the other segments must.
    fn push_path(&mut self, path: &ResolvedExpression, is_required: bool) {
        let mut names = Vec::new();
        let mut head = path;
        while let ExpressionKind::Field { value, name } = &head.kind {
            names.push((name, head.span));
            head = value;
        }
        let segment = |(i, (name, span)): (usize, (&String, Span))| {
            let must_exist = if i == 0 { is_required } else { self.strict };
            let missing = must_exist.then(|| self.source.text_of(span).to_owned());
            Segment { name: name.clone(), missing, end: self.source.local(span).end }
        };
        let mut segments: Vec<Segment> = names.into_iter().enumerate().map(segment).collect();
        segments.reverse();
        self.push_segments(head, segments, path.span);
    }

    /// Pushes the value of a path with these segments, starting from `head`.
    fn push_segments(&mut self, head: &ResolvedExpression, segments: Vec<Segment>, span: Span) {
        // An op has at most `u8::MAX` segments. Its span ends where the last of them ends.
        let base = span.start - self.source.local(span).start;
        let mut rest = segments;
        let mut rows = std::iter::from_fn(|| {
            let after = rest.split_off(rest.len().min(usize::from(u8::MAX)));
            let row = std::mem::replace(&mut rest, after);
            let end = base + row.last()?.end;
            Some((row, Span::new(span.start, end)))
        });
        match head.kind {
            ExpressionKind::Variable(var) => {
                let (path, span) = rows.next().unwrap_or((Vec::new(), span));
                self.emit(Operation::GetVarPath { var, path }, span);
            }
            _ => self.push_required(head),
        }
        for (path, span) in rows {
            self.emit(Operation::GetPath { path }, span);
        }
    }

    /// Appends an instruction.
    fn emit(&mut self, operation: Operation, span: Span) {
        self.flat.instructions.push(Instruction { operation, span });
    }

    /// Creates a label, which is not yet placed.
    fn new_label(&mut self) -> Label {
        self.flat.labels += 1;
        Label(self.flat.labels - 1)
    }

    /// Places a label before the next instruction.
    fn place_label(&mut self, label: Label, span: Span) {
        self.emit(Operation::Label(label), span);
    }
}

/// Returns the operand `x` of nested keywords with one operand, such as `(or (and x))`, which have its
/// value. The span is that of `x`.
fn single_operand(mut value: &ResolvedExpression) -> &ResolvedExpression {
    while let ExpressionKind::ShortCircuit { values, .. } = &value.kind
        && let [operand] = values.as_slice()
    {
        value = operand;
    }
    value
}
