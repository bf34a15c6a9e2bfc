//! Blocks: `if`, `unless`, `each`, `each-in`, `with`, `let`, and chains of them after `else`.

use super::{
    Resolver,
    scope::{Frame, LetBindings, scope_params},
};
use crate::{
    limits::MAX_ARGUMENTS,
    parse::{ast, names::is_keyword},
    resolve::resolved::{ConditionalBranch, ExpressionKind, ResolvedExpression, Statement},
    source::{Diagnostic, Span},
};
use std::collections::HashMap;
use template_bytecode::EACH_VARIABLES;

impl Resolver<'_> {
    pub(super) fn block(&mut self, block: &ast::BlockStatement) -> Statement {
        if block.inverted {
            return self.inverted_block(block);
        }
        self.chain(&block.branches, block.otherwise.as_deref())
    }

    /// Resolves a branch and those that follow it: neighbours that are conditions become one node, any
    /// other branch holds what follows it as its `else`.
    fn chain(&mut self, branches: &[ast::Branch], otherwise: Option<&[ast::Node]>) -> Statement {
        let mut conditions = Vec::new();
        for (i, branch) in branches.iter().enumerate() {
            let rest = &branches[i + 1..];
            let negated = match branch.keyword() {
                Some("if") => false,
                Some("unless") => true,
                _ => {
                    let node = self.unconditional_branch(branch, rest, otherwise);
                    if conditions.is_empty() {
                        return node;
                    }
                    return Statement::If { branches: conditions, otherwise: vec![node] };
                }
            };
            let is_last = rest.is_empty() && otherwise.is_none();
            let condition = self.block_condition(branch, negated, is_last);
            self.reject_params(branch);
            let body = self.nodes(&branch.body);
            conditions.push(ConditionalBranch { condition, negated, body });
        }
        let otherwise = self.nodes(otherwise.unwrap_or_default());
        Statement::If { branches: conditions, otherwise }
    }

    /// Reports block params of a condition.
    pub(super) fn reject_params(&mut self, branch: &ast::Branch) {
        for param in &branch.params {
            let name = branch.keyword().unwrap_or_default();
            self.error(Diagnostic::error(param.span, format!("`{name}` has no block params")));
        }
    }

    /// Resolves a branch that is not a condition.
    fn unconditional_branch(
        &mut self,
        branch: &ast::Branch,
        rest: &[ast::Branch],
        otherwise: Option<&[ast::Node]>,
    ) -> Statement {
        if self.scope.is_full() {
            self.error(Diagnostic::error(branch.span, "blocks are nested too deeply"));
            return Statement::nothing();
        }
        match branch.keyword() {
            Some(name @ ("each" | "each-in")) => {
                self.check_each_arguments(branch);
                let list = self.single_argument(branch, "a list");
                self.warn_of_empty_list(&list, name);
                self.check_params(branch, 2);
                let (of, slot, body) = self.loop_body(branch, name == "each-in", false);
                Statement::Each { list, of, slot, body, otherwise: self.else_body(rest, otherwise) }
            }
            Some("with") => {
                let value = self.single_argument(branch, "a value");
                self.check_params(branch, 1);
                let slot = self.scope.next_variable();
                self.scope.enter(Frame {
                    context: Some(slot),
                    params: scope_params(&branch.params, [ExpressionKind::Variable(slot)]),
                    variables: 1,
                    ..Frame::default()
                });
                let body = self.nodes(&branch.body);
                self.leave_block();
                Statement::With { value, slot, body, otherwise: self.else_body(rest, otherwise) }
            }
            Some("let") => self.let_block(branch, rest, otherwise),
            _ if is_section(branch) && !self.is_block_call(branch) => {
                self.section(branch, rest, otherwise)
            }
            _ => self.block_helper(branch, rest, otherwise),
        }
    }

    /// Resolves the body of a loop, with the item as its context. The block params are the item and
    /// its key, or the other way round. `keeps_root` is that of the frame. Also returns the number
    /// of the loop and its first variable.
    pub(super) fn loop_body(
        &mut self,
        branch: &ast::Branch,
        key_first: bool,
        keeps_root: bool,
    ) -> (u8, u16, Vec<Statement>) {
        let (of, slot) = (self.scope.next_loop(), self.scope.next_variable());
        let mut kinds = [ExpressionKind::Variable(slot + 1), ExpressionKind::Key { of, slot }];
        if key_first {
            kinds.reverse();
        }
        self.scope.enter(Frame {
            context: Some(slot + 1),
            iteration: Some((of, slot)),
            params: scope_params(&branch.params, kinds),
            variables: EACH_VARIABLES,
            keeps_root,
            ..Frame::default()
        });
        let body = self.nodes(&branch.body);
        self.leave_block();
        (of, slot, body)
    }

    fn let_block(
        &mut self,
        branch: &ast::Branch,
        rest: &[ast::Branch],
        otherwise: Option<&[ast::Node]>,
    ) -> Statement {
        let (head, span) = (&branch.head, branch.span);
        self.errors.extend(duplicate_param_errors(&branch.params));
        if let Some(argument) = head.named.first() {
            let name = &argument.name;
            let message = format!("`let` has no argument called `{}`", name.text);
            let help = format!("write `{{{{#let … as |{}|}}}}`", name.text);
            self.error(Diagnostic::error(name.span, message).help(help));
        } else if head.positional.len() != branch.params.len() || head.positional.is_empty() {
            let (values, names) = (head.positional.len(), branch.params.len());
            self.error(
                Diagnostic::error(
                    span,
                    format!("`let` has {} and {}", count(values, "value"), count(names, "name")),
                )
                .help("write `{{#let a b as |x y|}}`: a name for each value"),
            );
        }
        if head.positional.len() > MAX_ARGUMENTS {
            let message = format!("a `let` has at most {MAX_ARGUMENTS} values");
            self.error(Diagnostic::error(span, message));
            return Statement::nothing();
        }
        if !rest.is_empty() || otherwise.is_some_and(|body| !body.is_empty()) {
            self.error(Diagnostic::error(span, "`let` has no `else`: its body is always printed"));
        }
        let slot = self.scope.next_variable();
        let mut bound = LetBindings::new(slot);
        let kinds: Vec<ExpressionKind> =
            head.positional.iter().map(|value| bound.bind(self.expression(value))).collect();
        let values = bound.values;
        if values.len() > MAX_ARGUMENTS {
            let message = format!("a `let` has at most {MAX_ARGUMENTS} values");
            let help = "the arguments that `helper` and `fn` capture count as values";
            self.error(Diagnostic::error(span, message).help(help));
            return Statement::nothing();
        }
        self.scope.enter(Frame {
            params: scope_params(&branch.params, kinds),
            is_let: true,
            variables: values.len() as u16,
            ..Frame::default()
        });
        let body = self.nodes(&branch.body);
        self.leave_block();
        Statement::Let { values, slot, body, span }
    }

    /// Resolves what is printed in place of a body: the next branches, or the body of `else`.
    pub(super) fn else_body(
        &mut self,
        rest: &[ast::Branch],
        otherwise: Option<&[ast::Node]>,
    ) -> Vec<Statement> {
        if rest.is_empty() {
            self.nodes(otherwise.unwrap_or_default())
        } else {
            vec![self.chain(rest, otherwise)]
        }
    }

    /// The condition of `if` or `unless`, whose body is printed when it is false if it is `negated`.
    pub(super) fn block_condition(
        &mut self,
        branch: &ast::Branch,
        negated: bool,
        is_last: bool,
    ) -> ResolvedExpression {
        let [condition] = branch.head.positional.as_slice() else {
            return self.single_argument(branch, "a condition");
        };
        self.condition(&branch.head, condition, |truth| {
            let name = branch.keyword().unwrap_or_default();
            match (truth != negated, is_last) {
                (true, true) => format!("its body is always printed, as if there were no `{name}`"),
                (true, false) => "what stands behind `else` is never printed".to_owned(),
                (false, _) => format!("the body of `{name}` is never printed"),
            }
        })
    }

    /// Rejects named arguments other than `key`, by which Glimmer identifies items when a list changes;
    /// a rendered list does not change, so it is ignored.
    fn check_each_arguments(&mut self, branch: &ast::Branch) {
        for argument in branch.head.named.iter().filter(|argument| argument.name.text != "key") {
            let (each, name) = (branch.keyword().unwrap_or_default(), &argument.name);
            let message = format!("`{each}` has no argument called `{}`", name.text);
            self.error(Diagnostic::error(name.span, message));
        }
    }

    /// Resolves the only argument of a block's keyword.
    fn single_argument(&mut self, branch: &ast::Branch, what: &str) -> ResolvedExpression {
        let head = &branch.head;
        let name = branch.keyword().unwrap_or_default();
        if !matches!(name, "each" | "each-in" | "if" | "unless") {
            self.reject_named_arguments(head, name);
        }
        match head.positional.as_slice() {
            [argument] => self.keyword_operand(argument),
            [] => self.error(Diagnostic::error(branch.span, format!("`{name}` needs {what}"))),
            [_, second, ..] => self.error(
                Diagnostic::error(second.span(), format!("`{name}` takes {what} and nothing else"))
                    .help("put a helper call in parentheses: `(f a b)`"),
            ),
        }
    }

    /// Reports more block params than `most`, and duplicate names.
    pub(super) fn check_params(&mut self, branch: &ast::Branch, most: usize) {
        self.errors.extend(duplicate_param_errors(&branch.params));
        if let Some(param) = branch.params.get(most) {
            let name = branch.keyword().unwrap_or_default();
            let params = if most == 1 { "block param" } else { "block params" };
            self.error(Diagnostic::error(
                param.span,
                format!("`{name}` has at most {most} {params}"),
            ));
        }
    }
}

