//! Components: `{{> Card title=x}}`, `{{#> Page}}…{{#slot "nav"}}…{{/slot}}…{{/Page}}`, and in a component `yield`,
//! `has-block` and `slots`. Content and fills are lexical: they see the scope in which they are written.

use super::{
    Resolver, block_helpers::body_frame, blocks::duplicate_param_errors,
    calls::too_many_arguments_error, scope::scope_params,
};
use crate::{
    limits::MAX_ARGUMENTS,
    options::DeclaredSlot,
    parse::ast::{self, Call, Expression, LiteralValue, Name, Node, PartialStatement},
    resolve::resolved::{
        ComponentCall, ConditionalBranch, ExpressionKind, Fill, HelperUse, NamedValue,
        ResolvedExpression, Statement, YieldedFill,
    },
    source::{Diagnostic, Span},
};
use template_bytecode::{Escape, MAX_BLOCK_ARGS, MAX_FILLS, diagnostics::nearest_name};

/// The name by which a fill with block params may name the content.
const CONTENT: &str = "content";

/// The name of the argument of a fill that decides whether it exists.
const CONDITION: &str = "if";

impl Resolver<'_> {
    /// Resolves the call of a component.
    pub(super) fn component(&mut self, call: &PartialStatement, name: &Name) -> Statement {
        if self.scope.is_full() {
            self.error(Diagnostic::error(call.span, "blocks are nested too deeply"));
            return Statement::empty();
        }
        if let Some(error) = too_many_arguments_error(&call.positional, &call.named, call.span) {
            self.error(error);
            return Statement::empty();
        }
        let (path, span) = (name.text.clone(), name.span);
        let component = self.callee_index(HelperUse { path, span, is_component: true });
        // Which fields the component inherits is not known here.
        self.reads.inherited = true;
        let context = call.positional.first().map(|context| self.expression(context));
        let named = self.named_values(&call.named);
        let var = self.scope.next_variable();
        if !self.enter_call(call.span) {
            return Statement::empty();
        }
        let fills = self.fills(call);
        self.call_depth -= 1;
        let count = 1 + 2 * fills.len() + named.len();
        if !fills.is_empty() && count > usize::from(MAX_BLOCK_ARGS) {
            let message = "this call has too many arguments and fills";
            self.error(Diagnostic::error(call.span, message));
        }
        let span = call.span;
        Statement::ComponentCall(ComponentCall { component, context, named, fills, var, span })
    }

    /// Resolves the content of a call, its `{{#slot}}` blocks, and its `else` block.
    fn fills(&mut self, call: &PartialStatement) -> Vec<Fill> {
        let Some(block) = &call.block else { return Vec::new() };
        let mut fills = Vec::new();
        let mut content = Vec::new();
        let mut removes_line = false;
        for (at, node) in block.iter().enumerate() {
            match slot_branch(node) {
                Some((branch, is_alone)) => {
                    removes_line = is_alone_on_line(content.last(), block.get(at + 1));
                    if removes_line {
                        trim_end_of_line(content.last_mut());
                    }
                    if !is_alone {
                        let error = Diagnostic::error(branch.span, "`slot` has no `else`");
                        let help = "the component defines the default content of a slot: `{{#yield to=\"name\"}}…{{/yield}}`";
                        self.errors.push(error.help(help));
                    }
                    fills.extend(self.slot_fill(branch));
                }
                None => {
                    let mut node = node.clone();
                    if removes_line && let Node::Text(text) = &mut node {
                        text.content = after_line(&text.content).to_owned();
                    }
                    removes_line = false;
                    content.push(node);
                }
            }
        }
        let mut contents = fills.iter().filter(|fill| fill.name.text.is_empty());
        let (named, second) = (contents.next().map(|fill| fill.span), contents.next());
        if let (Some(first), Some(second)) = (named, second) {
            let error = Diagnostic::error(second.span, "the content is specified more than once");
            self.errors.push(error.related(first, "also specified here"));
        }
        let has_content = content.iter().any(prints);
        match (has_content, named) {
            (true, Some(fill)) => {
                let error = Diagnostic::error(call.span, "the content is specified more than once");
                let help = "everything in the call except `{{#slot}}` blocks is its content";
                self.errors.push(error.related(fill, "also specified here").help(help));
            }
            (true, None) => {
                let name = Name { text: String::new(), span: call.span };
                fills.push(self.fill(name, Vec::new(), None, &call.params, &content, call.span));
            }
            (false, _) => {
                for param in &call.params {
                    let error =
                        Diagnostic::error(param.span, "there is no content for this block param");
                    self.errors.push(error.help("remove the block params, or write the content"));
                }
            }
        }
        if let Some((span, otherwise)) = &call.otherwise {
            let name = Name { text: "else".to_owned(), span: *span };
            fills.push(self.fill(name, Vec::new(), None, &[], otherwise, *span));
        }
        if fills.len() > usize::from(MAX_FILLS) {
            let message = format!("a call has at most {MAX_FILLS} fills");
            self.error(Diagnostic::error(call.span, message));
            fills.truncate(usize::from(MAX_FILLS));
        }
        fills
    }

    /// Resolves `{{#slot "name" attribute=value if=condition as |…|}}…{{/slot}}`.
    fn slot_fill(&mut self, branch: &ast::Branch) -> Option<Fill> {
        let head = &branch.head;
        let Some(name) = single_text(&head.positional) else {
            let message = "`slot` expects the name of a slot, in quotes";
            let error = Diagnostic::error(head.span, message);
            self.errors.push(error.help("write `{{#slot \"name\"}}…{{/slot}}`"));
            return None;
        };
        if let Some(error) = too_many_arguments_error(&head.positional, &head.named, head.span) {
            self.errors.push(error);
            return None;
        }
        let mut named = self.named_values(&head.named);
        let condition = named.iter().position(|(name, _)| name.text == CONDITION);
        let condition = condition.map(|at| named.remove(at).1);
        let name = match name.text.as_str() {
            CONTENT => {
                for (attribute, _) in &named {
                    let message = format!("the content has no attribute `{}`", attribute.text);
                    let help = "declare a slot with attributes: `#[slots(name(attribute))]`";
                    self.errors.push(Diagnostic::error(attribute.span, message).help(help));
                }
                Name { text: String::new(), ..name }
            }
            _ => name,
        };
        Some(self.fill(name, named, condition, &branch.params, &branch.body, branch.span))
    }

    /// Resolves the body of a fill.
    fn fill(
        &mut self,
        name: Name,
        attributes: Vec<NamedValue>,
        condition: Option<ResolvedExpression>,
        params: &[Name],
        body: &[Node],
        span: Span,
    ) -> Fill {
        self.errors.extend(duplicate_param_errors(params));
        if let Some(param) = params.get(MAX_ARGUMENTS) {
            let message = format!("a fill has at most {MAX_ARGUMENTS} block params");
            self.error(Diagnostic::error(param.span, message));
        }
        let var = self.scope.next_variable();
        let kinds = (var + 1..=u16::MAX).map(ExpressionKind::Variable);
        self.scope.enter(body_frame(scope_params(params, kinds)));
        let body = self.body(body);
        self.leave_block();
        let condition = condition.or_else(|| forwarded(&body));
        let params = params.len().min(MAX_ARGUMENTS) as u8;
        Fill { name, attributes, condition, params, body, span }
    }

    /// Resolves a mustache that is a statement of a component: `{{yield …}}` or `{{attributes …}}`.
    pub(super) fn component_statement(
        &mut self,
        expression: &Expression,
        span: Span,
    ) -> Option<Statement> {
        self.slots?;
        if let Some(call) = self.yield_call(expression) {
            return Some(self.yield_statement(&call, span));
        }
        let Expression::Call(call) = expression else { return None };
        let Expression::Path(path) = &call.callee else { return None };
        let is_keyword = path.plain() == Some("attributes") && !self.scope.has_param("attributes");
        is_keyword.then(|| self.attributes_statement(call, span))
    }

    /// Resolves `{{flush}}`.
    pub(super) fn flush_statement(&self, expression: &Expression, span: Span) -> Option<Statement> {
        let Expression::Path(path) = expression else { return None };
        let is_keyword =
            self.flush && path.plain() == Some("flush") && !self.scope.has_param("flush");
        is_keyword.then_some(Statement::Flush { span })
    }

    /// Resolves `{{attributes rest name=value …}}`.
    fn attributes_statement(&mut self, call: &Call, span: Span) -> Statement {
        let [rest] = call.positional.as_slice() else {
            let message = "`attributes` expects the rest of a call, and accepts only named arguments after it";
            let error = Diagnostic::error(call.span, message);
            self.errors.push(error.help("write `{{attributes rest name=value}}`"));
            return Statement::empty();
        };
        if let Some(error) = too_many_arguments_error(&call.positional, &call.named, call.span) {
            self.errors.push(error);
            return Statement::empty();
        }
        let own = self.named_values(&call.named);
        Statement::Attributes { rest: self.expression(rest), own, urls: Escape::Url, span }
    }

    /// Returns the call in a mustache `{{yield …}}`.
    fn yield_call(&self, expression: &Expression) -> Option<Call> {
        let is_yield =
            |path: &ast::Path| path.plain() == Some("yield") && !self.scope.has_param("yield");
        match expression {
            Expression::Path(path) if is_yield(path) => Some(Call {
                callee: expression.clone(),
                positional: Vec::new(),
                named: Vec::new(),
                span: path.span,
            }),
            Expression::Call(call) => match &call.callee {
                Expression::Path(path) if is_yield(path) => Some((**call).clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// Resolves `{{yield value … to="name"}}`.
    fn yield_statement(&mut self, call: &Call, span: Span) -> Statement {
        let mut fill = YieldedFill::Slot(0);
        for argument in &call.named {
            match (argument.name.text.as_str(), &argument.value) {
                ("to", Expression::Literal(literal)) => match &literal.value {
                    LiteralValue::Text(name) => {
                        let name = Name { text: name.clone(), span: literal.span };
                        fill = YieldedFill::Slot(self.slot_number(&name));
                    }
                    _ => {
                        let error = Diagnostic::error(literal.span, "this literal is not a slot");
                        let help = "write `to=\"name\"`, or an item of `(slots \"name\")`";
                        self.errors.push(error.help(help));
                    }
                },
                ("to", value) => fill = YieldedFill::Value(self.expression(value)),
                (name, _) => {
                    let message = format!("`yield` has no argument called `{name}`");
                    self.errors.push(
                        Diagnostic::error(argument.name.span, message).help(
                            "its only named argument is `to`: values are positional arguments",
                        ),
                    );
                }
            }
        }
        if let Some(error) = too_many_arguments_error(&call.positional, &call.named, call.span) {
            self.errors.push(error);
            return Statement::empty();
        }
        let values = self.expressions(&call.positional);
        Statement::Yield { fill, values, span }
    }

    /// Resolves `{{#yield to="name"}}fallback{{/yield}}`.
    pub(super) fn yield_block(
        &mut self,
        branch: &ast::Branch,
        rest: &[ast::Branch],
        otherwise: Option<&[Node]>,
    ) -> Statement {
        self.reject_params(branch);
        if otherwise.is_some() || !rest.is_empty() {
            let error = Diagnostic::error(branch.span, "`yield` has no `else`");
            self.errors.push(error.help("its block is printed where the slot has no fill"));
        }
        let printed = self.yield_statement(&branch.head, branch.span);
        let fallback = self.body(&branch.body);
        let Statement::Yield { fill: YieldedFill::Slot(slot), .. } = printed else {
            if matches!(printed, Statement::Yield { .. }) {
                let message = "`yield` does not accept a block for an item of `slots`, which is always a fill";
                let error = Diagnostic::error(branch.span, message);
                self.errors.push(error.help("write `{{yield to=…}}`"));
            }
            return printed;
        };
        let condition =
            ResolvedExpression { kind: ExpressionKind::HasFill(slot), span: branch.span };
        let printed = ConditionalBranch { condition, negated: false, body: vec![printed] };
        Statement::If { branches: vec![printed], otherwise: fallback }
    }

    /// Returns the error for a path that names a keyword of components without calling it: `has-block`, `slots.length`.
    pub(super) fn component_name_error(&self, path: &ast::Path) -> Option<Diagnostic> {
        if path.at || path.up > 0 || path.this {
            return None;
        }
        let (head, rest) = path.segments.split_first()?;
        match (head.text.as_str(), rest) {
            ("has-block", []) if self.slots.is_some() => {
                let error =
                    Diagnostic::error(path.span, "`has-block` must be called in parentheses");
                Some(error.help("write `(has-block)`, or `(has-block \"name\")`"))
            }
            ("slots", [field, ..]) if self.slots.is_some_and(|slots| !slots.is_empty()) => {
                let name = &field.text;
                let message = "`slots` expects the name of a slot";
                let help = format!(
                    "write `(get (slots \"name\") \"{name}\")`, or `(has-block \"name\")`; for a field of the template, write `@{}`",
                    path.text
                );
                Some(Diagnostic::error(path.span, message).help(help))
            }
            ("has-block", []) if self.components => {
                let message = "`has-block` is allowed only in a component, but this template cannot be called";
                let help = "declare a struct: `template! { struct Layout { … } \"…\" }`";
                Some(Diagnostic::error(path.span, message).help(help))
            }
            _ => None,
        }
    }

    /// Resolves `(has-block "name")` or `(slots "name")`.
    pub(super) fn slot_keyword(&mut self, keyword: &str, call: &Call) -> ExpressionKind {
        self.reject_named_arguments(call, keyword);
        let slot = match call.positional.as_slice() {
            [] if keyword == "has-block" => 0,
            positional => match single_text(positional) {
                Some(name) if name.text == CONTENT => 0,
                Some(name) => self.slot_number(&name),
                None => {
                    let message = format!("`{keyword}` expects the name of a slot, in quotes");
                    let error = Diagnostic::error(call.span, message);
                    self.errors.push(error.help(format!("write `({keyword} \"name\")`")));
                    0
                }
            },
        };
        if keyword == "slots" { ExpressionKind::Fills(slot) } else { ExpressionKind::HasFill(slot) }
    }

    /// Reports a name that is looked up in a fill and is none of its attributes.
    pub(super) fn check_attribute_of_fill(
        &mut self,
        value: &ExpressionKind,
        name: Option<&Name>,
        path: &ast::Path,
    ) {
        let (ExpressionKind::Variable(variable), Some(name)) = (value, name) else { return };
        let item = self.fill_items.iter().rev().find(|(item, _)| item == variable);
        let slots = self.slots.unwrap_or_default();
        let slot = item.and_then(|(_, slot)| slots.get(usize::from(*slot).checked_sub(1)?));
        let Some(DeclaredSlot { name: slot, attributes, .. }) = slot else { return };
        if attributes.contains(&name.text) {
            return;
        }
        let names: Vec<&str> = attributes.iter().map(String::as_str).collect();
        let message = format!("the fills of the slot `{slot}` have no attribute `{}`", name.text);
        let help = match nearest_name(&name.text, &names) {
            Some(near) => format!("did you mean `{near}`?"),
            None if path.plain().is_some() => {
                format!("for a field of the template, write `@{}`", name.text)
            }
            None => {
                let others = if names.is_empty() { "" } else { "…, " };
                format!("declare it in `#[slots(…)]`: `{slot}*({others}{}?)`", name.text)
            }
        };
        self.errors.push(Diagnostic::error(name.span, message).help(help));
    }

    /// Returns the number of a slot that the template declares, or reports that it does not.
    fn slot_number(&mut self, name: &Name) -> u8 {
        if name.text == CONTENT {
            return 0;
        }
        let slots = self.slots.unwrap_or_default();
        if let Some(at) = slots.iter().position(|slot| slot.name == name.text) {
            self.named_slots.insert(at);
            return u8::try_from(at + 1).unwrap_or(u8::MAX);
        }
        let names: Vec<&str> = slots.iter().map(|slot| slot.name.as_str()).collect();
        let message = format!("the slot `{}` is not declared", name.text);
        let help = match nearest_name(&name.text, &names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write `#[slots({})]` before the struct", declared(&names, &name.text)),
        };
        self.errors.push(Diagnostic::error(name.span, message).help(help));
        0
    }
}

/// Returns the names in `#[slots(…)]` with one more.
fn declared(names: &[&str], name: &str) -> String {
    let mut all = names.to_vec();
    all.push(name);
    all.join(", ")
}

/// Returns `true` if a fill that is written on one line is alone there: then its line is not part of the content. (Tags of
/// fills of several lines are alone on theirs, which the parser has removed.)
fn is_alone_on_line(before: Option<&Node>, after: Option<&Node>) -> bool {
    let begins_line = match before {
        Some(Node::Text(text)) => {
            let blank = text.content.trim_end_matches([' ', '\t']);
            blank.is_empty() || blank.ends_with('\n')
        }
        _ => false,
    };
    let ends_line = match after {
        Some(Node::Text(text)) => {
            text.content.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
        }
        _ => false,
    };
    begins_line && ends_line
}

/// Removes blanks after the last line break.
fn trim_end_of_line(node: Option<&mut Node>) {
    if let Some(Node::Text(text)) = node {
        let len = text.content.trim_end_matches([' ', '\t']).len();
        text.content.truncate(len);
    }
}

/// Returns the text after its first line break.
fn after_line(text: &str) -> &str {
    text.split_once('\n').map_or(text, |(_, rest)| rest)
}

/// Returns the branch of `{{#slot …}}`, and whether it has no `else`.
fn slot_branch(node: &Node) -> Option<(&ast::Branch, bool)> {
    let Node::Block(block) = node else { return None };
    let [branch, rest @ ..] = block.branches.as_slice() else { return None };
    let is_slot = !block.inverted && branch.keyword() == Some("slot");
    is_slot.then_some((branch, rest.is_empty() && block.otherwise.is_none()))
}

/// Returns `true` if a node is more than white space: content of white space is none.
fn prints(node: &Node) -> bool {
    match node {
        Node::Text(text) => !text.content.trim().is_empty(),
        Node::Inline(_) => false,
        _ => true,
    }
}

/// Returns the condition of a fill that forwards a slot, `{{yield to="name"}}` alone: it exists if that slot has a
/// fill.
fn forwarded(body: &[Statement]) -> Option<ResolvedExpression> {
    let mut condition = None;
    for statement in body {
        match statement {
            Statement::Text { content, .. } if content.trim().is_empty() => {}
            Statement::Yield { fill: YieldedFill::Slot(slot), span, .. } if condition.is_none() => {
                let kind = ExpressionKind::HasFill(*slot);
                condition = Some(ResolvedExpression { kind, span: *span });
            }
            _ => return None,
        }
    }
    condition
}

/// Returns the only argument, if it is text.
fn single_text(arguments: &[Expression]) -> Option<Name> {
    match arguments {
        [Expression::Literal(literal)] => match &literal.value {
            LiteralValue::Text(text) => Some(Name { text: text.clone(), span: literal.span }),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the error for a `{{#slot}}` that is not in the call of a component.
pub(super) fn misplaced_fill_error(branch: &ast::Branch) -> Diagnostic {
    let message = "`slot` is allowed only directly in the call of a component";
    Diagnostic::error(branch.span, message)
        .help("write it directly in `{{#> Name}}…{{/Name}}`; a component prints its slot with `{{yield to=\"name\"}}`")
}
