//! The automaton over static text of style sheets, by the tokens of [CSS Syntax].
//!
//! [CSS Syntax]: https://www.w3.org/TR/css-syntax-3/#tokenization

mod escapes;
mod words;

use super::{
    language::Unread,
    url::{Url, UrlPart},
};
use escapes::Escape;
use words::{VALUE, is_mark, join_words};

/// A position in a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Style {
    token: StyleToken,
    /// The escape that the text ends in.
    escape: Escape,
    /// Whether the statement is an `@import`, whose URL refers to a style sheet.
    is_import: bool,
    /// The end of the name that the text ends in, in lower case. A value in it is [`VALUE`], and characters that may
    /// begin a comment are such names, too.
    word: String,
    /// Whether and where the tokens depend on a value.
    unclear: Unclear,
}

/// The token of a style sheet that a position is in.
#[derive(Clone, Debug, PartialEq, Eq)]
enum StyleToken {
    /// Between tokens, or in an identifier or a number.
    Code,
    /// After `//`, which begins a comment in other languages, up to the end of the line.
    AfterSlashes,
    /// In a comment; whether the last character is the `*` that may end it.
    Comment(bool),
    /// In a string with this quote. Many strings are URLs.
    String(char, Url),
    /// After `url(`, before a quote or a URL.
    UrlStart,
    /// In `url(…)`, with this quote if it has one.
    Url(Option<char>, Url),
    /// After whitespace at the end of a URL without quotes, which may be empty, before the parenthesis.
    UrlEnd { is_empty: bool },
    /// In an invalid URL, up to a parenthesis.
    BadUrl,
    /// In a language that is not read.
    Unread(Unread),
}

/// Whether the tokens depend on a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unclear {
    /// Not at all.
    Clear,
    /// In the parentheses of a function that a value may name `url`.
    InFunction,
    /// From here on.
    Rest,
}

