//! Blocks of the language: `if`, `unless`, `each`, `each-in`, `with`, `let`, sections, and `else` chains. Blocks that
//! define parts of a template are in separate modules.

use super::{
    Resolver,
    components::misplaced_fill_error,
    partials::is_partial_block,
    scope::{Frame, LetBindings, Loop, scope_params},
};
use crate::{
    limits::MAX_ARGUMENTS,
    parse::{
        ast,
        names::{is_condition, is_keyword},
    },
    resolve::resolved::{ConditionalBranch, ExpressionKind, ResolvedExpression, Statement},
    source::{Diagnostic, Span},
};
use std::collections::HashMap;
use template_bytecode::EACH_VARIABLES;

impl Resolver<'_> {
    /// Resolves a block of any kind.
    pub(super) fn block(&mut self, block: &ast::BlockStatement) -> Statement {
        if block.inverted {
            return self.inverted_block(block);
        }
        self.chain(&block.branches, block.otherwise.as_deref())
    }

    /// Resolves a branch and those that follow it. Adjacent conditions become one statement; any other
    /// branch has the branches after it as its `else` block.
    fn chain(&mut self, branches: &[ast::Branch], otherwise: Option<&[ast::Node]>) -> Statement {
        let mut conditions = Vec::new();
        for (i, branch) in branches.iter().enumerate() {
            let rest = &branches[i + 1..];
            // It is known whether a block is passed, so that the other branch may print it.
            if let Some(is_printed) = self.partial_block_condition(branch) {
                if !is_printed {
                    continue;
                }
                let body = self.body(&branch.body);
                return Statement::If { branches: conditions, otherwise: body };
            }
            let Some(negated) = self.negation(branch) else {
                let statement = self.unconditional_branch(branch, rest, otherwise);
                if conditions.is_empty() {
                    return statement;
                }
                return Statement::If { branches: conditions, otherwise: vec![statement] };
            };
            let is_last = rest.is_empty() && otherwise.is_none();
            let condition = self.block_condition(branch, negated, is_last);
            self.reject_params(branch);
            let body = self.body(&branch.body);
            conditions.push(ConditionalBranch { condition, negated, body });
        }
        let otherwise = self.body(otherwise.unwrap_or_default());
        Statement::If { branches: conditions, otherwise }
    }

    /// Returns whether a branch is printed, if it is `if @partial-block` or `unless @partial-block`.
    fn partial_block_condition(&self, branch: &ast::Branch) -> Option<bool> {
        let negated = match branch.keyword()? {
            "if" => false,
            "unless" => true,
            _ => return None,
        };
        match branch.head.positional.as_slice() {
            [ast::Expression::Path(path)] if is_partial_block(path) => {
                match self.partial_scope.block {
                    // The call decides.
                    None if self.called.is_inside => None,
                    block => Some(block.is_some() != negated),
                }
            }
            _ => None,
        }
    }

    /// Returns the keyword that an opening tag begins with, unless a helper replaces it.
    fn block_keyword<'b>(&self, branch: &'b ast::Branch) -> Option<&'b str> {
        branch.keyword().filter(|name| !self.replaces_keyword(name, true))
    }

    /// Returns whether the body of a branch is rendered if its condition is false; none if it is not a
    /// condition.
    fn negation(&self, branch: &ast::Branch) -> Option<bool> {
        match self.block_keyword(branch)? {
            "if" => Some(false),
            "unless" => Some(true),
            name => (is_condition(name) && !branch.head.is_bare()).then_some(false),
        }
    }

    /// Reports the block params of a condition.
    pub(super) fn reject_params(&mut self, branch: &ast::Branch) {
        for param in &branch.params {
            let name = branch.keyword().unwrap_or_default();
            self.error(Diagnostic::error(
                param.span,
                format!("`{name}` does not accept block params"),
            ));
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
            return Statement::empty();
        }
        match self.block_keyword(branch) {
            Some("yield") if self.slots.is_some() => self.yield_block(branch, rest, otherwise),
            Some("slot") if self.components => {
                self.error(misplaced_fill_error(branch));
                Statement::empty()
            }
            Some(name @ ("each" | "each-in")) => {
                self.check_each_arguments(branch);
                let list = self.single_argument(branch, "a list");
                self.warn_about_empty_list(&list, name);
                self.check_params(branch, 2);
                if let ExpressionKind::Fills(fills) = list.kind {
                    self.fill_items.push((self.scope.next_loop().var + 1, fills));
                }
                let (Loop { loop_id, var }, body) =
                    self.loop_body(branch, name == "each-in", false);
                if let ExpressionKind::Fills(_) = list.kind {
                    self.fill_items.pop();
                }
                Statement::Each {
                    list,
                    loop_id,
                    var,
                    body,
                    otherwise: self.else_body(rest, otherwise),
                }
            }
            Some("with") => {
                let value = self.single_argument(branch, "a value");
                self.check_params(branch, 1);
                let var = self.scope.next_variable();
                self.scope.enter(Frame {
                    context: Some(var),
                    params: scope_params(&branch.params, [ExpressionKind::Variable(var)]),
                    variables: 1,
                    ..Frame::default()
                });
                let body = self.body(&branch.body);
                self.leave_block();
                Statement::With { value, var, body, otherwise: self.else_body(rest, otherwise) }
            }
            Some("let") => self.let_block(branch, rest, otherwise),
            Some("fragment") => self.fragment(branch, rest, otherwise),
            _ if is_section(branch) && !self.is_block_call(branch) => {
                self.section(branch, rest, otherwise)
            }
            _ => self.block_helper(branch, rest, otherwise),
        }
    }

    /// Resolves the body of a loop, whose context is the item. The block params are the item and its
    /// key, or with `key_first` the key and the item. `keeps_root` is passed to the frame.
    pub(super) fn loop_body(
        &mut self,
        branch: &ast::Branch,
        key_first: bool,
        keeps_root: bool,
    ) -> (Loop, Vec<Statement>) {
        let current @ Loop { loop_id, var } = self.scope.next_loop();
        let mut kinds = [ExpressionKind::Variable(var + 1), ExpressionKind::Key { loop_id, var }];
        if key_first {
            kinds.reverse();
        }
        self.scope.enter(Frame {
            context: Some(var + 1),
            iteration: Some(current),
            params: scope_params(&branch.params, kinds),
            variables: EACH_VARIABLES,
            keeps_root,
            ..Frame::default()
        });
        let body = self.body(&branch.body);
        self.leave_block();
        (current, body)
    }

    /// Resolves a `let`.
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
            let value = self.source.text_of(argument.value.span());
            let help = format!("write `{{{{#let {value} as |{}|}}}}`", name.text);
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
            return Statement::empty();
        }
        if !rest.is_empty() || otherwise.is_some_and(|body| !body.is_empty()) {
            self.error(Diagnostic::error(span, "`let` has no `else`: its body is always printed"));
        }
        let var = self.scope.next_variable();
        let mut bindings = LetBindings::new(var);
        let kinds: Vec<ExpressionKind> =
            head.positional.iter().map(|value| bindings.bind(self.expression(value))).collect();
        let values = bindings.values;
        if values.len() > MAX_ARGUMENTS {
            let message = format!("a `let` has at most {MAX_ARGUMENTS} values");
            let help = "the arguments that `helper` and `fn` bind count as values";
            self.error(Diagnostic::error(span, message).help(help));
            return Statement::empty();
        }
        self.scope.enter(Frame {
            params: scope_params(&branch.params, kinds),
            is_let: true,
            variables: values.len() as u16,
            ..Frame::default()
        });
        let body = self.body(&branch.body);
        self.leave_block();
        Statement::Let { values, var, body, span }
    }

    /// Resolves the alternative of a body: the next branches, or the `else` block.
    pub(super) fn else_body(
        &mut self,
        rest: &[ast::Branch],
        otherwise: Option<&[ast::Node]>,
    ) -> Vec<Statement> {
        if rest.is_empty() {
            self.body(otherwise.unwrap_or_default())
        } else {
            vec![self.chain(rest, otherwise)]
        }
    }

    /// Resolves the condition of `if`, `eq` and others or, if `negated`, of `unless`. `is_last` means that no
    /// `else` follows.
    pub(super) fn block_condition(
        &mut self,
        branch: &ast::Branch,
        negated: bool,
        is_last: bool,
    ) -> ResolvedExpression {
        let name = branch.keyword().unwrap_or_default();
        let outcome = |truth| match (truth != negated, is_last) {
            (true, true) => format!("its body is always printed, as if there were no `{name}`"),
            (true, false) => "what follows `else` is never printed".to_owned(),
            (false, _) => format!("the body of `{name}` is never printed"),
        };
        if is_condition(name) {
            let warnings = self.warnings.len();
            let condition = self.call(&branch.head);
            self.warn_about_constant_condition(&condition, warnings, outcome);
            return condition;
        }
        let [condition] = branch.head.positional.as_slice() else {
            return self.single_argument(branch, "a condition");
        };
        self.condition(&branch.head, condition, outcome)
    }

    /// Rejects named arguments other than `key`. Glimmer identifies items by it when a list changes; a
    /// rendered list does not change, so it is ignored.
    fn check_each_arguments(&mut self, branch: &ast::Branch) {
        for argument in branch.head.named.iter().filter(|argument| argument.name.text != "key") {
            let (each, name) = (branch.keyword().unwrap_or_default(), &argument.name);
            let message = format!("`{each}` has no argument called `{}`", name.text);
            self.error(Diagnostic::error(name.span, message));
        }
    }

    /// Resolves the only argument of a block. `noun` describes it in messages.
    fn single_argument(&mut self, branch: &ast::Branch, noun: &str) -> ResolvedExpression {
        let head = &branch.head;
        let name = branch.keyword().unwrap_or_default();
        if !matches!(name, "each" | "each-in" | "if" | "unless") {
            self.reject_named_arguments(head, name);
        }
        match head.positional.as_slice() {
            [argument] => self.keyword_operand(argument),
            [] => {
                let error = Diagnostic::error(branch.span, format!("`{name}` needs {noun}"));
                let error = match (name, head.named.as_slice()) {
                    ("if" | "unless", [argument]) => {
                        let (a, b) =
                            (&argument.name.text, self.source.text_of(argument.value.span()));
                        error.help(format!("write `(eq {a} {b})`"))
                    }
                    _ => error,
                };
                self.error(error)
            }
            words @ [_, second, ..] => {
                let error =
                    Diagnostic::error(second.span(), format!("`{name}` accepts only {noun}"));
                let help = self.single_value_help(words, matches!(name, "each" | "each-in"));
                self.error(error.help(help))
            }
        }
    }

    /// Reports block params beyond the first `max`, and duplicate names.
    pub(super) fn check_params(&mut self, branch: &ast::Branch, max: usize) {
        self.errors.extend(duplicate_param_errors(&branch.params));
        if let Some(param) = branch.params.get(max) {
            let name = branch.keyword().unwrap_or_default();
            let params = if max == 1 { "block param" } else { "block params" };
            self.error(Diagnostic::error(
                param.span,
                format!("`{name}` has at most {max} {params}"),
            ));
        }
    }
}

