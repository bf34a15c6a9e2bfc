//! Calls: callees and arguments, the keywords `helper` and `fn`, and calls without parentheses.

use super::{
    Resolver,
    fragments::{OuterRead, ReadOf},
};
use crate::{
    limits::MAX_ARGUMENTS,
    notations::word_help,
    options::KnownHelper,
    parse::{
        ast::{self, Call, LiteralValue, Path},
        names::{is_keyword, is_path_of_rust},
    },
    resolve::resolved::{ExpressionKind, NamedValue, ResolvedExpression},
    source::{Diagnostic, Span},
};
use std::collections::HashMap;
use template_bytecode::{CONTEXT, diagnostics::nearest_name};

impl<'o> Resolver<'o> {
    /// Returns the known helper that the template calls, if there is a list of known helpers.
    pub(super) fn known_helper(&self, helper: u16) -> Option<&'o KnownHelper> {
        self.known.get(&self.helpers.get(usize::from(helper))?.path)
    }
}

impl Resolver<'_> {
    /// Resolves a call: of a keyword, of a function, or of a value.
    pub(super) fn call(&mut self, call: &Call) -> ResolvedExpression {
        if let Some(error) = too_many_arguments_error(&call.positional, &call.named, call.span) {
            return self.error(error);
        }
        let callee = match called_path(call) {
            Some(path) => {
                let name = path.plain().filter(|name| !self.replaces_keyword(name, false));
                if let Some(value) = name.and_then(|name| self.keyword(name, path, call)) {
                    return value;
                }
                if let Some(error) = self.infix_error(call).or_else(|| self.statement_error(call)) {
                    return self.error(error);
                }
                self.callee_of(path, call.span)
            }
            None => self.expression(&call.callee),
        };
        let help = if call.is_bare() {
            "remove the parentheses around it"
        } else {
            "write the name of a helper before it"
        };
        if let Some(error) = not_callable_error(&callee) {
            return self.error(error.help(help));
        }
        let positional = self.expressions(&call.positional);
        let named = self.named_arguments(call);
        self.apply(callee, positional, named, call.span)
    }

    /// Resolves a path used as a callee: a plain name is a block param, a closure or else a function;
    /// a Rust path is a function; any other path is a value.
    pub(super) fn callee(&mut self, path: &Path) -> ResolvedExpression {
        self.callee_of(path, path.span)
    }

    /// Resolves a path used as the callee of the call at `call`.
    fn callee_of(&mut self, path: &Path, call: Span) -> ResolvedExpression {
        let span = path.span;
        let Some(name) = path.plain() else { return self.path(path) };
        if let Some(kind) = self.scope.param(name) {
            let read = OuterRead::new(ReadOf::Name, path);
            if let Some(error) = self.outer_read_error(&kind, &read, span) {
                return self.error(error);
            }
            self.record_param_read(&kind, None);
            return ResolvedExpression { kind, span };
        }
        if self.is_closure(name) {
            return self.context_path(self.scope.root(), &path.segments, path);
        }
        if let Some(error) = self.component_name_error(path) {
            return self.error(error);
        }
        if self.known.may_exist(name) {
            let helper = self.helper_index(path.text.clone(), span);
            return ResolvedExpression { kind: ExpressionKind::Helper { helper }, span };
        }
        if self.implicit_calls && !path.is_of_rust() {
            let field = self.path(path);
            return ResolvedExpression { kind: ExpressionKind::Callee(Box::new(field)), span };
        }
        let statement = self.source.text_of(call);
        self.error(self.known.unknown_helper_error(path, statement, false))
    }

    /// Returns `true` if a closure, a function or a known helper replaces the keyword with the same name in a call, or, with a
    /// block, in an opening tag.
    pub(super) fn replaces_keyword(&self, name: &str, with_block: bool) -> bool {
        self.is_closure(name)
            || self.is_function(name)
            || self.known.get(name).is_some_and(|helper| {
                if with_block { helper.takes_block } else { !helper.needs_block }
            })
    }

    /// Returns `true` if `name` is a closure of the template's own data.
    pub(super) fn is_closure(&self, name: &str) -> bool {
        self.closures.iter().any(|closure| closure == name)
    }

    /// Returns `true` if `name` is that of a function to which the macro call has bound it.
    pub(super) fn is_function(&self, name: &str) -> bool {
        self.functions.iter().any(|function| function == name)
    }

    /// Builds the call of `callee`. If it is a partial application, the bound arguments become
    /// arguments of the call.
    fn apply(
        &mut self,
        callee: ResolvedExpression,
        positional: Vec<ResolvedExpression>,
        named: Vec<NamedValue>,
        span: Span,
    ) -> ResolvedExpression {
        let (callee, positional, mut named) = merge_bound_arguments(callee, positional, named);
        if let ExpressionKind::Helper { helper } = callee.kind {
            named.extend(self.context_argument(helper, span));
        }
        if let Some(error) = too_many_arguments_error(&positional, &named, span) {
            return self.error(error);
        }
        let kind = match callee.kind {
            ExpressionKind::Helper { helper } if !self.is_value(helper) => {
                ExpressionKind::Call { helper, positional, named }
            }
            _ => ExpressionKind::CallValue { callee: Box::new(callee), positional, named },
        };
        ResolvedExpression { kind, span }
    }

    /// Returns the argument for the context, if a helper takes it.
    pub(super) fn context_argument(&mut self, helper: u16, span: Span) -> Option<NamedValue> {
        self.known_helper(helper).filter(|known| known.takes_context)?;
        let context = self.scope.context(0).unwrap_or_default();
        self.record_read(context, None);
        let kind = ExpressionKind::Variable(context);
        let name = ast::Name { text: CONTEXT.to_owned(), span };
        Some((name, ResolvedExpression { kind, span }))
    }

    /// Resolves the named arguments of a call, and reports duplicates.
    pub(super) fn named_arguments(&mut self, call: &Call) -> Vec<NamedValue> {
        self.named_values(&call.named)
    }

    /// Resolves named arguments, and reports duplicates.
    pub(super) fn named_values(&mut self, arguments: &[ast::NamedArgument]) -> Vec<NamedValue> {
        let mut named: Vec<NamedValue> = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let name = &argument.name;
            if let Some((first, _)) = named.iter().find(|(first, _)| first.text == name.text) {
                self.errors.push(
                    Diagnostic::error(
                        name.span,
                        format!("`{}` is specified more than once", name.text),
                    )
                    .related(first.span, "first specified here"),
                );
            }
            let value = self.expression(&argument.value);
            named.push((name.clone(), value));
        }
        named
    }

    /// Reports the first named argument of a keyword that has none.
    pub(super) fn reject_named_arguments(&mut self, call: &Call, keyword: &str) {
        if let Some(argument) = call.named.first() {
            let name = &argument.name;
            self.errors.push(Diagnostic::error(
                name.span,
                format!("`{keyword}` has no argument called `{}`", name.text),
            ));
        }
    }
}

