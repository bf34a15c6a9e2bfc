//! Expressions: paths and literals.

use super::Checker;
use crate::{
    parse::ast::{self, Constant, Path},
    resolve::resolved::{Expression, Kind},
    source::{Diagnostic, Span},
};

impl Checker<'_> {
    pub(super) fn expressions(&mut self, expressions: &[ast::Expression]) -> Vec<Expression> {
        expressions.iter().map(|expression| self.expression(expression)).collect()
    }

    pub(super) fn expression(&mut self, expression: &ast::Expression) -> Expression {
        match expression {
            ast::Expression::Literal(literal) => {
                Expression { kind: Kind::Constant(literal.value.clone()), span: literal.span }
            }
            ast::Expression::Path(path) => self.path(path),
            ast::Expression::Call(call) => self.call(call),
        }
    }

    /// The expression of a mustache: there, a literal is looked up like a name.
    pub(super) fn printed(&mut self, expression: &ast::Expression) -> Expression {
        let ast::Expression::Literal(literal) = expression else {
            return self.named_or_looked_at(expression);
        };
        let name = match &literal.value {
            Constant::Null if literal.undefined => "undefined".to_owned(),
            Constant::Null => "null".to_owned(),
            Constant::Bool(value) => value.to_string(),
            Constant::Int(value) => value.to_string(),
            Constant::Float(value) => value.to_string(),
            Constant::Text(text) => text.clone(),
        };
        let context = self.scope.context(0).unwrap_or_default();
        self.reads_name(context, Some(&name));
        let kind = Kind::LiteralName { context, name, literal: literal.value.clone() };
        self.implicit(Expression { kind, span: literal.span })
    }

    pub(super) fn path(&mut self, path: &Path) -> Expression {
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
                    no_call(path)
                } else {
                    no_field_of_function(path)
                });
            }
            if let Some(kind) = self.scope.param(&head.text) {
                segments = rest;
                self.reads_param(&kind, segments.first());
                return fields(Expression { kind, span: head.span }, segments);
            }
        }
        let Some(slot) = self.scope.context(path.up) else {
            return self.error(
                Diagnostic::new(path.span, format!("`{}` leads out of the template", path.text))
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
    ) -> Expression {
        if let (0, [first, ..]) = (slot, segments) {
            self.own_field(first);
        }
        self.reads_name(slot, segments.first().map(|first| first.text.as_str()));
        // The head is what stands before the first name and its dot, if anything does.
        let end =
            segments.first().map_or(path.span.end, |first| first.span.start.saturating_sub(1));
        let head = Span::new(path.span.start, end.max(path.span.start));
        fields(Expression { kind: Kind::Variable(slot), span: head }, segments)
    }

    /// `@index`, `@root.a`, and `@name` for a field of the template's own data.
    fn at_path(&mut self, path: &Path) -> Expression {
        let [head, rest @ ..] = path.segments.as_slice() else {
            return self.error(Diagnostic::new(path.span, "a name is missing behind `@`"));
        };
        let turn = |kind: fn(u8, u16) -> Kind| (kind, rest);
        let (kind, rest) = match head.text.as_str() {
            "index" => turn(|of, _| Kind::Index { of }),
            "key" => turn(|of, slot| Kind::Key { of, slot }),
            "first" => turn(|of, _| Kind::First { of }),
            "last" => turn(|of, _| Kind::Last { of }),
            "root" if path.up == 0 => return self.context_path(0, rest, path),
            _ if path.up == 0 => return self.context_path(0, &path.segments, path),
            _ => {
                let message = format!("`{}` has no outer value", path.text);
                let help = format!("write `@{}`: it is the same from any depth", head.text);
                return self.error(Diagnostic::new(path.span, message).help(help));
            }
        };
        match self.scope.turn(path.up) {
            Some((of, slot)) => fields(Expression { kind: kind(of, slot), span: path.span }, rest),
            None => self.error(
                Diagnostic::new(path.span, format!("`{}` stands outside of a loop", path.text))
                    .help("it is known inside `{{#each …}}`"),
            ),
        }
    }
}

/// `text::shout` in the place of a value.
fn no_call(path: &Path) -> Diagnostic {
    let name = &path.text;
    Diagnostic::new(path.span, format!("`{name}` is a helper without a call"))
        .help(format!("call it: `({name})`; or pass on the function: `(helper {name})`"))
}

/// `text::shout.name`
pub(super) fn no_field_of_function(path: &Path) -> Diagnostic {
    let [function, field, ..] = path.segments.as_slice() else { return no_call(path) };
    let (function, field) = (&function.text, &field.text);
    let message = format!("`{function}` is a function, and has no field called `{field}`");
    let help = format!("for a field of what it returns write `(get ({function}) \"{field}\")`");
    Diagnostic::new(path.span, message).help(help)
}

/// What a value has under one name after the other.
fn fields(head: Expression, names: &[ast::Name]) -> Expression {
    let start = head.span.start;
    names.iter().fold(head, |of, name| Expression {
        kind: Kind::Field { of: Box::new(of), name: name.text.clone() },
        span: Span::new(start, name.span.end),
    })
}
