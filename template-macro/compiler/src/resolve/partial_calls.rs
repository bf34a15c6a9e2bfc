//! Calls of partials: their arguments, and the partials that they pass to the callee. The partials that were passed to a partial
//! are known only at run time: see [`PartialCallee::Passed`].

use super::{
    Resolver,
    called_partials::{CalledId, INDENT, LOOKUPS, LOOP_VARIABLES},
    partials::is_this,
    scope::Loop,
};
use crate::{
    limits::{MAX_ARGUMENTS, MAX_GIVEN},
    parse::ast::{LiteralValue, Name, Node, PartialStatement, PartialTarget},
    resolve::resolved::{
        CallIndent, ConditionalBranch, ExpressionKind, NamedValue, PartialCall, PartialCallee,
        ResolvedExpression, Statement,
    },
    source::{Diagnostic, Source, Span},
};
use std::{mem::replace, sync::Arc};
use template_bytecode::{Comparison, PARTIAL_ARGS, PARTIAL_BLOCK};

/// The key under which the name of a partial that is known only at run time is passed to the body that compares it with the names of
/// the files. No argument of a template is called so, because a name contains no braces.
const PARTIAL_NAME: &str = "{{> name}}";

impl Resolver<'_> {
    /// Appends the call of an inline partial, which includes itself.
    pub(super) fn call_inline(
        &mut self,
        partial: &PartialStatement,
        index: usize,
        out: &mut Vec<Statement>,
    ) {
        let number = self.called_inline(index, partial.span);
        let inline = self.partial_scope.inline(index);
        let ends_line = self.ends_line(true, &inline.body, &mut Vec::new());
        self.call_partial(partial, PartialCallee::Partial(number), Some(ends_line), out);
    }

    /// Appends the call of a file.
    pub(super) fn call_file(
        &mut self,
        partial: &PartialStatement,
        source: &Arc<Source>,
        out: &mut Vec<Statement>,
    ) {
        let number = self.called_file(source, partial.span);
        let ends_line = self.file_ends_line(&source.file, &mut Vec::new());
        self.call_partial(partial, PartialCallee::Partial(number), Some(ends_line), out);
    }

    /// Appends the call of the partial that was passed with a name to the running partial.
    pub(super) fn call_passed(
        &mut self,
        partial: &PartialStatement,
        name: &str,
        out: &mut Vec<Statement>,
    ) {
        self.call_partial(partial, PartialCallee::Passed(name.to_owned()), None, out);
    }

    /// Appends the call of a file with a name that is known only at run time: any, or one of those that may include
    /// themselves.
    pub(super) fn call_by_name(
        &mut self,
        partial: &PartialStatement,
        name: ResolvedExpression,
        any: bool,
        out: &mut Vec<Statement>,
    ) {
        let number = self.dispatch(any, partial.span);
        let name = (Name { text: PARTIAL_NAME.to_owned(), span: name.span }, name);
        self.call_with(partial, PartialCallee::Partial(number), Some(name), None, out);
    }

    /// Returns the number of the body that calls the file with a name that is known only at run time. It forwards its arguments.
    fn dispatch(&mut self, any: bool, span: Span) -> u32 {
        let (number, is_new) = self.called.number(CalledId::Dispatch { any }, "", span);
        if !is_new {
            return number;
        }
        let var = self.scope.first_variable();
        let at = |kind: ExpressionKind| ResolvedExpression { kind, span };
        let variable = |argument: u16| at(ExpressionKind::Variable(var + argument));
        let name = variable(PARTIAL_ARGS.into());
        let mut branches = Vec::new();
        for file in self.partials.names().unwrap_or_default() {
            if !any && !self.called.recursive.contains(&file) {
                continue;
            }
            let Ok(source) = self.partials.load(&file, "") else { continue };
            let mut number = 0;
            self.optional(|resolver| number = resolver.called_file(&source, span));
            let is_name =
                Box::new([name.clone(), at(ExpressionKind::Constant(LiteralValue::Text(file)))]);
            let kind = ExpressionKind::Compare { by: Comparison::Eq, values: is_name };
            let indent =
                |argument| CallIndent { variable: Some(var + argument), text: String::new() };
            let call = Statement::PartialCall(PartialCall {
                callee: PartialCallee::Partial(number),
                values: (0..INDENT).map(variable).collect(),
                indent: indent(INDENT),
                first_indent: indent(INDENT + 1),
                passed: Vec::new(),
                loops: 0,
                ends_line: true,
                span,
            });
            branches.push(ConditionalBranch {
                condition: at(kind),
                negated: false,
                body: vec![call],
            });
        }
        let otherwise = vec![self.unknown_partial(name)];
        let value = Box::new(variable(LOOKUPS));
        let values = vec![at(ExpressionKind::Field { value, name: PARTIAL_NAME.to_owned() })];
        let body = if branches.is_empty() {
            otherwise
        } else {
            vec![Statement::If { branches, otherwise }]
        };
        let body = vec![Statement::Let { values, var: var + u16::from(PARTIAL_ARGS), body, span }];
        self.called.set_body(number, (var, 0), body, span);
        number
    }

    /// Appends the call of a partial, and the ops that bind its context. `ends_line` specifies whether a line begins after
    /// its output at the beginning of one, if that is known.
    fn call_partial(
        &mut self,
        partial: &PartialStatement,
        callee: PartialCallee,
        ends_line: Option<bool>,
        out: &mut Vec<Statement>,
    ) {
        self.call_with(partial, callee, None, ends_line, out);
    }

    /// Appends the call of a partial with a name that is not in the tag, and the statements that bind its context.
    fn call_with(
        &mut self,
        partial: &PartialStatement,
        callee: PartialCallee,
        name: Option<NamedValue>,
        ends_line: Option<bool>,
        out: &mut Vec<Statement>,
    ) {
        let span = partial.span;
        let passed = self.passed(partial);
        let at = |kind: ExpressionKind| ResolvedExpression { kind, span };
        let explicit = partial.positional.first().filter(|context| !is_this(context));
        let (mut context, mut lookups, mut names) = match explicit {
            Some(context) => {
                let value = self.expression(context);
                (value.clone(), value, Vec::new())
            }
            None => {
                let context = self.scope.context(0).unwrap_or_default();
                let lookups = self.scope.lookups(0).unwrap_or(context);
                self.record_read(context, None);
                let names = self.scope.names_of_context();
                let names = names.into_iter().map(|param| (param.name, at(param.kind)));
                let [context, lookups] =
                    [context, lookups].map(|var| at(ExpressionKind::Variable(var)));
                (context, lookups, names.collect::<Vec<NamedValue>>())
            }
        };
        // It is evaluated once.
        let mut bound = None;
        if !matches!(context.kind, ExpressionKind::Variable(_)) {
            let var = self.scope.next_variable();
            bound = Some((var, replace(&mut context, at(ExpressionKind::Variable(var)))));
            lookups = context.clone();
        }
        for (name, value) in self.named_values(&partial.named).into_iter().chain(name) {
            names.retain(|(known, _): &(Name, _)| known.text != name.text);
            names.push((name, value));
        }
        if names.len() >= MAX_ARGUMENTS {
            let message = format!("a partial has at most {} named arguments", MAX_ARGUMENTS - 1);
            self.error(Diagnostic::error(span, message));
            return;
        }
        if !names.is_empty() {
            lookups = at(ExpressionKind::Extended { value: Box::new(lookups), names });
        }
        let mut values = vec![context, lookups];
        values.extend(LOOP_VARIABLES.map(|name| at(self.loop_variable(name))));
        let indent = CallIndent { variable: None, text: partial.indent.clone() };
        let call = Statement::PartialCall(PartialCall {
            callee,
            values,
            first_indent: indent.clone(),
            indent,
            passed,
            loops: self.scope.next_loop().loop_id,
            ends_line: ends_line.unwrap_or_else(|| self.is_alone_on_line(span)),
            span,
        });
        out.push(match bound {
            Some((var, value)) => {
                Statement::Let { values: vec![value], var, body: vec![call], span }
            }
            None => call,
        });
    }

    /// Returns the inline partials and the block that a tag passes to the partial that it calls.
    fn passed(&mut self, partial: &PartialStatement) -> Vec<(String, u32)> {
        let span = partial.span;
        let outer = self.partial_scope.inlines();
        let mut block = self.partial_scope.block;
        if let Some(body) = &partial.block {
            let frames = self.scope.depth();
            block = Some(self.partial_scope.give_block_to_called(Arc::clone(body), frames));
            for node in body.iter() {
                if let Node::Inline(inline) = node {
                    self.define_inline(inline, frames);
                }
            }
        }
        let inlines = self.partial_scope.inlines_in_scope();
        let mut passed: Vec<(String, u32)> = Vec::with_capacity(inlines.len());
        if inlines.len() >= MAX_GIVEN {
            let message = format!(
                "more than {} inline partials are in scope of a partial that may include itself",
                MAX_GIVEN - 1
            );
            self.error(Diagnostic::error(span, message));
        } else {
            for (name, index) in inlines {
                self.partial_scope.find_inline(&name);
                passed.push((name, self.called_inline(index, span)));
            }
        }
        self.partial_scope.restore_inlines(outer);
        if let Some(block) = block {
            passed.push((PARTIAL_BLOCK.to_owned(), self.called_block(block, span)));
        }
        passed
    }

    /// Returns the value of a loop variable here, or null outside of loops.
    fn loop_variable(&self, name: &str) -> ExpressionKind {
        if let Some(variable) = self.scope.data(name) {
            return ExpressionKind::Variable(variable);
        }
        let Some(Loop { loop_id, var }) = self.scope.enclosing_loop(0) else {
            return ExpressionKind::Constant(LiteralValue::Null);
        };
        match name {
            "index" => ExpressionKind::Index { loop_id },
            "key" => ExpressionKind::Key { loop_id, var },
            "first" => ExpressionKind::First { loop_id },
            _ => ExpressionKind::Last { loop_id },
        }
    }

    /// Returns `true` if a tag is alone on its line: its output then usually ends with the line.
    fn is_alone_on_line(&self, tag: Span) -> bool {
        let (file, base) = self.source.file_and_base(tag.start);
        let text = |range: std::ops::Range<usize>| file.text.get(range).unwrap_or_default();
        let (start, end) = (tag.start - base, tag.end.saturating_sub(base));
        let before = text(0..start).rsplit('\n').next().unwrap_or_default();
        let after = text(end..file.text.len()).split('\n').next().unwrap_or_default();
        before.trim().is_empty() && after.trim().is_empty()
    }

    /// Returns `true` if a line begins after a file that begins one. `open` are the files that include it and end with it: what
    /// these end with otherwise decides.
    fn file_ends_line(&self, file: &str, open: &mut Vec<String>) -> bool {
        if open.iter().any(|open| open == file) {
            return true;
        }
        let Some(Some((ast, _))) = self.partial_scope.parsed.get(file) else { return true };
        open.push(file.to_owned());
        let ends_line = self.ends_line(true, &ast.body, open);
        open.pop();
        ends_line
    }

    /// Returns `true` if a line begins after nodes, which begin one if `begins`, like [`Resolver::file_ends_line`]. What `indent`
    /// finds in statements is not known yet: the body of a partial is resolved after its calls.
    fn ends_line(&self, begins: bool, nodes: &[Node], open: &mut Vec<String>) -> bool {
        nodes.iter().fold(begins, |begins, node| match node {
            Node::Text(text) if text.content.is_empty() => begins,
            Node::Text(text) => text.content.ends_with('\n'),
            Node::Mustache(_) => false,
            Node::Inline(_) => begins,
            // A loop may have no iteration, or several.
            Node::Block(block) => {
                let otherwise = block.otherwise.as_deref();
                let bodies = block.branches.iter().map(|branch| branch.body.as_slice());
                (begins || otherwise.is_some_and(|body| !body.is_empty()))
                    && bodies.chain(otherwise).all(|body| self.ends_line(begins, body, open))
            }
            Node::Partial(partial) => match &partial.target {
                PartialTarget::Name { name, .. }
                    if self.partial_scope.parsed.contains_key(&name.text) =>
                {
                    self.file_ends_line(&name.text, open)
                }
                PartialTarget::Name { .. } | PartialTarget::Dynamic(_) => begins,
            },
        })
    }
}