/// Returns the path that is called, if the callee is one. Parentheses around a callee have no meaning
/// if arguments follow them.
fn called_path(call: &Call) -> Option<&Path> {
    match &call.callee {
        ast::Expression::Call(_) if call.is_bare() => None,
        _ => call.name(),
    }
}

/// Returns the error for calling an expression that cannot be a helper.
pub(super) fn not_callable_error(callee: &ResolvedExpression) -> Option<Diagnostic> {
    let noun = match callee.kind {
        ExpressionKind::Index { .. } => "a number",
        ExpressionKind::Key { .. } => "the key of an item",
        ExpressionKind::Compare { .. }
        | ExpressionKind::Not(_)
        | ExpressionKind::First { .. }
        | ExpressionKind::Last { .. } => "a bool",
        ExpressionKind::Concat(_) => "text",
        ExpressionKind::Array(_) => "a list",
        ExpressionKind::Hash(_) => "a map",
        _ => return None,
    };
    Some(Diagnostic::error(callee.span, format!("{noun} cannot be called")))
}

/// Splits a partial application into its callee and all arguments, bound ones first. A named
/// argument of the call replaces the bound one with the same name.
pub(super) fn merge_bound_arguments(
    callee: ResolvedExpression,
    positional: Vec<ResolvedExpression>,
    named: Vec<NamedValue>,
) -> (ResolvedExpression, Vec<ResolvedExpression>, Vec<NamedValue>) {
    let (callee, mut all, mut all_named) = match callee.kind {
        ExpressionKind::PartialApplication { callee, positional, named } => {
            (*callee, positional, named)
        }
        kind => return (ResolvedExpression { kind, ..callee }, positional, named),
    };
    all.extend(positional);
    for (name, value) in named {
        match all_named.iter_mut().find(|(bound, _)| bound.text == name.text) {
            Some(bound) => *bound = (name, value),
            None => all_named.push((name, value)),
        }
    }
    (callee, all, all_named)
}

