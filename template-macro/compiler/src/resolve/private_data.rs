//! Private data: data that is passed to a render in addition to the template's own, and that `@name` reads.

use super::{
    resolved::{ExpressionKind, ResolvedExpression, Statement},
    scope::NameScope,
};
use crate::{
    options::{OWN_DATA, PRIVATE_DATA},
    source::Span,
};

/// The variable of the template's own data; the next one is that of the values that `@name` reads.
const VAR: u16 = 1;

/// Returns the scope of a template with private data.
pub(super) fn scope() -> NameScope {
    NameScope::with_private_data(VAR)
}

/// Returns the statement that binds the variables of [`scope`] in the body of a template.
pub(super) fn bind(body: Vec<Statement>) -> Statement {
    let span = Span::new(0, 0);
    let field = |name: &str| {
        let data = ResolvedExpression { kind: ExpressionKind::Variable(0), span };
        let kind = ExpressionKind::Field { value: Box::new(data), name: name.to_owned() };
        ResolvedExpression { kind, span }
    };
    let values = vec![field(OWN_DATA), field(PRIVATE_DATA)];
    Statement::Let { values, var: VAR, body, span }
}
