//! Operators between their operands, in the syntax of Rust and of other template languages.

use super::{
    expression::Parser,
    names::ARITHMETIC_HELP,
    term::Term,
    tokens::{Token, TokenKind},
};

/// The standard helpers that compute with numbers.
const ARITHMETIC: [&str; 5] = ["add", "sub", "mul", "div", "rem"];

/// The precedence of an operator, from the lowest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binding {
    Or,
    And,
    Not,
    Comparison,
    /// `+`, `-` and `~`
    Sum,
    Product,
    Filter,
}

/// Returns the keyword for an operator between its operands, and how tightly it binds.
fn operator(token: &Token<'_>) -> Option<(&'static str, Binding)> {
    Some(match token.text {
        "||" | "or" | "??" | "?:" => ("or", Binding::Or),
        "&&" | "and" => ("and", Binding::And),
        "==" | "===" | "eq" => ("eq", Binding::Comparison),
        "!=" | "!==" | "ne" | "neq" => ("ne", Binding::Comparison),
        "<" | "lt" => ("lt", Binding::Comparison),
        ">" | "gt" => ("gt", Binding::Comparison),
        "<=" | "le" | "lte" => ("le", Binding::Comparison),
        ">=" | "ge" | "gte" => ("ge", Binding::Comparison),
        "~" => ("concat", Binding::Sum),
        "+" => ("add", Binding::Sum),
        "-" => ("sub", Binding::Sum),
        "*" => ("mul", Binding::Product),
        // Otherwise it separates the names of a path.
        "/" if token.is_spaced => ("div", Binding::Product),
        "%" => ("rem", Binding::Product),
        _ => return None,
    })
}

/// Returns the help for an operator of other languages that the grammar accepts as a name, in an expression that has no
/// translation.
pub(crate) fn operator_help(name: &str) -> Option<&'static str> {
    Some(match name {
        "-" => ARITHMETIC_HELP,
        "?" => "call `if`, as in `{{if a b c}}`, or `(if a b c)` inside another call",
        "if" | "as" | "is" | "??" => "write the name of a helper before its values",
        "in" | "of" => "write a Rust function for it, and call it",
        _ => return None,
    })
}

/// Returns `true` if a word is an infix operator in other languages, and so is not an argument.
pub(super) fn is_infix_word(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Name
        && (operator(token).is_some()
            || matches!(
                token.text,
                "if" | "else" | "is" | "in" | "of" | "as" | "not" | "contains" | "then"
            ))
}

impl Parser<'_> {
    /// Takes operands of operators that bind at least as tightly as `binding`.
    pub(super) fn binary(&mut self, binding: Binding, applies: bool) -> Option<Term> {
        let next = match binding {
            Binding::Or => Binding::And,
            Binding::And => Binding::Not,
            Binding::Not => {
                let is_prefix = self.tokens.get(self.at + 1).is_some_and(|next| next.text != "in");
                if is_prefix && self.take("not") {
                    let operand = self.binary(Binding::Not, applies)?;
                    return Some(Term::call("not", [&operand]));
                }
                Binding::Comparison
            }
            Binding::Comparison => Binding::Sum,
            Binding::Sum => Binding::Product,
            Binding::Product => Binding::Filter,
            Binding::Filter => return self.filtered(applies),
        };
        let mut left = self.binary(next, applies)?;
        while let Some(token) = self.peek() {
            if binding == Binding::Comparison && self.take("is") {
                left = self.test(&left)?;
                continue;
            }
            let Some((keyword, _)) = operator(token).filter(|(_, found)| *found == binding) else {
                break;
            };
            self.at += 1;
            self.is_foreign = true;
            let right = self.binary(next, false)?;
            left = self.operation(token.text, keyword, left, &right)?;
        }
        Some(left)
    }

    /// Returns the call for an operator, whose keyword or helper is `callee`, between two operands. Returns none if the
    /// helpers of arithmetic do not take these: they take numbers.
    fn operation(
        &mut self,
        operator: &str,
        callee: &'static str,
        left: Term,
        right: &Term,
    ) -> Option<Term> {
        let is_text = |term: &Term| match term {
            Term::Literal(text) => text.starts_with(['"', '\'']),
            Term::Call { callee, .. } => callee == "concat",
            Term::Path(_) => false,
        };
        let has_text = is_text(&left) || is_text(right);
        let joins_text = callee == "concat" || operator == "+" && has_text;
        if ARITHMETIC.contains(&callee) && !joins_text {
            if has_text {
                return None;
            }
            self.helpers.push(callee);
        }
        self.treats_false_as_missing |= operator == "??";
        Some(match left {
            Term::Call { callee, mut arguments } if joins_text && callee == "concat" => {
                arguments.push(right.operand());
                Term::Call { callee, arguments }
            }
            left if joins_text => Term::call("concat", [&left, right]),
            left => Term::call(callee, [&left, right]),
        })
    }

    /// Takes what follows `is`: `defined`, `none`, `not none`, or a value.
    fn test(&mut self, value: &Term) -> Option<Term> {
        self.is_foreign = true;
        let is_negated = self.take("not");
        let comparison = |equal: bool| if equal == is_negated { "ne" } else { "eq" };
        let token = self.peek()?;
        Some(match token.text {
            "defined" => {
                self.at += 1;
                Term::call(comparison(false), [value, &Term::null()])
            }
            "undefined" => {
                self.at += 1;
                Term::call(comparison(true), [value, &Term::null()])
            }
            _ => {
                let right = self.binary(Binding::Sum, false)?;
                Term::call(comparison(true), [value, &right])
            }
        })
    }
}
