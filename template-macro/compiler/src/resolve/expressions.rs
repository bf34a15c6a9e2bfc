//! Expressions: paths and literals.

use super::{
    Resolver,
    fragments::{OuterRead, ReadOf},
    scope::Loop,
};
use crate::{
    parse::ast::{self, LiteralValue, Path},
    resolve::resolved::{ExpressionKind, ResolvedExpression},
    source::{Diagnostic, Span},
};

impl Resolver<'_> {
    /// Resolves several expressions.
    pub(super) fn expressions(
        &mut self,
        expressions: &[ast::Expression],
    ) -> Vec<ResolvedExpression> {
        expressions.iter().map(|expression| self.expression(expression)).collect()
    }

    /// Resolves an expression.
    pub(super) fn expression(&mut self, expression: &ast::Expression) -> ResolvedExpression {
        match expression {
            ast::Expression::Literal(literal) => ResolvedExpression {
                kind: ExpressionKind::Constant(literal.value.clone()),
                span: literal.span,
            },
            ast::Expression::Path(path) => self.path(path),
            ast::Expression::Call(call) => self.call(call),
        }
    }

    /// Resolves the expression of a mustache, where a literal is looked up like a name, as in Handlebars.
    pub(super) fn printed_expression(
        &mut self,
        expression: &ast::Expression,
    ) -> ResolvedExpression {
        let ast::Expression::Literal(literal) = expression else {
            return self.printed_value(expression);
        };
        let name = match &literal.value {
            LiteralValue::Null if literal.undefined => "undefined".to_owned(),
            LiteralValue::Null => "null".to_owned(),
            LiteralValue::Bool(value) => value.to_string(),
            LiteralValue::Int(value) => value.to_string(),
            LiteralValue::Float(value) => value.to_string(),
            LiteralValue::Text(text) => text.clone(),
        };
        let context = self.scope.context(0).unwrap_or_default();
        let context = self.scope.lookups(0).unwrap_or(context);
        self.record_read(context, Some(&name));
        let read = OuterRead::of_literal(self.source.text_of(literal.span), &name);
        let kind = ExpressionKind::Variable(context);
        if let Some(error) = self.outer_read_error(&kind, &read, literal.span) {
            return self.error(error);
        }
        let kind = ExpressionKind::LiteralName { context, name, literal: literal.value.clone() };
        self.implicit_call(ResolvedExpression { kind, span: literal.span })
    }

    /// Resolves a path used as a value.
    pub(super) fn path(&mut self, path: &Path) -> ResolvedExpression {
        if path.at {
            return self.at_path(path);
        }
        let mut segments = path.segments.as_slice();
        if path.up == 0
            && !path.this
            && let [head, rest @ ..] = segments
        {
            if path.is_of_rust() {
                return self.error(if rest.is_empty() {
                    uncalled_helper_error(path)
                } else {
                    function_field_error(path)
                });
            }
            if self.scope.param(&head.text).is_none()
                && let Some(error) = self.component_name_error(path)
            {
                return self.error(error);
            }
            if let Some(kind) = self.scope.param(&head.text) {
                let read = OuterRead::new(ReadOf::Name, path);
                if let Some(error) = self.outer_read_error(&kind, &read, path.span) {
                    return self.error(error);
                }
                segments = rest;
                self.check_attribute_of_fill(&kind, segments.first(), path);
                self.record_param_read(&kind, segments.first());
                return field_path(ResolvedExpression { kind, span: head.span }, segments);
            }
            match rest {
                [] => {
                    self.warn_about_uncalled_helper(path, &head.text);
                    self.warn_about_yield(path, &head.text);
                }
                [name, ..] => self.warn_about_loop_variable(path, &head.text, &name.text),
            }
        }
        if let [head, rest @ ..] = segments
            && let Some(kind) = self.scope.name_of_context(path.up, &head.text)
        {
            let read = OuterRead::new(ReadOf::Name, path);
            if let Some(error) = self.outer_read_error(&kind, &read, path.span) {
                return self.error(error);
            }
            self.record_param_read(&kind, rest.first());
            let span = Span::new(path.span.start, head.span.end);
            return field_path(ResolvedExpression { kind, span }, rest);
        }
        let Some(var) = self.scope.context(path.up) else {
            let message = format!("`{}` refers to a context outside of the template", path.text);
            let help = "`../` leaves an `each` or a `with`; `if`, `unless`, `let` and block helpers do not count";
            return self.path_out_of_template(Diagnostic::error(path.span, message).help(help));
        };
        let var = match segments {
            [] => var,
            _ => self.scope.lookups(path.up).unwrap_or(var),
        };
        let (kind, read) = (ExpressionKind::Variable(var), OuterRead::new(ReadOf::Context, path));
        if let Some(error) = self.outer_read_error(&kind, &read, path.span) {
            return self.error(error);
        }
        self.context_path(var, segments, path)
    }

    /// Resolves a path through fields of the context in `var`.
    pub(super) fn context_path(
        &mut self,
        var: u16,
        segments: &[ast::Name],
        path: &Path,
    ) -> ResolvedExpression {
        if let (0, [first, ..]) = (var, segments) {
            self.record_own_field(first);
        }
        self.check_attribute_of_fill(&ExpressionKind::Variable(var), segments.first(), path);
        self.record_read(var, segments.first().map(|first| first.text.as_str()));
        // The head is the part before the first name and the dot before it, if any.
        let end =
            segments.first().map_or(path.span.end, |first| first.span.start.saturating_sub(1));
        let head = Span::new(path.span.start, end.max(path.span.start));
        field_path(ResolvedExpression { kind: ExpressionKind::Variable(var), span: head }, segments)
    }

    /// Resolves `@index`, `@root.a`, and `@name`, a field of the template's own data.
    fn at_path(&mut self, path: &Path) -> ResolvedExpression {
        let [head, rest @ ..] = path.segments.as_slice() else {
            return self.error(Diagnostic::error(path.span, "missing name after `@`"));
        };
        let given = match path.up {
            0 => self.scope.data(&head.text),
            up => self.scope.loop_variable_of_call(up, &head.text),
        };
        if let Some(variable) = given {
            let (kind, read) =
                (ExpressionKind::Variable(variable), OuterRead::new(ReadOf::Name, path));
            if let Some(error) = self.outer_read_error(&kind, &read, path.span) {
                return self.error(error);
            }
            return field_path(ResolvedExpression { kind, span: path.span }, rest);
        }
        let in_loop = |kind: fn(Loop) -> ExpressionKind| (kind, rest);
        let (kind, rest) = match head.text.as_str() {
            "index" => in_loop(|Loop { loop_id, .. }| ExpressionKind::Index { loop_id }),
            "key" => in_loop(|Loop { loop_id, var }| ExpressionKind::Key { loop_id, var }),
            "first" => in_loop(|Loop { loop_id, .. }| ExpressionKind::First { loop_id }),
            "last" => in_loop(|Loop { loop_id, .. }| ExpressionKind::Last { loop_id }),
            "partial-block" if path.up == 0 => {
                let kind = match self.partial_scope.block {
                    None if self.called.is_inside => {
                        ExpressionKind::HasPassed(template_bytecode::PARTIAL_BLOCK.to_owned())
                    }
                    block => ExpressionKind::Constant(LiteralValue::Bool(block.is_some())),
                };
                return field_path(ResolvedExpression { kind, span: path.span }, rest);
            }
            "root" if path.up == 0 => {
                return self.context_path(self.scope.root(), rest, path);
            }
            _ if path.up == 0 => {
                return self.context_path(self.scope.at_names(), &path.segments, path);
            }
            _ => {
                let message = format!("`{}` is not a variable of an outer loop", path.text);
                let help = format!("write `@{}`: it is the same at any depth", head.text);
                return self.error(Diagnostic::error(path.span, message).help(help));
            }
        };
        match self.scope.enclosing_loop(path.up) {
            Some(enclosing) => {
                let (kind, read) = (kind(enclosing), OuterRead::new(ReadOf::Loop, path));
                if let Some(error) = self.outer_read_error(&kind, &read, path.span) {
                    return self.error(error);
                }
                field_path(ResolvedExpression { kind, span: path.span }, rest)
            }
            None => {
                let message = format!("`{}` is outside of a loop", path.text);
                let error = Diagnostic::error(path.span, message);
                self.path_out_of_template(error.help("it is defined inside `{{#each …}}`"))
            }
        }
    }
}

