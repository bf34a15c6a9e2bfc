//! The syntax of Rust and of other template languages: translates an expression or a tag to this language.
//!
//! A template that uses such syntax is invalid, or prints it as text. The diagnostics show the translation, so the
//! translation must be valid, and there is none for constructs without an equivalent.

mod expression;
mod names;
mod operators;
mod statement;
mod term;
mod text;
mod tokens;

pub(crate) use operators::operator_help;
pub(crate) use statement::word_help;
pub(crate) use text::{Notation, Notations};

use expression::Parser;
use names::HELPERS;
pub use names::standard_helper;
pub(crate) use names::{ARITHMETIC_HELP, loop_variable};
use statement::{Head, Tag, statement};
use tokens::tokens;

/// The translation of a tag or an expression to this language.
pub(crate) struct Spelling {
    pub(crate) text: String,
    /// The standard helpers in it.
    helpers: Vec<&'static str>,
    /// Whether a value that is false is treated as a missing one, which it is not in the other notation.
    treats_false_as_missing: bool,
}

impl Spelling {
    /// Creates the spelling of an expression that consists of keywords, and was written in this language.
    pub(crate) fn of_keywords(text: String) -> Self {
        Self { text, helpers: Vec::new(), treats_false_as_missing: false }
    }

    /// Creates the spelling of what a parser has parsed.
    fn new(text: String, parser: Parser<'_>) -> Self {
        Self {
            text,
            helpers: parser.helpers,
            treats_false_as_missing: parser.treats_false_as_missing,
        }
    }

    /// Returns it with another text, in which it is a part of a tag.
    pub(crate) fn with_text(&self, text: String) -> Self {
        Self { text, helpers: self.helpers.clone(), ..*self }
    }

    /// Returns the sentence that suggests a correction.
    pub(crate) fn help(&self) -> String {
        let mut help = format!("write `{}`", self.text);
        let mut helpers = self.helpers.clone();
        helpers.sort_unstable();
        helpers.dedup();
        for (i, helper) in helpers.iter().enumerate() {
            help += &format!("{}`{helper}`", if i == 0 { "; " } else { ", " });
        }
        match helpers.len() {
            0 => {}
            1 => help += &format!(" is one of `{HELPERS}`"),
            _ => help += &format!(" are in `{HELPERS}`"),
        }
        if self.treats_false_as_missing {
            help += "; `false`, 0 and `\"\"` are treated as missing, too";
        }
        help
    }
}

/// Returns the spelling of a tag, with its braces. `opening` is the braces and the marks at its beginning, and `inside`
/// what follows them up to the closing braces.
pub(crate) fn tag_spelling(opening: &str, inside: &str) -> Option<Spelling> {
    let trims = inside.ends_with('~');
    let inside = inside.strip_suffix('~').unwrap_or(inside);
    let marks = opening.strip_prefix("{{")?;
    let (marks, trims_before) = match marks.strip_prefix('~') {
        Some(marks) => (marks, true),
        None => (marks, false),
    };
    let head = match marks {
        "" => Head::Mustache,
        "&" => Head::Unescaped,
        "{" => Head::Unescaped,
        "#" => Head::Block,
        _ => return None,
    };
    // In Jinja and Go, a hyphen trims.
    let (inside, trims_before) = match inside.strip_prefix("- ") {
        Some(inside) => (inside, true),
        None => (inside, trims_before),
    };
    let (inside, trims) = match inside.strip_suffix(" -") {
        Some(inside) => (inside, true),
        None => (inside, trims),
    };
    let tokens = tokens(inside)?;
    let mut parser = Parser::new(&tokens);
    let Tag { mark, content } = statement(&mut parser, head)?;
    let (left, right) = if mark == "{" { ("", "}") } else { ("", "") };
    let before = if trims_before { "~" } else { left };
    let after = if trims { "~" } else { "" };
    let text = format!("{{{{{before}{mark}{content}{right}{after}}}}}");
    Some(Spelling::new(text, parser))
}

/// Returns the spelling of an expression, as an argument.
pub(crate) fn operand_spelling(text: &str) -> Option<Spelling> {
    let tokens = tokens(text)?;
    let mut parser = Parser::new(&tokens);
    let term = parser.expression(true)?;
    let is_whole = parser.is_done() && parser.is_foreign && !parser.is_unescaped;
    is_whole.then(|| Spelling::new(term.operand(), parser))
}
