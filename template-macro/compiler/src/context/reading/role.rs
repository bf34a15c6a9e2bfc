//! The syntactic role of a value at a position in a script.

use super::{Module, Parenthesis, Reading, Token};
use crate::context::{
    before::{Before, EVALUATORS, Role},
    escape_sequence::EscapeSequence,
    language::{Dialect, Unread},
};

/// The syntactic role of a value at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::context) enum ScriptRole {
    /// An expression, or a part of one.
    Expression,
    /// A part of a string.
    String,
    /// In the text of a template literal.
    Template,
    /// In a regular expression.
    Regexp,
    /// In a comment.
    Comment,
    /// After a backslash.
    Backslash,
    /// In an escape sequence, after the backslash.
    Escape,
    /// A part of a name or a number.
    Word,
    /// The name of a property, after a dot.
    Property,
    /// A name that this keyword declares.
    Declaration(&'static str),
    /// Directly after another value.
    Beside,
    /// A script that this function runs, or a part of one.
    Code(&'static str),
    /// The module that is imported, or a part of its name that may choose the server.
    Import,
    /// In a language that is not read.
    Unread(Unread),
}

impl Reading {
    /// Returns the syntactic role of a value here, or `None` if it follows a slash that may be a division or begin a regular expression.
    pub(in crate::context) fn role(&self) -> Option<ScriptRole> {
        if let Dialect::Unread(reason) = self.dialect {
            return Some(ScriptRole::Unread(reason));
        }
        if let (Token::Code | Token::String(_), Some(Parenthesis::Code(name, 0))) =
            (self.token, self.parentheses.last())
        {
            return Some(ScriptRole::Code(name));
        }
        let is_escaped = !matches!(self.escape, EscapeSequence::None | EscapeSequence::Return);
        Some(match self.token {
            Token::Code => return self.role_in_code(),
            Token::LineComment | Token::Comment(_) => ScriptRole::Comment,
            Token::Template => ScriptRole::Template,
            Token::Regexp(_) => ScriptRole::Regexp,
            Token::String(_) if self.escape == EscapeSequence::Backslash => ScriptRole::Backslash,
            Token::String(_) if is_escaped => ScriptRole::Escape,
            Token::String(_) => match &self.module {
                Module::None => ScriptRole::String,
                Module::Url(url) if url.has_fixed_origin() => ScriptRole::String,
                Module::Url(_) | Module::Escaped => ScriptRole::Import,
            },
        })
    }

    fn role_in_code(&self) -> Option<ScriptRole> {
        let role = match &self.before {
            Before::Slash(before) => {
                if before.is_value(self.begins_line)? {
                    ScriptRole::Expression
                } else {
                    ScriptRole::Regexp
                }
            }
            // In JSON there are no words.
            _ if self.dialect == Dialect::Json => ScriptRole::Expression,
            Before::Printed(_) if !self.begins_line => ScriptRole::Beside,
            Before::Dots(1 | 2) | Before::ImportDot => ScriptRole::Property,
            Before::Word(_, Role::Label) => ScriptRole::Word,
            before @ Before::Word(_, _) => match before.clone().settled() {
                Before::Value => ScriptRole::Word,
                Before::Keyword(name) if EVALUATORS.contains(&name) => ScriptRole::Word,
                settled => of_keyword(&settled),
            },
            before => of_keyword(before),
        };
        Some(role)
    }
}

/// Returns the syntactic role of a value after a keyword or another token.
fn of_keyword(before: &Before) -> ScriptRole {
    match before {
        Before::Keyword(keyword @ ("class" | "const" | "function" | "let" | "var")) => {
            ScriptRole::Declaration(keyword)
        }
        Before::Keyword("from" | "import") | Before::Import => ScriptRole::Import,
        _ => ScriptRole::Expression,
    }
}
