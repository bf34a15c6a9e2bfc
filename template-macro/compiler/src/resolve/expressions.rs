//! Expressions: paths and literals.

use super::Resolver;
use crate::{
    parse::ast::{self, LiteralValue, Path},
    resolve::resolved::{ExpressionKind, ResolvedExpression},
    source::{Diagnostic, Span},
};

impl Resolver<'_> {
    pub(super) fn expressions(
        &mut self,
        expressions: &[ast::Expression],
    ) -> Vec<ResolvedExpression> {
        expressions.iter().map(|expression| self.expression(expression)).collect()
    }

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

    /// The expression of a mustache: there, a literal is looked up like a name.
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
        self.record_read(context, Some(&name));
        let kind = ExpressionKind::LiteralName { context, name, literal: literal.value.clone() };
        self.implicit_call(ResolvedExpression { kind, span: literal.span })
    }

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
            if let Some(kind) = self.scope.param(&head.text) {
                segments = rest;
                self.record_param_read(&kind, segments.first());
                return field_path(ResolvedExpression { kind, span: head.span }, segments);
            }
        }
        let Some(slot) = self.scope.context(path.up) else {
            return self.error(
                Diagnostic::error(path.span, format!("`{}` leads out of the template", path.text))
                    .help(
                        "`../` leaves an `each` or a `with`; `if`, `unless`, `let` and block helpers do not count",
                    ),
            );
        };
        self.context_path(slot, segments, path)
    }

    /// Fields of a context.
    pub(super) fn context_path(
        &mut self,
        slot: u16,
        segments: &[ast::Name],
        path: &Path,
    ) -> ResolvedExpression {
        if let (0, [first, ..]) = (slot, segments) {
            self.record_own_field(first);
        }
        self.record_read(slot, segments.first().map(|first| first.text.as_str()));
        // The head is the part before the first name and its dot, if there is one.
        let end =
            segments.first().map_or(path.span.end, |first| first.span.start.saturating_sub(1));
        let head = Span::new(path.span.start, end.max(path.span.start));
        field_path(
            ResolvedExpression { kind: ExpressionKind::Variable(slot), span: head },
            segments,
        )
    }

    /// `@index`, `@root.a`, and `@name` for a field of the template's own data.
    fn at_path(&mut self, path: &Path) -> ResolvedExpression {
        let [head, rest @ ..] = path.segments.as_slice() else {
            return self.error(Diagnostic::error(path.span, "a name is missing behind `@`"));
        };
        let turn = |kind: fn(u8, u16) -> ExpressionKind| (kind, rest);
        let (kind, rest) = match head.text.as_str() {
            "index" => turn(|of, _| ExpressionKind::Index { of }),
            "key" => turn(|of, slot| ExpressionKind::Key { of, slot }),
            "first" => turn(|of, _| ExpressionKind::First { of }),
            "last" => turn(|of, _| ExpressionKind::Last { of }),
            "root" if path.up == 0 => return self.context_path(0, rest, path),
            _ if path.up == 0 => return self.context_path(0, &path.segments, path),
            _ => {
                let message = format!("`{}` has no outer value", path.text);
                let help = format!("write `@{}`: it is the same from any depth", head.text);
                return self.error(Diagnostic::error(path.span, message).help(help));
            }
        };
        match self.scope.enclosing_loop(path.up) {
            Some((of, slot)) => {
                field_path(ResolvedExpression { kind: kind(of, slot), span: path.span }, rest)
            }
            None => self.error(
                Diagnostic::error(path.span, format!("`{}` stands outside of a loop", path.text))
                    .help("it is known inside `{{#each …}}`"),
            ),
        }
    }
}

/// `text::shout` in the place of a value.
fn uncalled_helper_error(path: &Path) -> Diagnostic {
    let name = &path.text;
    Diagnostic::error(path.span, format!("`{name}` is a helper without a call"))
        .help(format!("call it: `({name})`; or pass on the function: `(helper {name})`"))
}

/// `text::shout.name`
pub(super) fn function_field_error(path: &Path) -> Diagnostic {
    let [function, field, ..] = path.segments.as_slice() else {
        return uncalled_helper_error(path);
    };
    let (function, field) = (&function.text, &field.text);
    let message = format!("`{function}` is a function, and has no field called `{field}`");
    let help = format!("for a field of what it returns write `(get ({function}) \"{field}\")`");
    Diagnostic::error(path.span, message).help(help)
}

/// Looks up one name after the other, starting from `head`.
fn field_path(head: ResolvedExpression, names: &[ast::Name]) -> ResolvedExpression {
    let start = head.span.start;
    names.iter().fold(head, |of, name| ResolvedExpression {
        kind: ExpressionKind::Field { of: Box::new(of), name: name.text.clone() },
        span: Span::new(start, name.span.end),
    })
}
