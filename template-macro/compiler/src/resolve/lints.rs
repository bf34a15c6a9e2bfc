//! Warnings: conditions that are always the same, and block params that nothing reads.

use super::Checker;
use crate::{
    parse::{ast::Constant, names::is_path_of_rust},
    resolve::resolved::{Expression, Kind},
    source::Diagnostic,
};

impl Checker<'_> {
    /// Warns of a loop over `(array)`.
    pub(super) fn empty_list(&mut self, list: &Expression, keyword: &str) {
        if matches!(&list.kind, Kind::Array(items) if items.is_empty()) {
            let message =
                format!("the list is always empty: the body of `{keyword}` is never printed");
            self.warnings.push(Diagnostic::new(list.span, message));
        }
    }
}

/// The warning of a condition that is always the same. `outcome` says what that leads to.
pub(super) fn always(
    condition: &Expression,
    outcome: impl FnOnce(bool) -> String,
) -> Option<Diagnostic> {
    let truth = truth(condition)?;
    let message = format!("the condition is always {truth}: {}", outcome(truth));
    let warning = Diagnostic::new(condition.span, message);
    Some(match &condition.kind {
        Kind::Constant(Constant::Text(text)) if is_path_of_rust(text) => {
            warning.help(format!("for the value called `{text}` write it without quotes"))
        }
        _ => warning,
    })
}

/// The warning of values of `and` or `or` that stand behind one which decides.
pub(super) fn unread_choice(values: &[Expression], decides: bool) -> Option<Diagnostic> {
    let at = values.iter().position(|value| truth(value) == Some(decides))?;
    let (first, last) = (values.get(at + 1)?, values.last()?);
    let message =
        format!("this is never looked at: what stands in front of it is always {decides}");
    Some(
        Diagnostic::new(first.span.to(last.span), message).related(values[at].span, "this decides"),
    )
}

/// Whether a value is always true or always false, where that can be told from the template alone.
fn truth(value: &Expression) -> Option<bool> {
    match &value.kind {
        Kind::Constant(constant) => Some(is_true(constant)),
        Kind::IncludeZero(value) => match value.kind {
            Kind::Constant(Constant::Int(0)) => Some(true),
            // What is false may equal 0.
            _ => truth(value).filter(|truth| *truth),
        },
        Kind::Not(value) => truth(value).map(|truth| !truth),
        Kind::Array(values) => Some(!values.is_empty()),
        Kind::Choice { values, decides } => {
            let truths: Vec<Option<bool>> = values.iter().map(truth).collect();
            if truths.contains(&Some(*decides)) {
                return Some(*decides);
            }
            truths.iter().all(Option::is_some).then_some(!decides)
        }
        _ => None,
    }
}

/// The rule of `Value::is_true`.
fn is_true(constant: &Constant) -> bool {
    match constant {
        Constant::Null => false,
        Constant::Bool(value) => *value,
        Constant::Int(value) => *value != 0,
        Constant::Float(value) => *value != 0.0 && !value.is_nan(),
        Constant::Text(text) => !text.is_empty(),
    }
}

// Warnings of block params that nothing reads.

impl Checker<'_> {
    /// Closes the innermost block. A param that nothing has read is odd, unless its name says so.
    pub(super) fn leave(&mut self) {
        let Some(frame) = self.scope.leave() else { return };
        let needed = frame.params.iter().rposition(|param| param.is_read);
        for (i, param) in frame.params.iter().enumerate() {
            let name = &param.name.text;
            if param.is_read || name.starts_with('_') {
                continue;
            }
            let help = if needed.is_some_and(|needed| i < needed) && !frame.is_let {
                format!("write `_{name}`: it stands in front of one that is read")
            } else {
                let with = if frame.is_let { " with its value" } else { "" };
                format!("remove it{with}, or write `_{name}`")
            };
            let message = format!("the block param `{name}` is never read");
            self.warnings.push(Diagnostic::new(param.name.span, message).help(help));
        }
    }
}