/// Returns an error for each block param whose name an earlier one has. `_` may be repeated.
pub(super) fn duplicate_param_errors(params: &[ast::Name]) -> Vec<Diagnostic> {
    let mut firsts: HashMap<&str, Span> = HashMap::with_capacity(params.len());
    let twice = params.iter().filter(|param| param.text != "_").filter_map(|param| {
        let first = *firsts.entry(&param.text).or_insert(param.span);
        (first != param.span).then(|| {
            let message = format!("two block params are called `{}`", param.text);
            Diagnostic::error(param.span, message).related(first, "here first")
        })
    });
    twice.collect()
}

/// Returns a count with its noun: "1 value", "2 values".
fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

// Sections: `{{#name}}…{{else}}…{{/name}}` and `{{^name}}…{{/name}}`, as in Mustache.

/// Whether a block's tag holds nothing but a value.
pub(super) fn is_section(branch: &ast::Branch) -> bool {
    let head = &branch.head;
    let is_value = match &head.callee {
        ast::Expression::Path(path) => !path.is_of_rust(),
        _ => false,
    };
    is_value && head.positional.is_empty() && head.named.is_empty()
}

impl Resolver<'_> {
    /// `{{#name}}`: what the value is decides, when the types are known or when it runs.
    pub(super) fn section(
        &mut self,
        branch: &ast::Branch,
        rest: &[ast::Branch],
        otherwise: Option<&[ast::Node]>,
    ) -> Statement {
        let value = self.printed_value(&branch.head.callee);
        self.check_params(branch, 2);
        let context = self.scope.context(0).unwrap_or_default();
        let keeps_root = self.scope.may_be_root(context);
        let (of, slot, body) = self.loop_body(branch, false, keeps_root);
        let otherwise = self.else_body(rest, otherwise);
        Statement::Section { value, context, of, slot, body, otherwise }
    }

    /// `{{^name}}`: its body is printed when the value is false, its `else` when it is not. `{{^if x}}` is
    /// `{{#unless x}}`, and the other way round.
    pub(super) fn inverted_block(&mut self, block: &ast::BlockStatement) -> Statement {
        let otherwise = block.otherwise.as_deref();
        let [branch, rest @ ..] = block.branches.as_slice() else { return Statement::nothing() };
        let conditions = [("if", true), ("unless", false)];
        if let Some((_, negated)) =
            conditions.into_iter().find(|(name, _)| branch.keyword() == Some(name))
        {
            let is_last = rest.is_empty() && otherwise.is_none();
            let condition = self.block_condition(branch, negated, is_last);
            self.reject_params(branch);
            let body = self.nodes(&branch.body);
            let branches = vec![ConditionalBranch { condition, negated, body }];
            return Statement::If { branches, otherwise: self.else_body(rest, otherwise) };
        }
        if !is_section(branch) {
            let error =
                Diagnostic::error(branch.span, "a block that begins with `^` holds a value");
            self.error(error.help(inverted_block_help(branch)));
            return Statement::nothing();
        }
        if let Some(param) = branch.params.first() {
            let message = "a block that begins with `^` has no block params";
            self.error(Diagnostic::error(param.span, message));
        }
        let value = self.printed_value(&branch.head.callee);
        let span = value.span;
        let condition =
            ResolvedExpression { kind: ExpressionKind::Required(Box::new(value)), span };
        let body = self.nodes(&branch.body);
        let branches = vec![ConditionalBranch { condition, negated: true, body }];
        Statement::If { branches, otherwise: self.else_body(rest, otherwise) }
    }
}

/// Returns the help for `{{^name x}}`.
fn inverted_block_help(branch: &ast::Branch) -> String {
    let name = branch.head.name().map_or("", |path| &path.text);
    match name {
        "" | "let" => "write `{{^value}}…{{/value}}`".to_owned(),
        "each" | "each-in" | "with" => {
            format!("write `{{{{#{name} …}}}}{{{{else}}}}…{{{{/{name}}}}}`")
        }
        _ if is_keyword(name) => format!("write `{{{{#unless ({name} …)}}}}…{{{{/unless}}}}`"),
        _ => format!(
            "write `{{{{#unless ({name} …)}}}}…{{{{/unless}}}}`, or, if `{name}` is a block helper, \
             `{{{{#{name} …}}}}{{{{else}}}}…{{{{/{name}}}}}`"
        ),
    }
}