/// The syntactic role of a value at a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StylePlace<'s> {
    /// A word or a number, or a part of one.
    Code,
    /// A part of a string.
    String(&'s Url),
    /// A part of `url(…)`. Nothing precedes it if there is no URL.
    Url(Option<&'s Url>),
    /// In a comment.
    Comment,
    /// After a backslash.
    Backslash,
    /// In an escape, after the backslash.
    Escape,
    /// In an `@import`.
    Import,
    /// The name of an at-rule, or a part of it.
    AtRule,
    /// In a `url(…)` that is none.
    BadUrl,
    /// In a position whose tokens depend on an earlier value.
    Unclear,
    /// In a language that is not read.
    Unread(Unread),
}

impl Style {
    /// Returns the beginning of a style sheet.
    pub(super) const fn new() -> Self {
        Self {
            token: StyleToken::Code,
            escape: Escape::None,
            is_import: false,
            word: String::new(),
            unclear: Unclear::Clear,
        }
    }

    /// Returns the beginning of a style sheet in a language that is not read.
    pub(super) fn unread(reason: Unread) -> Self {
        Self { token: StyleToken::Unread(reason), ..Self::new() }
    }

    /// Returns the syntactic role of a value here.
    pub(super) fn place(&self) -> StylePlace<'_> {
        match (&self.token, self.escape) {
            (StyleToken::Unread(reason), _) => StylePlace::Unread(*reason),
            (StyleToken::Comment(_) | StyleToken::AfterSlashes, _) => StylePlace::Comment,
            _ if self.unclear != Unclear::Clear => StylePlace::Unclear,
            _ if self.is_import || self.word == "@import" => StylePlace::Import,
            (_, Escape::Backslash) => StylePlace::Backslash,
            (_, Escape::Digits(..)) => StylePlace::Escape,
            (StyleToken::Code, _) if self.word.starts_with('@') => StylePlace::AtRule,
            // A word is harmless if a parenthesis must follow it.
            (StyleToken::Code | StyleToken::UrlEnd { .. }, _) => StylePlace::Code,
            (StyleToken::String(_, url), _) => StylePlace::String(url),
            (StyleToken::UrlStart, _) => StylePlace::Url(None),
            (StyleToken::Url(_, url), _) => StylePlace::Url(Some(url)),
            (StyleToken::BadUrl, _) => StylePlace::BadUrl,
        }
    }

    /// Returns the URL that the position is in.
    pub(super) const fn url(&self) -> Option<&Url> {
        match &self.token {
            StyleToken::String(_, url) | StyleToken::Url(_, url) => Some(url),
            _ => None,
        }
    }

    /// Continues with a character of static text.
    pub(super) fn push(&mut self, c: char) {
        if matches!(self.token, StyleToken::Unread(_)) || self.push_escape(c) {
            return;
        }
        if c == '\\' && !matches!(self.token, StyleToken::Comment(_)) {
            self.escape = Escape::Backslash;
            return;
        }
        self.note_unclear(c);
        match &mut self.token {
            StyleToken::Code | StyleToken::AfterSlashes => self.push_code(c),
            StyleToken::Comment(ends) => {
                if *ends && c == '/' {
                    self.token = StyleToken::Code;
                } else {
                    *ends = c == '*';
                }
            }
            // A line break ends a string that has no other end.
            StyleToken::String(quote, _) | StyleToken::Url(Some(quote), _)
                if c == *quote || is_line_break(c) =>
            {
                self.token = StyleToken::Code;
            }
            StyleToken::String(_, url) | StyleToken::Url(Some(_), url) => {
                url.push(c);
            }
            StyleToken::UrlStart if c.is_ascii_whitespace() => {}
            StyleToken::UrlStart if matches!(c, '"' | '\'') => {
                self.token = StyleToken::Url(Some(c), Url::new());
            }
            StyleToken::UrlStart | StyleToken::Url(None, _) | StyleToken::UrlEnd { .. } => {
                self.push_url(c);
            }
            StyleToken::BadUrl => {
                if c == ')' {
                    self.token = StyleToken::Code;
                }
            }
            StyleToken::Unread(_) => {}
        }
    }

    /// Continues a URL without quotes.
    fn push_url(&mut self, c: char) {
        let token = std::mem::replace(&mut self.token, StyleToken::BadUrl);
        let is_printable = !matches!(c, '\0'..='\x08' | '\x0b' | '\x0e'..='\x1f' | '\x7f');
        self.token = match (token, c) {
            (_, ')') => StyleToken::Code,
            (end @ StyleToken::UrlEnd { .. }, _) if c.is_ascii_whitespace() => end,
            (StyleToken::Url(_, url), _) if c.is_ascii_whitespace() => {
                StyleToken::UrlEnd { is_empty: url.prefix.is_none() }
            }
            (StyleToken::UrlEnd { .. }, _) | (_, '"' | '\'' | '(') => StyleToken::BadUrl,
            (_, _) if !is_printable => StyleToken::BadUrl,
            (StyleToken::Url(_, mut url), _) => {
                url.push(c);
                StyleToken::Url(None, url)
            }
            _ => {
                let mut url = Url::new();
                url.push(c);
                StyleToken::Url(None, url)
            }
        };
    }

    /// Records that a character may be parsed in another way, depending on a value.
    fn note_unclear(&mut self, c: char) {
        match &self.token {
            // If the value is empty, the URL begins with the quote.
            StyleToken::Url(None, url) if matches!(c, '"' | '\'') && url.prefix.is_none() => {
                self.unclear = Unclear::Rest;
            }
            StyleToken::UrlEnd { is_empty: true } if matches!(c, '"' | '\'') => {
                self.unclear = Unclear::Rest;
            }
            _ if self.unclear != Unclear::InFunction => {}
            StyleToken::Code if c == ')' => self.unclear = Unclear::Clear,
            StyleToken::Code if matches!(c, '"' | '\'' | '(' | '/') => {
                self.unclear = Unclear::Rest;
            }
            _ => {}
        }
    }

    /// Continues with a value.
    pub(super) fn push_value(&mut self) {
        self.escape = Escape::None;
        match &mut self.token {
            StyleToken::String(_, url) | StyleToken::Url(_, url) => url.push_value(),
            StyleToken::UrlStart => {
                let mut url = Url::new();
                url.push_value();
                self.token = StyleToken::Url(None, url);
            }
            StyleToken::Code | StyleToken::AfterSlashes => {
                if is_mark(&self.word) {
                    self.word.clear();
                }
                self.push_word(VALUE);
            }
            StyleToken::UrlEnd { .. } => self.token = StyleToken::BadUrl,
            _ => {}
        }
    }

    /// Joins the positions of two branches, if they are in the same token.
    pub(super) fn join(self, other: Self) -> Option<Self> {
        let token = match (self.token, other.token) {
            (StyleToken::String(quote, one), StyleToken::String(other_quote, other))
                if quote == other_quote =>
            {
                StyleToken::String(quote, one.join(other))
            }
            (StyleToken::Url(quote, one), StyleToken::Url(other_quote, other))
                if quote == other_quote =>
            {
                StyleToken::Url(quote, one.join(other))
            }
            (StyleToken::Code | StyleToken::AfterSlashes, StyleToken::AfterSlashes)
            | (StyleToken::AfterSlashes, StyleToken::Code) => StyleToken::AfterSlashes,
            (one, other) if one == other => one,
            _ => return None,
        };
        let escape = self.escape.join(other.escape)?;
        // The following text may be a comment.
        let is_marked = self.word != other.word && (is_mark(&self.word) || is_mark(&other.word));
        let unclear = match (self.unclear, other.unclear) {
            (one, other) if one == other && !is_marked => one,
            _ => Unclear::Rest,
        };
        Some(Self {
            token,
            escape,
            is_import: self.is_import | other.is_import,
            word: join_words(self.word, other.word),
            unclear,
        })
    }
}

/// Returns `true` if a character ends a line.
const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0c')
}

/// Returns `true` if the static text of a string shows that it is a sentence, and no URL.
pub(super) fn is_sentence(url: &Url) -> bool {
    url.part == UrlPart::Query
        && url.prefix.as_deref().is_some_and(|prefix| prefix.trim_start().contains(' '))
}

#[cfg(test)]
mod tests {
    use super::{Style, StylePlace, UrlPart};

