//! The tokens of expressions in Rust and in other template languages.

/// The marks of more than one character, longer ones before their prefixes.
const MARKS: [&str; 18] = [
    "===", "!==", "==", "!=", "<=", ">=", "&&", "||", "??", "?:", "?.", "::", ":=", "=>", "..",
    "<%", "%>", "//",
];

/// The maximum number of tokens of which the correct spelling is searched for.
const MAX_TOKENS: usize = 64;

/// A token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: TokenKind,
    /// The text as it is written.
    pub(super) text: &'t str,
    /// Whether there is whitespace before it.
    pub(super) is_spaced: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `name`, `../name`, `@index`, `$x`
    Name,
    /// `1`, `1.5`
    Number,
    /// `"text"`, `'text'`
    Text,
    /// An operator, or any other character.
    Mark,
}

/// Splits `text` into tokens. Returns `None` if it contains what is not a token, or very many.
pub(super) fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        let is_spaced = trimmed.len() < rest.len();
        rest = trimmed;
        let Some(first) = rest.chars().next() else { return Some(tokens) };
        let (kind, length) = match first {
            '"' | '\'' => (TokenKind::Text, string_length(rest)?),
            '0'..='9' => (TokenKind::Number, number_length(rest)?),
            _ => match name_length(rest) {
                0 => (TokenKind::Mark, mark_length(rest, first)),
                length => (TokenKind::Name, length),
            },
        };
        let (text, after) = rest.split_at(length);
        tokens.push(Token { kind, text, is_spaced });
        if tokens.len() > MAX_TOKENS {
            return None;
        }
        rest = after;
    }
}

fn mark_length(text: &str, first: char) -> usize {
    MARKS.iter().find(|mark| text.starts_with(**mark)).map_or(first.len_utf8(), |mark| mark.len())
}

/// Returns the length of the string at the beginning of `text`, if it is closed.
fn string_length(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut is_escaped = false;
    text.char_indices().skip(1).find_map(|(at, c)| {
        let is_end = c == quote && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end.then_some(at + 1)
    })
}

/// Returns the length of the number at the beginning of `text`, unless it has a suffix.
fn number_length(text: &str) -> Option<usize> {
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let whole = digits(text);
    let fraction = text[whole..].strip_prefix('.').map_or(0, digits);
    let length = whole + if fraction > 0 { 1 + fraction } else { 0 };
    let next = text[length..].chars().next();
    (!next.is_some_and(is_name_char)).then_some(length)
}

/// Returns the length of the name at the beginning of `text`, or 0: letters, and between them hyphens and slashes.
fn name_length(text: &str) -> usize {
    let mut start = usize::from(text.starts_with('@'));
    while text[start..].starts_with("../") {
        start += 3;
    }
    if text[start..].starts_with("./") {
        start += 2;
    }
    let mut length = 0;
    let mut before = None;
    for (at, c) in text[start..].char_indices() {
        if is_name_char(c) {
            length = at + c.len_utf8();
        } else if !(matches!(c, '-' | '/') && before.is_some_and(is_name_char)) {
            break;
        }
        before = Some(c);
    }
    if length == 0 { 0 } else { start + length }
}

fn is_name_char(c: char) -> bool {
    c == '_' || c == '$' || c.is_alphanumeric()
}
