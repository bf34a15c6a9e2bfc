//! Names in style sheets, and the characters that may begin a comment or an at-rule.

use super::{Style, StyleToken, Unclear, is_line_break};
use crate::context::url::Url;

/// The length of the longest name that matters, `@import`.
const MAX_WORD: usize = 7;

/// The character that represents a value in a name.
pub(super) const VALUE: char = '\0';

impl Style {
    /// Appends a character to the name that the text ends in.
    pub(super) fn push_word(&mut self, c: char) {
        // One more than the longest name, so that no longer one is taken for it.
        if self.word.len() <= MAX_WORD {
            self.word.push(c.to_ascii_lowercase());
        }
    }

    /// Continues with a character that is not in a string, a URL or a block comment.
    pub(super) fn push_code(&mut self, c: char) {
        let word = std::mem::take(&mut self.word);
        match (word.as_str(), c) {
            ("<", '!') | ("<!", '-') => {
                self.word = [word.as_str(), c.encode_utf8(&mut [0; 4])].concat()
            }
            // `<!--` is a token.
            ("<!-", '-') => {}
            _ if is_part_of_name(c) => {
                self.word = if is_mark(&word) { String::new() } else { word };
                self.push_word(c);
            }
            _ => {
                self.is_import |= word == "@import";
                self.push_mark(&word, c);
            }
        }
    }

    /// Continues with a character that is part of no name, after a name or nothing.
    fn push_mark(&mut self, word: &str, c: char) {
        match c {
            '"' | '\'' => self.token = StyleToken::String(c, Url::new()),
            '*' if word == "/" => self.token = StyleToken::Comment(false),
            '/' if word == "/" => self.token = StyleToken::AfterSlashes,
            ';' | '{' | '}' => self.is_import = false,
            '(' if word == "url" => self.token = StyleToken::UrlStart,
            '(' if may_be_url(word) && self.unclear == Unclear::Clear => {
                self.unclear = Unclear::InFunction;
            }
            _ if is_line_break(c) => self.token = StyleToken::Code,
            _ => {}
        }
        if matches!(c, '/' | '@' | '#' | '<') {
            self.word.push(c);
        }
    }
}

/// Joins the names that two branches end in: one that may be either.
pub(super) fn join_words(one: String, other: String) -> String {
    match (one, other) {
        (one, other) if one == other => one,
        (one, other) if one.starts_with('@') || other.starts_with('@') => String::from("@import"),
        _ => String::from(VALUE),
    }
}

/// Returns `true` if the text ends in characters that may begin a comment, and not in a name.
pub(super) fn is_mark(word: &str) -> bool {
    matches!(word, "/" | "<" | "<!" | "<!-")
}

/// Returns `true` if a name with values in it may be `url`.
fn may_be_url(word: &str) -> bool {
    let (Some((before, _)), Some((_, after))) = (word.split_once(VALUE), word.rsplit_once(VALUE))
    else {
        return false;
    };
    "url".starts_with(before) && "url".ends_with(after)
}

/// Returns `true` if a character is part of names.
pub(super) const fn is_part_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()
}