    /// Returns the style sheet for a text, in which `~` is a value.
    fn style(text: &str) -> Style {
        let mut style = Style::new();
        for c in text.chars() {
            if c == '~' { style.push_value() } else { style.push(c) }
        }
        style
    }

    #[test]
    fn places() {
        for (text, place) in [
            ("", StylePlace::Code),
            ("a { b: ", StylePlace::Code),
            ("/* c */ ", StylePlace::Code),
            ("'s' ", StylePlace::Code),
            ("url(x) ", StylePlace::Code),
            ("url('x') ", StylePlace::Code),
            ("url( x )", StylePlace::Code),
            ("a // b\n", StylePlace::Code),
            ("'a\\'b' ", StylePlace::Code),
            ("/**/", StylePlace::Code),
            ("/* * **/", StylePlace::Code),
            ("\\/* ", StylePlace::Code),
            ("curl(", StylePlace::Code),
            ("#url(", StylePlace::Code),
            ("1url(", StylePlace::Code),
            ("éurl(", StylePlace::Code),
            ("url\\28(", StylePlace::Code),
            ("'a\n", StylePlace::Code),
            ("'a\\\n' ", StylePlace::Code),
            ("'a\\\r\n' ", StylePlace::Code),
            ("#", StylePlace::Code),
            ("translate~(", StylePlace::Code),
            ("~rotate(", StylePlace::Code),
            ("~(1) ", StylePlace::Code),
            ("a // b", StylePlace::Comment),
            ("a /* b *", StylePlace::Comment),
            ("//* a", StylePlace::Comment),
            ("URL( ", StylePlace::Url(None)),
            ("<!--url(", StylePlace::Url(None)),
            ("u\\72l(", StylePlace::Url(None)),
            ("u\\000072 l(", StylePlace::Url(None)),
            ("url(a b", StylePlace::BadUrl),
            ("url(a ", StylePlace::Code),
            ("url(a ~ ", StylePlace::BadUrl),
            ("url(a ~)", StylePlace::Code),
            ("url(a\"b", StylePlace::BadUrl),
            ("url(a\"b) ", StylePlace::Code),
            ("url(a\\\nb", StylePlace::BadUrl),
            ("'a\\", StylePlace::Backslash),
            ("a\\", StylePlace::Backslash),
            ("'\\26", StylePlace::Escape),
            ("'\\26g' ", StylePlace::Code),
            ("@import ", StylePlace::Import),
            ("@import", StylePlace::Import),
            ("@import url(", StylePlace::Import),
            ("@import 'a", StylePlace::Import),
            ("@\\69mport '", StylePlace::Import),
            ("<!--@import '", StylePlace::Import),
            ("@import 'a'; ", StylePlace::Code),
            ("@imports ", StylePlace::Code),
            ("@", StylePlace::AtRule),
            ("@im", StylePlace::AtRule),
            ("~(", StylePlace::Unclear),
            ("~rl(", StylePlace::Unclear),
            ("u~l( ", StylePlace::Unclear),
            ("~(') ", StylePlace::Unclear),
            ("~(/*) */ ", StylePlace::Unclear),
            ("url(~'a) ", StylePlace::Unclear),
            ("url(~ 'a) ", StylePlace::Unclear),
        ] {
            assert_eq!(style(text).place(), place, "{text:?}");
        }
        for text in ["a 'b", "a '\\'", "'\\26 ", "'a\\\n"] {
            assert!(matches!(style(text).place(), StylePlace::String(_)), "{text:?}");
        }
        for text in ["url(a", "url( \"a", "url( ~"] {
            assert!(matches!(style(text).place(), StylePlace::Url(Some(_))), "{text:?}");
        }
    }

    #[test]
    fn strings_are_urls() {
        let part = |text: &str| match style(text).place() {
            StylePlace::String(url) | StylePlace::Url(Some(url)) => url.part.clone(),
            place => panic!("{place:?}"),
        };
        assert_eq!(part("'/a?b"), UrlPart::Query);
        assert_eq!(part("url(/a"), UrlPart::Path);
        assert_eq!(part("url('"), UrlPart::Start);
        assert_eq!(part("'\\2f "), UrlPart::Path);
        assert_eq!(part("'javascript\\3a "), UrlPart::Unsafe(String::from("javascript")));
    }

    #[test]
    fn branches() {
        let join = |one: &str, other: &str| style(one).join(style(other));
        assert!(join("'a", "a").is_none());
        assert!(join("'a\\", "'a").is_none());
        assert_eq!(
            join("'\\26", "'a").map(|style| style.place() == StylePlace::Escape),
            Some(true)
        );
        let after = |one: &str, other: &str, text: &str| {
            let mut style = join(one, other).expect("they join");
            text.chars().for_each(|c| style.push(c));
            style
        };
        assert_eq!(after("@im", "a", " ").place(), StylePlace::Import);
        assert_eq!(after("a /", "a", "*").place(), StylePlace::Unclear);
        assert_eq!(after("ur", "u", "l(").place(), StylePlace::Unclear);
        assert_eq!(after("'\\26", "'a", "\n").place(), StylePlace::Unclear);
    }
}
