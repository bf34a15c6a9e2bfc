//! Values that are literals of the template: the printed text is known, and trusted.

use crate::{
    parse::ast::LiteralValue,
    resolve::resolved::{ConditionalBranch, ExpressionKind, ResolvedExpression, Statement},
};
use template_bytecode::Escape;

/// Returns the statements that print a value as static text, if it is one of several literals.
/// In the value of an attribute, special characters become character references.
pub(super) fn literal_statements(
    value: &ResolvedExpression,
    in_value: bool,
) -> Option<Vec<Statement>> {
    let text = |content: String| vec![Statement::Text { content, span: value.span }];
    let literal_statements = |part: &ResolvedExpression| literal_statements(part, in_value);
    match &value.kind {
        ExpressionKind::Constant(LiteralValue::Text(content)) if in_value => {
            let characters = content.chars().map(|c| match Escape::Attribute.entity(c) {
                Some(entity) => entity.to_owned(),
                None => c.to_string(),
            });
            Some(text(characters.collect()))
        }
        ExpressionKind::Constant(LiteralValue::Text(content)) => Some(text(content.clone())),
        ExpressionKind::Constant(LiteralValue::Int(number)) => Some(text(number.to_string())),
        ExpressionKind::Constant(LiteralValue::Null) => Some(Vec::new()),
        ExpressionKind::Concat(parts) => {
            let parts: Option<Vec<_>> = parts.iter().map(literal_statements).collect();
            Some(parts?.into_iter().flatten().collect())
        }
        ExpressionKind::If { condition, negated, then, otherwise } => {
            let body = literal_statements(then)?;
            let otherwise = match otherwise {
                Some(otherwise) => literal_statements(otherwise)?,
                None => Vec::new(),
            };
            let branch =
                ConditionalBranch { condition: (**condition).clone(), negated: *negated, body };
            Some(vec![Statement::If { branches: vec![branch], otherwise }])
        }
        _ => None,
    }
}
