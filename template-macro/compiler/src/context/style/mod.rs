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
    /// Whether the statement is an `@import`, whose URL is that of a style sheet.
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
    /// After white space at the end of a URL without quotes, which may be empty, before the parenthesis.
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
pub(super) enum StyleRole<'s> {
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
    pub(super) fn role(&self) -> StyleRole<'_> {
        match (&self.token, self.escape) {
            (StyleToken::Unread(reason), _) => StyleRole::Unread(*reason),
            (StyleToken::Comment(_) | StyleToken::AfterSlashes, _) => StyleRole::Comment,
            _ if self.unclear != Unclear::Clear => StyleRole::Unclear,
            _ if self.is_import || self.word == "@import" => StyleRole::Import,
            (_, Escape::Backslash) => StyleRole::Backslash,
            (_, Escape::Digits(..)) => StyleRole::Escape,
            (StyleToken::Code, _) if self.word.starts_with('@') => StyleRole::AtRule,
            // Where a parenthesis must follow, a word does no harm.
            (StyleToken::Code | StyleToken::UrlEnd { .. }, _) => StyleRole::Code,
            (StyleToken::String(_, url), _) => StyleRole::String(url),
            (StyleToken::UrlStart, _) => StyleRole::Url(None),
            (StyleToken::Url(_, url), _) => StyleRole::Url(Some(url)),
            (StyleToken::BadUrl, _) => StyleRole::BadUrl,
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
    use super::{Style, StyleRole, UrlPart};

    /// Returns the style sheet for a text, in which `~` is a value.
    fn style(text: &str) -> Style {
        let mut style = Style::new();
        for c in text.chars() {
            if c == '~' { style.push_value() } else { style.push(c) }
        }
        style
    }

    #[test]
    fn roles() {
        for (text, role) in [
            ("", StyleRole::Code),
            ("a { b: ", StyleRole::Code),
            ("/* c */ ", StyleRole::Code),
            ("'s' ", StyleRole::Code),
            ("url(x) ", StyleRole::Code),
            ("url('x') ", StyleRole::Code),
            ("url( x )", StyleRole::Code),
            ("a // b\n", StyleRole::Code),
            ("'a\\'b' ", StyleRole::Code),
            ("/**/", StyleRole::Code),
            ("/* * **/", StyleRole::Code),
            ("\\/* ", StyleRole::Code),
            ("curl(", StyleRole::Code),
            ("#url(", StyleRole::Code),
            ("1url(", StyleRole::Code),
            ("éurl(", StyleRole::Code),
            ("url\\28(", StyleRole::Code),
            ("'a\n", StyleRole::Code),
            ("'a\\\n' ", StyleRole::Code),
            ("'a\\\r\n' ", StyleRole::Code),
            ("#", StyleRole::Code),
            ("translate~(", StyleRole::Code),
            ("~rotate(", StyleRole::Code),
            ("~(1) ", StyleRole::Code),
            ("a // b", StyleRole::Comment),
            ("a /* b *", StyleRole::Comment),
            ("//* a", StyleRole::Comment),
            ("URL( ", StyleRole::Url(None)),
            ("<!--url(", StyleRole::Url(None)),
            ("u\\72l(", StyleRole::Url(None)),
            ("u\\000072 l(", StyleRole::Url(None)),
            ("url(a b", StyleRole::BadUrl),
            ("url(a ", StyleRole::Code),
            ("url(a ~ ", StyleRole::BadUrl),
            ("url(a ~)", StyleRole::Code),
            ("url(a\"b", StyleRole::BadUrl),
            ("url(a\"b) ", StyleRole::Code),
            ("url(a\\\nb", StyleRole::BadUrl),
            ("'a\\", StyleRole::Backslash),
            ("a\\", StyleRole::Backslash),
            ("'\\26", StyleRole::Escape),
            ("'\\26g' ", StyleRole::Code),
            ("@import ", StyleRole::Import),
            ("@import", StyleRole::Import),
            ("@import url(", StyleRole::Import),
            ("@import 'a", StyleRole::Import),
            ("@\\69mport '", StyleRole::Import),
            ("<!--@import '", StyleRole::Import),
            ("@import 'a'; ", StyleRole::Code),
            ("@imports ", StyleRole::Code),
            ("@", StyleRole::AtRule),
            ("@im", StyleRole::AtRule),
            ("~(", StyleRole::Unclear),
            ("~rl(", StyleRole::Unclear),
            ("u~l( ", StyleRole::Unclear),
            ("~(') ", StyleRole::Unclear),
            ("~(/*) */ ", StyleRole::Unclear),
            ("url(~'a) ", StyleRole::Unclear),
            ("url(~ 'a) ", StyleRole::Unclear),
        ] {
            assert_eq!(style(text).role(), role, "{text:?}");
        }
        for text in ["a 'b", "a '\\'", "'\\26 ", "'a\\\n"] {
            assert!(matches!(style(text).role(), StyleRole::String(_)), "{text:?}");
        }
        for text in ["url(a", "url( \"a", "url( ~"] {
            assert!(matches!(style(text).role(), StyleRole::Url(Some(_))), "{text:?}");
        }
    }

    #[test]
    fn strings_are_urls() {
        let part = |text: &str| match style(text).role() {
            StyleRole::String(url) | StyleRole::Url(Some(url)) => url.part.clone(),
            role => panic!("{role:?}"),
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
        assert_eq!(join("'\\26", "'a").map(|style| style.role() == StyleRole::Escape), Some(true));
        let after = |one: &str, other: &str, text: &str| {
            let mut style = join(one, other).expect("they join");
            text.chars().for_each(|c| style.push(c));
            style
        };
        assert_eq!(after("@im", "a", " ").role(), StyleRole::Import);
        assert_eq!(after("a /", "a", "*").role(), StyleRole::Unclear);
        assert_eq!(after("ur", "u", "l(").role(), StyleRole::Unclear);
        assert_eq!(after("'\\26", "'a", "\n").role(), StyleRole::Unclear);
    }
}
