//! Adds quotes around unquoted attribute values.

use super::{
    state::{Ended, HtmlState, State, Value},
    statement_span,
};
use crate::resolve::resolved::Statement;

/// The beginning of a value without quotes: the index of a statement, and an offset in its text.
pub(super) type ValueStart = Option<(usize, usize)>;

/// The value of an attribute without quotes begins in another body than the value that is printed in it.
pub(super) struct NotHere;

/// Writes the quote before the value of an attribute that has none, when a value is printed in it. Returns whether it
/// has inserted a statement for it.
///
/// # Errors
///
/// Returns an error if the value begins in another body.
pub(super) fn write_quote(
    statements: &mut Vec<Statement>,
    at: usize,
    state: &mut State,
    start: ValueStart,
) -> Result<bool, NotHere> {
    match &mut state.html {
        HtmlState::BeforeValue(tag, name) => {
            let mut value = Value::new(tag, name.clone(), None);
            value.is_quoted = true;
            state.html = HtmlState::Value(tag.clone(), value);
            if let Some(before) = at.checked_sub(1)
                && let Statement::Text { content, .. } = &mut statements[before]
            {
                content.push('"');
                return Ok(false);
            }
            let span = statement_span(&statements[at]);
            statements.insert(at, Statement::Text { content: String::from("\""), span });
            Ok(true)
        }
        HtmlState::Value(_, value) if value.quote.is_none() && !value.is_quoted => {
            let (index, offset) = start.ok_or(NotHere)?;
            let Statement::Text { content, .. } = &mut statements[index] else {
                return Err(NotHere);
            };
            content.insert(offset, '"');
            value.is_quoted = true;
            Ok(false)
        }
        _ => Ok(false),
    }
}

impl State {
    /// Ends the value of an attribute without quotes that a body ends in: the text after the body must not continue it.
    pub(super) fn end_unquoted_value(&mut self, body: &mut Vec<Statement>) {
        match std::mem::replace(&mut self.html, HtmlState::Lost) {
            HtmlState::Value(mut tag, mut value @ Value { quote: None, is_quoted, .. }) => {
                value.end();
                tag.set_value(&value.name, value.text.clone());
                if is_quoted {
                    let span = body.last().map(statement_span).unwrap_or_default();
                    body.push(Statement::Text { content: String::from("\""), span });
                }
                let ended = if is_quoted { Ended::Certainly } else { Ended::UnlessSlash };
                self.html = HtmlState::Separator(tag, ended);
            }
            html => self.html = html,
        }
    }
}
