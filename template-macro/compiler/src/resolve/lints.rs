//! Warnings: constant conditions, block params that are never read, and helpers that are not called.

use super::{Resolver, calls::component_help};
use crate::{
    notations::loop_variable,
    options::KnownHelper,
    parse::{
        ast::{ForeignTag, LiteralValue, Path},
        names::is_path_of_rust,
    },
    resolve::resolved::{ExpressionKind, ResolvedExpression},
    source::{Diagnostic, Span},
};
use template_bytecode::Escape;

impl Resolver<'_> {
    /// Warns about a constant condition. `outcome` describes the consequence of its truth value. The warning
    /// replaces those about parts of the condition: the ones after the first `warnings`.
    pub(super) fn warn_about_constant_condition(
        &mut self,
        condition: &ResolvedExpression,
        warnings: usize,
        outcome: impl FnOnce(bool) -> String,
    ) {
        // A path that leads out of the template has its own warning.
        let has_own =
            self.warnings[warnings..].iter().any(|warning| warning.span == condition.span);
        if let Some(warning) = constant_condition_warning(condition, outcome).filter(|_| !has_own) {
            self.warnings.truncate(warnings);
            self.warnings.push(warning);
        }
    }

    /// Warns about `{{{value}}}` where nothing is escaped: the outer braces may be meant as text, as in a template
    /// for source code.
    pub(super) fn warn_about_needless_braces(&mut self, mustache: Span) {
        if self.escape == Escape::None
            && let Some(inside) = self.source.text_of(mustache).strip_prefix("{{{")
        {
            let value = inside.trim_end_matches('}').trim();
            let message = "nothing is escaped here, and the third braces are not printed";
            let help =
                format!("write `{{{{{value}}}}}`, or, to print braces, `{{ {{{{~{value}~}}}} }}`");
            self.warnings.push(Diagnostic::warning(mustache, message).help(help));
        }
    }

    /// Warns about a path in a loop that is a variable of the loop in other languages, such as `loop.index`, but is looked up
    /// in the data here.
    pub(super) fn warn_about_loop_variable(&mut self, path: &Path, object: &str, name: &str) {
        if self.scope.enclosing_loop(0).is_some()
            && let Some(variable) = loop_variable(object, name)
        {
            let message = format!("`{}` is looked up in the data", path.text);
            let help =
                format!("write `{variable}` for the loop, or `this.{}` for a field", path.text);
            self.warnings.push(Diagnostic::warning(path.span, message).help(help));
        }
    }

    /// Adds the warnings about tags of other languages in the text segments of the template, or of a partial.
    pub(super) fn warn_about_foreign_tags(&mut self, tags: &[ForeignTag]) {
        let is_html = self.escape == Escape::Html && !self.escapes_as_text;
        let tags = tags.iter().filter(|tag| self.lint && (is_html || !tag.is_element));
        self.warnings.extend(tags.map(|tag| tag.warning.clone()));
    }

    /// Warns about a name that names a known helper which could be called without arguments, but is looked up in
    /// the data.
    pub(super) fn warn_about_uncalled_helper(&mut self, path: &Path, name: &str) {
        let is_callable = |helper: &KnownHelper| !helper.needs_block && !helper.needs_arguments;
        if self.implicit_calls || !self.known.get(name).is_some_and(is_callable) {
            return;
        }
        let message = format!("`{name}` is looked up in the data: the helper is not called");
        let help = format!("write `({name})` to call the helper, or `this.{name}` for the field");
        self.warnings.push(Diagnostic::warning(path.span, message).help(help));
    }

    /// Warns about `yield` in a template that is compiled at run time, which has no slots.
    pub(super) fn warn_about_yield(&mut self, path: &Path, name: &str) {
        if name != "yield" || self.components || self.known.may_exist(name) {
            return;
        }
        let message = "`yield` is looked up in the data: the template has no slots";
        let warning = Diagnostic::warning(path.span, message);
        self.warnings.push(match component_help(name) {
            Some(help) => warning.help(help),
            None => warning,
        });
    }

    /// Warns about a loop over `(array)`, which is always empty.
    pub(super) fn warn_about_empty_list(&mut self, list: &ResolvedExpression, keyword: &str) {
        if matches!(&list.kind, ExpressionKind::Array(items) if items.is_empty()) {
            let message =
                format!("the list is always empty: the body of `{keyword}` is never printed");
            self.warnings.push(Diagnostic::warning(list.span, message));
        }
    }
}