/// Returns an error for each block param with the name of an earlier one. `_` may be repeated.
pub(super) fn duplicate_param_errors(params: &[ast::Name]) -> Vec<Diagnostic> {
    let mut firsts: HashMap<&str, Span> = HashMap::with_capacity(params.len());
    let errors = params.iter().filter(|param| param.text != "_").filter_map(|param| {
        let first = *firsts.entry(&param.text).or_insert(param.span);
        (first != param.span).then(|| {
            let message = format!("duplicate block param `{}`", param.text);
            Diagnostic::error(param.span, message).related(first, "first declared here")
        })
    });
    errors.collect()
}

/// Returns a count with its noun: "1 value", "2 values".
fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// Returns `true` if a tag holds only a value, as that of a Mustache section does.
pub(super) fn is_section(branch: &ast::Branch) -> bool {
    let head = &branch.head;
    let is_value = match &head.callee {
        ast::Expression::Path(path) => !path.is_of_rust(),
        _ => false,
    };
    is_value && head.positional.is_empty() && head.named.is_empty()
}

/// Sections: `{{#name}}…{{else}}…{{/name}}` and `{{^name}}…{{/name}}`, as in Mustache.
impl Resolver<'_> {
    /// Resolves `{{#name}}`. Whether it iterates or changes the context depends on the value's type.
    pub(super) fn section(
        &mut self,
        branch: &ast::Branch,
        rest: &[ast::Branch],
        otherwise: Option<&[ast::Node]>,
    ) -> Statement {
        let value = self.printed_value(&branch.head.callee);
        self.check_params(branch, 2);
        let context = self.context_in_fragment();
        let keeps_root = self.scope.may_be_root(context);
        let (Loop { loop_id, var }, body) = self.loop_body(branch, false, keeps_root);
        let otherwise = self.else_body(rest, otherwise);
        Statement::Section { value, context, loop_id, var, body, otherwise }
    }

    /// Resolves `{{^name}}`: its body is rendered if the value is false; with an `else`, which is then that of a section.
    /// `{{^if x}}` is `{{#unless x}}`, `{{^unless x}}` is `{{#if x}}`, and `{{^eq x y}}` is
    /// `{{#unless (eq x y)}}`.
    pub(super) fn inverted_block(&mut self, block: &ast::BlockStatement) -> Statement {
        let otherwise = block.otherwise.as_deref();
        let [branch, rest @ ..] = block.branches.as_slice() else { return Statement::empty() };
        if let Some(negated) = self.negation(branch).map(|negated| !negated) {
            let is_last = rest.is_empty() && otherwise.is_none();
            let condition = self.block_condition(branch, negated, is_last);
            self.reject_params(branch);
            let body = self.body(&branch.body);
            let branches = vec![ConditionalBranch { condition, negated, body }];
            return Statement::If { branches, otherwise: self.else_body(rest, otherwise) };
        }
        if !is_section(branch) {
            let error =
                Diagnostic::error(branch.span, "the tag of a block with `^` accepts only a value");
            self.error(error.help(inverted_block_help(branch)));
            return Statement::empty();
        }
        if let Some(param) = branch.params.first() {
            let message = "a block with `^` does not accept block params";
            self.error(Diagnostic::error(param.span, message));
        }
        if let ([], Some(body)) = (rest, otherwise) {
            // As in Handlebars, this is `{{#name}}` with the bodies swapped: it loops over a list, and changes the context.
            let section = ast::Branch { body: body.to_vec(), ..branch.clone() };
            return self.section(&section, &[], Some(&branch.body));
        }
        let value = self.printed_value(&branch.head.callee);
        let span = value.span;
        let condition =
            ResolvedExpression { kind: ExpressionKind::Required(Box::new(value)), span };
        let body = self.body(&branch.body);
        let branches = vec![ConditionalBranch { condition, negated: true, body }];
        Statement::If { branches, otherwise: self.else_body(rest, otherwise) }
    }
}

/// Returns the help for `{{^name x}}`.
fn inverted_block_help(branch: &ast::Branch) -> String {
    let name = branch.head.name().map_or("", |path| &path.text);
    match name {
        "" | "let" | "fragment" => "write `{{^value}}…{{/value}}`".to_owned(),
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