/// Returns the error for a Rust path such as `text::shout` used as a value.
fn uncalled_helper_error(path: &Path) -> Diagnostic {
    let name = &path.text;
    let error = Diagnostic::error(path.span, format!("`{name}` is a helper that is not called"));
    match name.rsplit_once("::") {
        Some((_, variant)) if variant.starts_with(char::is_uppercase) => error.help(format!(
            "for a variant of an enum, write its name, `\"{variant}\"`; for a function `({name})`"
        )),
        _ => error.help(format!("call it: `({name})`; or pass the function: `(helper {name})`")),
    }
}

/// Returns the error for a field of a function: `text::shout.name`.
pub(super) fn function_field_error(path: &Path) -> Diagnostic {
    let [function, field, ..] = path.segments.as_slice() else {
        return uncalled_helper_error(path);
    };
    let (function, field) = (&function.text, &field.text);
    let message = format!("`{function}` is a function, and has no field called `{field}`");
    let help = format!("for a field of its result, write `(get ({function}) \"{field}\")`");
    Diagnostic::error(path.span, message).help(help)
}

/// Returns the lookup of each name in the result of the lookup before it, starting from `head`.
fn field_path(head: ResolvedExpression, names: &[ast::Name]) -> ResolvedExpression {
    let start = head.span.start;
    names.iter().fold(head, |value, name| ResolvedExpression {
        kind: ExpressionKind::Field { value: Box::new(value), name: name.text.clone() },
        span: Span::new(start, name.span.end),
    })
}
