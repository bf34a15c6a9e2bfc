//! Calls in the syntax of other languages: `a and b`, `not a`, `item in list`. A template that contains them is
//! invalid; the diagnostics show the call in the syntax of this language.

use super::{Resolver, keywords::comparison};
use crate::{
    notations::{Spelling, operand_spelling, operator_help, tag_spelling},
    parse::ast::{Call, Expression, Path},
    source::{Diagnostic, Span},
};

/// The maximum number of words of which the diagnostics show the correct call.
const MAX_WORDS: usize = 16;

impl Resolver<'_> {
    /// Returns the error for an operator between its operands, as in `(a and b)`, where `a` would be called.
    pub(super) fn infix_error(&self, call: &Call) -> Option<Diagnostic> {
        let ([Expression::Path(operator), _, ..], true) =
            (call.positional.as_slice(), call.named.is_empty())
        else {
            return None;
        };
        let name = operator.text.as_str();
        let is_callable = call
            .name()
            .and_then(Path::plain)
            .is_some_and(|callee| self.is_closure(callee) || self.known.get(callee).is_some());
        if is_callable || self.scope.has_param(name) {
            return None;
        }
        if is_infix(name) {
            let words: Vec<&Expression> =
                [&call.callee].into_iter().chain(&call.positional).collect();
            let correct = self.prefix_form(&words)?;
            let message = format!("`{name}` must be written before its values");
            let error = Diagnostic::error(operator.span, message);
            return Some(error.help(self.help_in_place_of(call, &Spelling::of_keywords(correct))));
        }
        let help = operator_help(name)?;
        let message = format!("templates have no operator `{name}`");
        let error = Diagnostic::error(operator.span, message);
        Some(match operand_spelling(self.source.text_of(call.span)) {
            Some(spelling) => error.help(self.help_in_place_of(call, &spelling)),
            None => error.help(help),
        })
    }

    /// Returns the error for an inline `if` that consists of a condition with an operator, and has no values:
    /// `{{if a and b}}`.
    pub(super) fn infix_condition_error(&self, call: &Call) -> Option<Diagnostic> {
        let [_, Expression::Path(operator), _] = call.positional.as_slice() else { return None };
        if !is_infix(&operator.text) || self.scope.has_param(&operator.text) {
            return None;
        }
        let words: Vec<&Expression> = call.positional.iter().collect();
        let condition = self.prefix_form(&words)?;
        let error = Diagnostic::error(
            operator.span,
            format!("`{}` must be written before its values", operator.text),
        );
        let name = call.name().map_or("if", |path| &path.text);
        Some(error.help(if call.is_in_parentheses() {
            format!("write values after `{condition}`")
        } else {
            format!("write `{{{{#{name} {condition}}}}}`, or values after `{condition}`")
        }))
    }

    /// Returns the error for a call that is a statement of another language: `{{for x in xs}}`, `{{- x -}}`.
    pub(super) fn statement_error(&self, call: &Call) -> Option<Diagnostic> {
        let path = call.name()?;
        let tag = self.source.text_of(call.span);
        match path.text.as_str() {
            "for" => {
                let error = Diagnostic::error(path.span, "there is no block called `for`");
                Some(error.help(tag_spelling("{{", tag)?.help()))
            }
            "-" => {
                let error = Diagnostic::error(path.span, "`-` does not remove whitespace");
                let value = tag.trim_matches('-').trim();
                Some(error.help(format!("write `{{{{~{value}~}}}}`")))
            }
            _ => None,
        }
    }

    /// Returns the help for a tag with several words where it takes one value: the value as a call. `each`
    /// specifies whether the tag opens an `each`.
    pub(super) fn single_value_help(&self, words: &[Expression], each: bool) -> String {
        if let (true, [Expression::Path(item), word, list @ ..]) = (each, words)
            && is_preposition(word)
            && let Some(item) = item.plain()
            && let Some(list) = self.call_form(&list.iter().collect::<Vec<_>>())
        {
            return format!("write `{{{{#each {list} as |{item}|}}}}`");
        }
        match self.call_form(&words.iter().collect::<Vec<_>>()) {
            Some(call) => format!("put the call in parentheses: `{call}`"),
            None => "put a helper call in parentheses: `(f a b)`".to_owned(),
        }
    }

    /// Returns the call that words are probably meant to be, as an argument: `f a` as `(f a)`, `a and b` as
    /// `(and a b)`.
    fn call_form(&self, words: &[&Expression]) -> Option<String> {
        match words {
            [] => None,
            [word] => Some(self.written(word).to_owned()),
            [first, .., last] => self.prefix_form(words).or_else(|| {
                let span = first.span().to(last.span());
                if let Some(spelling) = operand_spelling(self.source.text_of(span)) {
                    return Some(spelling.text);
                }
                let [Expression::Path(callee), arguments @ ..] = words else { return None };
                let is_plain =
                    arguments.iter().all(|word| operator(word).is_none() && !is_preposition(word));
                let callee_is_plain = callee.plain().is_some() && words.len() <= MAX_WORDS;
                let written: Vec<&str> = words.iter().map(|word| self.written(word)).collect();
                (is_plain && callee_is_plain).then(|| format!("({})", written.join(" ")))
            }),
        }
    }

    /// Returns the help to write `operand`, the call in this language as an argument, in place of a call: in parentheses if the
    /// call is, and in the braces of the mustache if it is all of its contents.
    pub(super) fn help_in_place_of(&self, call: &Call, operand: &Spelling) -> String {
        let Span { start, end } = self.mustache;
        let content = operand.text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        let is_content =
            !call.is_in_parentheses() && start < call.span.start && call.span.end < end;
        let (Some(content), true) = (content, is_content) else { return operand.help() };
        let written = self.source.text_of(self.mustache);
        let opening = written[..call.span.start - start].trim_end();
        let closing = written[call.span.end - start..].trim_start();
        let text = format!("{opening}{content}{closing}");
        operand.with_text(text).help()
    }

    /// Returns the calls that operators among `words` are meant to be: `a and not b` as `(and a (not b))`.
    /// Returns `None` if the words are not operators and operands.
    pub(super) fn prefix_form(&self, words: &[&Expression]) -> Option<String> {
        let mut words = words;
        let is_short = words.len() <= MAX_WORDS;
        let form = is_short.then(|| self.operation(&mut words, Precedence::Or))??;
        (words.is_empty() && form.starts_with('(')).then_some(form)
    }

    /// Takes the words of an operation whose operators bind at least as tightly as `precedence`.
    fn operation(&self, words: &mut &[&Expression], precedence: Precedence) -> Option<String> {
        let next = match precedence {
            Precedence::Or => Precedence::And,
            Precedence::And => Precedence::Not,
            Precedence::Not => {
                if words.first().and_then(|word| operator(word)) == Some(("not", Precedence::Not)) {
                    *words = &words[1..];
                    let operand = self.operation(words, Precedence::Not)?;
                    return Some(format!("(not {operand})"));
                }
                Precedence::Comparison
            }
            Precedence::Comparison => Precedence::Operand,
            Precedence::Operand => {
                let (word, rest) = words.split_first()?;
                *words = rest;
                return operator(word).is_none().then(|| self.written(word).to_owned());
            }
        };
        let mut left = self.operation(words, next)?;
        while let Some((name, found)) = words.first().and_then(|word| operator(word))
            && found == precedence
        {
            *words = &words[1..];
            let right = self.operation(words, next)?;
            left = format!("({name} {left} {right})");
        }
        Some(left)
    }

    /// Returns an expression as written in the template.
    fn written(&self, expression: &Expression) -> &str {
        let span = expression.span();
        self.source.text_of(span)
    }
}

/// The precedence of an operator, from the lowest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precedence {
    Or,
    And,
    Not,
    Comparison,
    Operand,
}

/// Returns the operator that a word is, if it is one.
fn operator(word: &Expression) -> Option<(&str, Precedence)> {
    let Expression::Path(path) = word else { return None };
    let name = path.text.as_str();
    let precedence = match name {
        "or" => Precedence::Or,
        "and" => Precedence::And,
        "not" => Precedence::Not,
        _ => comparison(name).map(|_| Precedence::Comparison)?,
    };
    Some((name, precedence))
}

/// Returns `true` if a word is one that other languages write before a list.
pub(super) fn is_preposition(word: &Expression) -> bool {
    matches!(word, Expression::Path(path) if matches!(path.text.as_str(), "in" | "of"))
}

/// Returns `true` if a keyword is an operator that other languages write between its operands.
fn is_infix(name: &str) -> bool {
    matches!(name, "and" | "or") || comparison(name).is_some()
}
