//! Expressions: paths, literals, keywords and calls.

use super::Checker;
use crate::{
    ast::{self, Call, Constant, Path},
    diagnostic::Diagnostic,
    limits::MAX_ARGUMENTS,
    resolved::{Expression, Kind},
    source::Span,
};

/// Keywords of the language that are still to come. They are refused, so that no template changes
/// its meaning when they do.
const LATER: &[&str] = &["fn", "helper"];

impl Checker {
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
            return self.expression(expression);
        };
        let name = match &literal.value {
            Constant::Null => "null".to_owned(),
            Constant::Bool(value) => value.to_string(),
            Constant::Int(value) => value.to_string(),
            Constant::Float(value) => value.to_string(),
            Constant::Text(text) => text.clone(),
        };
        let context = self.scope.context(0).unwrap_or_default();
        let kind = Kind::LiteralName { context, name, literal: literal.value.clone() };
        Expression { kind, span: literal.span }
    }

    fn path(&mut self, path: &Path) -> Expression {
        if path.at {
            return self.at_path(path);
        }
        let mut segments = path.segments.as_slice();
        if path.up == 0
            && !path.this
            && let [head, rest @ ..] = segments
        {
            if head.text.contains("::") {
                return self.error(
                    Diagnostic::new(
                        path.span,
                        format!("`{}` is a helper without a call", path.text),
                    )
                    .help(format!("call it: `({})`", path.text)),
                );
            }
            if let Some(kind) = self.scope.param(&head.text) {
                segments = rest;
                return fields(Expression { kind, span: head.span }, segments);
            }
        }
        let Some(slot) = self.scope.context(path.up) else {
            return self.error(
                Diagnostic::new(path.span, format!("`{}` leads out of the template", path.text))
                    .help(
                        "`../` leaves an `each` or a `with`; `if`, `unless` and `let` do not count",
                    ),
            );
        };
        self.context_path(slot, segments, path)
    }

    /// Fields of a context.
    fn context_path(&mut self, slot: u16, segments: &[ast::Name], path: &Path) -> Expression {
        if let (0, [first, ..]) = (slot, segments) {
            self.own_field(first);
        }
        // The head is what stands before the first name, if anything does.
        let end = segments.first().map_or(path.span.end, |first| first.span.start);
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

    fn call(&mut self, call: &Call) -> Expression {
        if call.positional.len() + call.named.len() > MAX_ARGUMENTS {
            let message = format!("a call has at most {MAX_ARGUMENTS} arguments");
            return self.error(Diagnostic::new(call.span, message));
        }
        let span = call.span;
        let path = match &call.callee {
            ast::Expression::Path(path) => path,
            // Parentheses around nothing but a value.
            callee if call.positional.is_empty() && call.named.is_empty() => {
                return self.expression(callee);
            }
            callee => {
                return self.error(
                    Diagnostic::new(callee.span(), "only a helper's name can be called so far")
                        .help("bind the result with `{{#let}}`, or call the helper by its name"),
                );
            }
        };
        if let Some(kind) = path.plain().and_then(|name| self.keyword(name, call)) {
            return Expression { kind, span };
        }
        match path.plain() {
            Some("if") => return self.inline_if(call, false),
            Some("unless") => return self.inline_if(call, true),
            Some(name @ ("each" | "each-in" | "with" | "let")) => {
                return self.error(
                    Diagnostic::new(path.span, format!("`{name}` is a block"))
                        .help(format!("write `{{{{#{name} …}}}}…{{{{/{name}}}}}`")),
                );
            }
            Some(name) if LATER.contains(&name) => {
                return self.error(
                    Diagnostic::new(
                        path.span,
                        format!("the keyword `{name}` is not supported yet"),
                    )
                    .help("write a function of your own, under another name"),
                );
            }
            Some(name) if self.scope.param(name).is_some() => {
                return self.error(Diagnostic::new(
                    path.span,
                    format!("`{name}` is a block param here, not a helper"),
                ));
            }
            Some(_) => {}
            None => {
                return self.error(
                    Diagnostic::new(path.span, format!("`{}` is not a helper", path.text))
                        .help("a helper is a function of Rust: `name` or `module::name`"),
                );
            }
        }
        let helper = self.helper(path.text.clone(), path.span);
        let positional = self.expressions(&call.positional);
        let named = self.named(call);
        Expression { kind: Kind::Call { helper, positional, named }, span }
    }

    /// Named arguments, each once.
    pub(super) fn named(&mut self, call: &Call) -> Vec<(ast::Name, Expression)> {
        let mut named: Vec<(ast::Name, Expression)> = Vec::with_capacity(call.named.len());
        for argument in &call.named {
            let name = &argument.name;
            if let Some((first, _)) = named.iter().find(|(first, _)| first.text == name.text) {
                self.errors.push(
                    Diagnostic::new(name.span, format!("`{}` is given twice", name.text))
                        .related(first.span, "here first"),
                );
            }
            let value = self.expression(&argument.value);
            named.push((name.clone(), value));
        }
        named
    }

    fn inline_if(&mut self, call: &Call, negated: bool) -> Expression {
        let name = if negated { "unless" } else { "if" };
        let (condition, then, otherwise) = match call.positional.as_slice() {
            [condition, then] => (condition, then, None),
            [condition, then, otherwise] => (condition, then, Some(otherwise)),
            arguments => {
                let given = arguments.len();
                return self.error(
                    Diagnostic::new(
                        call.span,
                        format!(
                            "`{name}` takes a condition and one or two values, but {given} {} given",
                            if given == 1 { "was" } else { "were" }
                        ),
                    )
                    .help(format!("write `{{{{{name} condition \"then\" \"otherwise\"}}}}`")),
                );
            }
        };
        let kind = Kind::If {
            condition: Box::new(self.condition(call, condition)),
            negated,
            then: Box::new(self.expression(then)),
            otherwise: otherwise.map(|otherwise| Box::new(self.expression(otherwise))),
        };
        Expression { kind, span: call.span }
    }

    pub(super) fn no_named(&mut self, call: &Call, keyword: &str) {
        if let Some(argument) = call.named.first() {
            let name = &argument.name;
            self.errors.push(Diagnostic::new(
                name.span,
                format!("`{keyword}` has no argument called `{}`", name.text),
            ));
        }
    }
}

/// What a value has under one name after the other.
fn fields(head: Expression, names: &[ast::Name]) -> Expression {
    let start = head.span.start;
    names.iter().fold(head, |of, name| Expression {
        kind: Kind::Field { of: Box::new(of), name: name.text.clone() },
        span: Span::new(start, name.span.end),
    })
}