/// Returns the error for a call with more arguments than a call can have.
pub(super) fn too_many_arguments_error<A, B>(
    positional: &[A],
    named: &[B],
    span: Span,
) -> Option<Diagnostic> {
    let is_exceeded = positional.len() + named.len() > MAX_ARGUMENTS;
    is_exceeded
        .then(|| Diagnostic::error(span, format!("a call has at most {MAX_ARGUMENTS} arguments")))
}

impl Resolver<'_> {
    /// Resolves a partial application: `(helper callee 1 k=2)` or `(fn callee 1)`.
    pub(super) fn partial_application(&mut self, keyword: &str, call: &Call) -> ResolvedExpression {
        let [callee, bound @ ..] = call.positional.as_slice() else {
            let message = format!("`{keyword}` needs a helper as its first argument");
            let help = format!("write `({keyword} name)`, or `({keyword} name a b)`");
            return self.error(Diagnostic::error(call.span, message).help(help));
        };
        if let ("fn", Some(argument)) = (keyword, call.named.first()) {
            let error =
                Diagnostic::error(argument.name.span, "`fn` does not accept named arguments");
            let help = format!("use `helper`: `(helper … {}=…)`", argument.name.text);
            return self.error(error.help(help));
        }
        let callee = match callee {
            ast::Expression::Literal(literal) => return self.literal_callee(keyword, literal),
            ast::Expression::Path(path) => match path.plain() {
                Some(name) if is_keyword(name) && !self.replaces_keyword(name, false) => {
                    return self.keyword_as_value(name, path);
                }
                _ => self.callee(path),
            },
            ast::Expression::Call(_) => self.expression(callee),
        };
        if let Some(error) = not_callable_error(&callee) {
            return self.error(error.help("write the name of a helper before it"));
        }
        let positional = self.expressions(bound);
        let named = self.named_arguments(call);
        if positional.is_empty() && named.is_empty() {
            return callee;
        }
        let (callee, positional, named) = merge_bound_arguments(callee, positional, named);
        if let Some(error) = too_many_arguments_error(&positional, &named, call.span) {
            return self.error(error);
        }
        let kind =
            ExpressionKind::PartialApplication { callee: Box::new(callee), positional, named };
        ResolvedExpression { kind, span: call.span }
    }

    /// Reports a keyword used as a value.
    fn keyword_as_value(&mut self, name: &str, path: &ast::Path) -> ResolvedExpression {
        let message = format!("`{name}` is a keyword, not a helper");
        let help = "only Rust functions, and values that are helpers, can be passed as values";
        self.error(Diagnostic::error(path.span, message).help(help))
    }

    /// Reports a literal as the callee of `helper` or `fn`.
    fn literal_callee(&mut self, keyword: &str, literal: &ast::Literal) -> ResolvedExpression {
        let error = Diagnostic::error(literal.span, "a literal is not a helper");
        self.error(match &literal.value {
            LiteralValue::Text(name) if is_path_of_rust(name) => {
                error.help(format!("write the name without quotes: `({keyword} {name})`"))
            }
            _ => error.help(format!("write `({keyword} name)`, or `({keyword} name a b)`")),
        })
    }
}

/// Calls without parentheses, as in Handlebars: see [`crate::Options::implicit_calls`].
impl<'o> Resolver<'o> {
    /// Resolves the value of a mustache or of a section: an implicit call of the helper with that name,
    /// or else what [`Self::keyword_operand`] returns.
    pub(super) fn printed_value(&mut self, expression: &ast::Expression) -> ResolvedExpression {
        let ast::Expression::Path(path) = expression else {
            return self.keyword_operand(expression);
        };
        let Some(helper) = self.implicit_helper(path) else {
            return self.keyword_operand(expression);
        };
        let helper = self.helper_index(helper.name.clone(), path.span);
        let callee =
            ResolvedExpression { kind: ExpressionKind::Helper { helper }, span: path.span };
        self.apply(callee, Vec::new(), Vec::new(), path.span)
    }

