//! Calls: what is called, and with what.

use super::Checker;
use crate::{
    ast::{self, Call, Path},
    diagnostic::Diagnostic,
    limits::MAX_ARGUMENTS,
    resolved::{Expression, Kind, NamedValue},
    source::Span,
};

impl Checker<'_> {
    pub(super) fn call(&mut self, call: &Call) -> Expression {
        if let Some(error) = too_many(&call.positional, &call.named, call.span) {
            return self.error(error);
        }
        let callee = match head(call) {
            Some(path) => {
                if let Some(value) = path.plain().and_then(|name| self.keyword(name, path, call)) {
                    return value;
                }
                self.callee(path)
            }
            None => self.expression(&call.callee),
        };
        let help = if call.is_bare() {
            "remove the parentheses around it"
        } else {
            "write a helper's name in front of it"
        };
        if let Some(error) = no_helper(&callee) {
            return self.error(error.help(help));
        }
        let positional = self.expressions(&call.positional);
        let named = self.named(call);
        self.apply(callee, positional, named, call.span)
    }

    /// What the path in the place of a callee calls: a plain name is a block param, a closure or
    /// else a function; a path of Rust is a function; any other is a value.
    pub(super) fn callee(&mut self, path: &Path) -> Expression {
        let span = path.span;
        let Some(name) = path.plain() else { return self.path(path) };
        if let Some(kind) = self.scope.param(name) {
            self.reads_param(&kind, None);
            return Expression { kind, span };
        }
        if self.is_closure(name) {
            return self.context_path(0, &path.segments, path);
        }
        if self.known.knows(name) {
            let helper = self.helper(path.text.clone(), span);
            return Expression { kind: Kind::Helper { helper }, span };
        }
        if self.implicit_calls && !path.is_of_rust() {
            let field = self.path(path);
            return Expression { kind: Kind::Callee(Box::new(field)), span };
        }
        self.error(self.known.not_there(path, false))
    }

    pub(super) fn is_closure(&self, name: &str) -> bool {
        self.closures.iter().any(|closure| closure == name)
    }

    /// A call of `callee`. What is known to have captured arguments is called with them directly.
    fn apply(
        &mut self,
        callee: Expression,
        positional: Vec<Expression>,
        named: Vec<NamedValue>,
        span: Span,
    ) -> Expression {
        let (callee, positional, named) = with_captured(callee, positional, named);
        if let Some(error) = too_many(&positional, &named, span) {
            return self.error(error);
        }
        let kind = match callee.kind {
            Kind::Helper { helper } => Kind::Call { helper, positional, named },
            _ => Kind::CallValue { callee: Box::new(callee), positional, named },
        };
        Expression { kind, span }
    }

    /// Named arguments, each once.
    pub(super) fn named(&mut self, call: &Call) -> Vec<NamedValue> {
        let mut named: Vec<NamedValue> = Vec::with_capacity(call.named.len());
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

/// The path that is called, with nothing around it: parentheses mean nothing there if arguments
/// follow.
fn head(call: &Call) -> Option<&Path> {
    match &call.callee {
        ast::Expression::Call(_) if call.is_bare() => None,
        _ => call.name(),
    }
}

/// The mistake of calling what surely is no helper.
pub(super) fn no_helper(callee: &Expression) -> Option<Diagnostic> {
    let what = match callee.kind {
        Kind::Index { .. } => "a number",
        Kind::Key { .. } => "the key of an item",
        Kind::Compare { .. } | Kind::Not(_) | Kind::First { .. } | Kind::Last { .. } => {
            "true or false"
        }
        Kind::Concat(_) => "a text",
        Kind::Array(_) => "a list",
        Kind::Hash(_) => "a map",
        _ => return None,
    };
    Some(Diagnostic::new(callee.span, format!("this is {what}, and cannot be called")))
}

/// Puts the arguments that `callee` is known to have captured in front of others. A named one that
/// is given again is replaced.
pub(super) fn with_captured(
    callee: Expression,
    positional: Vec<Expression>,
    named: Vec<NamedValue>,
) -> (Expression, Vec<Expression>, Vec<NamedValue>) {
    let (callee, mut all, mut all_named) = match callee.kind {
        Kind::Curry { callee, positional, named } => (*callee, positional, named),
        kind => return (Expression { kind, ..callee }, positional, named),
    };
    all.extend(positional);
    for (name, value) in named {
        match all_named.iter_mut().find(|(captured, _)| captured.text == name.text) {
            Some(captured) => *captured = (name, value),
            None => all_named.push((name, value)),
        }
    }
    (callee, all, all_named)
}

/// The mistake of giving more arguments than a call can have.
pub(super) fn too_many<A, B>(positional: &[A], named: &[B], span: Span) -> Option<Diagnostic> {
    let is_wrong = positional.len() + named.len() > MAX_ARGUMENTS;
    is_wrong.then(|| Diagnostic::new(span, format!("a call has at most {MAX_ARGUMENTS} arguments")))
}
