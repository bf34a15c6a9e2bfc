//! Operators that the grammar accepts as names.

use crate::{
    notations::operator_help,
    source::{Diagnostic, Span},
};

/// Returns the error for an argument between two others, if it is an operator: `-` in `f a - 1`.
///
/// After the callee, as in `a - 1`, it is found when the call is resolved: it could be the only argument of a helper.
pub(in crate::parse) fn operator_name_error(word: &str, span: Span) -> Option<Diagnostic> {
    let is_operator = matches!(word, "-" | "?" | "??");
    let help = operator_help(word).filter(|_| is_operator)?;
    let message = format!("templates have no operator `{word}`");
    Some(Diagnostic::error(span, message).help(help))
}