    /// Returns `true` if a helper is called as a value.
    fn is_value(&self, helper: u16) -> bool {
        self.known_helper(helper).is_some_and(|helper| helper.is_value)
    }

    /// Resolves the operand of a keyword, with an implicit call if it may be a helper.
    pub(super) fn keyword_operand(&mut self, expression: &ast::Expression) -> ResolvedExpression {
        let value = self.expression(expression);
        self.implicit_call(value)
    }

    /// Wraps a value in an implicit call, if implicit calls are enabled and it may be a helper.
    pub(super) fn implicit_call(&self, value: ResolvedExpression) -> ResolvedExpression {
        let may_be_helper = matches!(
            value.kind,
            ExpressionKind::Variable(_)
                | ExpressionKind::Field { .. }
                | ExpressionKind::LiteralName { .. }
        );
        if !self.implicit_calls || !may_be_helper {
            return value;
        }
        let span = value.span;
        ResolvedExpression { kind: ExpressionKind::Implicit(Box::new(value)), span }
    }

    /// Returns the known helper that a plain name calls without parentheses, if any.
    pub(super) fn implicit_helper(&mut self, path: &Path) -> Option<&'o KnownHelper> {
        let name = path.plain().filter(|_| self.implicit_calls)?;
        if self.scope.param(name).is_some() { None } else { self.known.get(name) }
    }
}

/// The helpers that are known at compile time, by name. Without a list, any name may be a helper.
#[derive(Default)]
pub(super) struct KnownHelpers<'o> {
    helpers: Option<HashMap<&'o str, &'o KnownHelper>>,
}

impl<'o> KnownHelpers<'o> {
    pub(super) fn new(helpers: Option<&'o [KnownHelper]>) -> Self {
        let by_name = |helper: &'o KnownHelper| (helper.name.as_str(), helper);
        Self { helpers: helpers.map(|helpers| helpers.iter().map(by_name).collect()) }
    }

    /// Returns `true` if a helper with this name exists, or may exist.
    pub(super) fn may_exist(&self, name: &str) -> bool {
        self.helpers.as_ref().is_none_or(|helpers| helpers.contains_key(name))
    }

    /// Returns the helper with this name, if there is a list that contains it.
    pub(super) fn get(&self, name: &str) -> Option<&'o KnownHelper> {
        self.helpers.as_ref()?.get(name).copied()
    }

    /// Returns the error for calling a helper that does not exist. `statement` is the text of the call in the
    /// template; `with_block` specifies whether it has a block.
    pub(super) fn unknown_helper_error(
        &self,
        path: &Path,
        statement: &str,
        with_block: bool,
    ) -> Diagnostic {
        let name = &path.text;
        let error = Diagnostic::error(path.span, format!("there is no helper called `{name}`"));
        if let Some(help) = word_help(statement) {
            return error.help(help);
        }
        if let Some(help) = component_help(name) {
            return error.help(help);
        }
        let mut names: Vec<&str> = self.helpers.iter().flat_map(HashMap::keys).copied().collect();
        names.sort_unstable();
        error.help(match nearest_name(name, &names) {
            Some(near) => format!("did you mean `{near}`?"),
            // A field of the context cannot be called with a block or by a Rust path.
            None if with_block || path.is_of_rust() => "add it to the helpers".to_owned(),
            None => {
                format!("add it to the helpers; for a field of the context, write `this.{name}`")
            }
        })
    }
}

/// Returns the suggested replacement for a keyword of components in a template that is compiled at run time, which has none.
pub(super) fn component_help(name: &str) -> Option<&'static str> {
    Some(match name {
        "slot" => {
            "a template compiled at run time has no components: in the tag of a partial, `{{#> layout}}…{{/layout}}`, \
             write `{{#*inline \"name\"}}…{{/inline}}`, which the partial prints with `{{> name}}`"
        }
        "yield" => {
            "a template compiled at run time has no components: a partial prints its block with \
             `{{> @partial-block}}`, and an inline partial with `{{> name}}`"
        }
        "has-block" => {
            "a template compiled at run time has no components: a partial tests for its block with \
             `{{#if @partial-block}}`, and has a default in `{{#> name}}…{{/name}}`"
        }
        _ => return None,
    })
}