/// Returns the warning about a condition that is constant. `outcome` describes the consequence.
fn constant_condition_warning(
    condition: &ResolvedExpression,
    outcome: impl FnOnce(bool) -> String,
) -> Option<Diagnostic> {
    let truth = constant_truth(condition)?;
    let message = format!("the condition is always {truth}: {}", outcome(truth));
    let warning = Diagnostic::warning(condition.span, message);
    Some(match &condition.kind {
        ExpressionKind::Constant(LiteralValue::Text(text)) if is_path_of_rust(text) => {
            warning.help(format!("for the value called `{text}`, write it without quotes"))
        }
        _ => warning,
    })
}

/// Returns the warning about operands of `and` or `or` that are never evaluated, because the truth of an
/// earlier one is always `decides`.
pub(super) fn unreachable_operand_warning(
    values: &[ResolvedExpression],
    decides: bool,
) -> Option<Diagnostic> {
    let at = values.iter().position(|value| constant_truth(value) == Some(decides))?;
    let (first, last) = (values.get(at + 1)?, values.last()?);
    let message = format!("this is never evaluated: a value before it is always {decides}");
    Some(
        Diagnostic::warning(first.span.to(last.span), message)
            .related(values[at].span, "this determines the result"),
    )
}

/// Returns the truth of a value, if it follows from the template alone.
fn constant_truth(value: &ResolvedExpression) -> Option<bool> {
    match &value.kind {
        ExpressionKind::Constant(constant) => Some(is_true(constant)),
        ExpressionKind::IncludeZero(value) => match value.kind {
            ExpressionKind::Constant(LiteralValue::Int(0)) => Some(true),
            // A false value may be equal to 0.
            _ => constant_truth(value).filter(|truth| *truth),
        },
        ExpressionKind::Not(value) => constant_truth(value).map(|truth| !truth),
        ExpressionKind::Array(values) => Some(!values.is_empty()),
        ExpressionKind::ShortCircuit { values, decides } => {
            let truths: Vec<Option<bool>> = values.iter().map(constant_truth).collect();
            if truths.contains(&Some(*decides)) {
                return Some(*decides);
            }
            truths.iter().all(Option::is_some).then_some(!decides)
        }
        _ => None,
    }
}

/// Returns `true` if a constant is true, by the rule of `Value::is_true` in the runtime.
fn is_true(constant: &LiteralValue) -> bool {
    match constant {
        LiteralValue::Null => false,
        LiteralValue::Bool(value) => *value,
        LiteralValue::Int(value) => *value != 0,
        LiteralValue::Float(value) => *value != 0.0 && !value.is_nan(),
        LiteralValue::Text(text) => !text.is_empty(),
    }
}

impl Resolver<'_> {
    /// Closes the innermost block, and warns about block params that are never read, unless their name
    /// begins with `_`.
    pub(super) fn leave_block(&mut self) {
        let Some(frame) = self.scope.leave() else { return };
        let last_read = frame.params.iter().rposition(|param| param.is_read);
        for (i, param) in frame.params.iter().enumerate() {
            let name = &param.name.text;
            if param.is_read || name.starts_with('_') {
                continue;
            }
            let help = if last_read.is_some_and(|last_read| i < last_read) && !frame.is_let {
                format!("write `_{name}`: it comes before one that is read")
            } else {
                let with = if frame.is_let { " with its value" } else { "" };
                format!("remove it{with}, or write `_{name}`")
            };
            let message = format!("the block param `{name}` is never read");
            self.warnings.push(Diagnostic::warning(param.name.span, message).help(help));
        }
    }
}

/// Adds a warning for each attribute with quotes in the text arguments of an inline `if` that is printed as text: its quotes are
/// escaped.
pub(crate) fn warn_about_escaped_quotes(
    printed: &ResolvedExpression,
    warnings: &mut Vec<Diagnostic>,
) {
    let ExpressionKind::If { then, otherwise, .. } = &printed.kind else { return };
    for value in [Some(then), otherwise.as_ref()].into_iter().flatten() {
        if let ExpressionKind::Constant(LiteralValue::Text(text)) = &value.kind
            && (text.contains("=\"") || text.contains("='"))
        {
            let message = "the quotes in this text are escaped";
            let help = "write `{{{if …}}}` to print them as they are, or the block `{{#if …}}`";
            warnings.push(Diagnostic::warning(value.span, message).help(help));
        }
        warn_about_escaped_quotes(value, warnings);
    }
}
