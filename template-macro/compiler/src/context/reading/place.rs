//! The syntactic role of a value at a position in a script.

use super::{Module, Parenthesis, Reading, Token};
use crate::context::{
    before::{Before, EVALUATORS, Role},
    escape_sequence::EscapeSequence,
    language::{Dialect, Unread},
};

/// The syntactic role of a value at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::context) enum ScriptPlace {
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
    /// Returns the syntactic role of a value here, or `None` if it follows a slash that may be a division or begin a regular
    /// expression.
    pub(in crate::context) fn place(&self) -> Option<ScriptPlace> {
        if let Dialect::Unread(reason) = self.dialect {
            return Some(ScriptPlace::Unread(reason));
        }
        if let (Token::Code | Token::String(_), Some(Parenthesis::Code(name, 0))) =
            (self.token, self.parentheses.last())
        {
            return Some(ScriptPlace::Code(name));
        }
        let is_escaped = !matches!(self.escape, EscapeSequence::None | EscapeSequence::Return);
        Some(match self.token {
            Token::Code => return self.place_in_code(),
            Token::LineComment | Token::Comment(_) => ScriptPlace::Comment,
            Token::Template => ScriptPlace::Template,
            Token::Regexp(_) => ScriptPlace::Regexp,
            Token::String(_) if self.escape == EscapeSequence::Backslash => ScriptPlace::Backslash,
            Token::String(_) if is_escaped => ScriptPlace::Escape,
            Token::String(_) => match &self.module {
                Module::None => ScriptPlace::String,
                Module::Url(url) if url.has_fixed_origin() => ScriptPlace::String,
                Module::Url(_) | Module::Escaped => ScriptPlace::Import,
            },
        })
    }

    fn place_in_code(&self) -> Option<ScriptPlace> {
        let place = match &self.before {
            Before::Slash(before) => match before.is_value(self.begins_line)? {
                true => ScriptPlace::Expression,
                false => ScriptPlace::Regexp,
            },
            // In JSON there are no words.
            _ if self.dialect == Dialect::Json => ScriptPlace::Expression,
            Before::Printed(_) if !self.begins_line => ScriptPlace::Beside,
            Before::Dots(1 | 2) | Before::ImportDot => ScriptPlace::Property,
            Before::Word(_, Role::Label) => ScriptPlace::Word,
            before @ Before::Word(_, _) => match before.clone().settled() {
                Before::Value => ScriptPlace::Word,
                Before::Keyword(name) if EVALUATORS.contains(&name) => ScriptPlace::Word,
                settled => of_keyword(&settled),
            },
            before => of_keyword(before),
        };
        Some(place)
    }
}

/// Returns the syntactic role of a value after a keyword or another token.
fn of_keyword(before: &Before) -> ScriptPlace {
    match before {
        Before::Keyword(keyword @ ("class" | "const" | "function" | "let" | "var")) => {
            ScriptPlace::Declaration(keyword)
        }
        Before::Keyword("from" | "import") | Before::Import => ScriptPlace::Import,
        _ => ScriptPlace::Expression,
    }
}
