//! Calls without parentheses, as Handlebars has them: see [`crate::Options::implicit_calls`].

use super::Checker;
use crate::{
    ast::{self, Path},
    options::KnownHelper,
    resolved::{Expression, Kind},
};

impl<'o> Checker<'o> {
    /// A value that is printed, or that a section looks at: the call of the helper of that name, or what
    /// [`Checker::looked_at`] gives.
    pub(super) fn named_or_looked_at(&mut self, expression: &ast::Expression) -> Expression {
        let ast::Expression::Path(path) = expression else { return self.looked_at(expression) };
        let Some(helper) = self.implicit_helper(path) else { return self.looked_at(expression) };
        let helper = self.helper(helper.name.clone(), path.span);
        let kind = Kind::Call { helper, positional: Vec::new(), named: Vec::new() };
        Expression { kind, span: path.span }
    }

    /// A value that a keyword looks at: if it is a path to a helper, what that gives.
    pub(super) fn looked_at(&mut self, expression: &ast::Expression) -> Expression {
        let value = self.expression(expression);
        self.implicit(value)
    }

    /// A value, or what it gives if it is a helper.
    pub(super) fn implicit(&self, value: Expression) -> Expression {
        let may_be_helper =
            matches!(value.kind, Kind::Variable(_) | Kind::Field { .. } | Kind::LiteralName { .. });
        if !self.implicit_calls || !may_be_helper {
            return value;
        }
        let span = value.span;
        Expression { kind: Kind::Implicit(Box::new(value)), span }
    }

    /// The helper that a name alone calls.
    pub(super) fn implicit_helper(&mut self, path: &Path) -> Option<&'o KnownHelper> {
        let name = path.plain().filter(|_| self.implicit_calls)?;
        if self.scope.param(name).is_some() { None } else { self.known.get(name) }
    }
}
