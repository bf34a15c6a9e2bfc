//! The automaton over static text of style sheets, by the tokens of [CSS Syntax].
//!
//! [CSS Syntax]: https://www.w3.org/TR/css-syntax-3/#tokenization

use super::url::{Url, UrlPart};

/// A position in a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Style {
    pub token: StyleToken,
    /// Whether the last character is a backslash, which escapes the next.
    pub is_escaped: bool,
    /// Whether the statement is an `@import`, whose URL is that of a style sheet.
    pub is_import: bool,
    /// The end of the identifier that the text ends in.
    word: String,
}

/// The token of a style sheet that a position is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StyleToken {
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
}

/// The longest name that matters: that of `@import`.
const MAX_WORD: usize = 7;

impl Style {
    /// Returns the beginning of a style sheet.
    pub(super) const fn new() -> Self {
        Self { token: StyleToken::Code, is_escaped: false, is_import: false, word: String::new() }
    }

    /// Continues with a character of static text.
    pub(super) fn push(&mut self, c: char) {
        if std::mem::take(&mut self.is_escaped) {
            return self.push_escaped(c);
        }
        if c == '\\' && !matches!(self.token, StyleToken::Comment(_)) {
            self.is_escaped = true;
            return;
        }
        match &mut self.token {
            StyleToken::Code | StyleToken::AfterSlashes => self.push_code(c),
            StyleToken::Comment(ends) => {
                if *ends && c == '/' {
                    self.token = StyleToken::Code;
                } else {
                    *ends = c == '*';
                }
            }
            // An unescaped line break ends a string that has no other end.
            StyleToken::String(quote, _) if c == *quote || matches!(c, '\n' | '\r' | '\x0c') => {
                self.token = StyleToken::Code;
            }
            StyleToken::String(_, url) => {
                url.push(c);
            }
            StyleToken::UrlStart => match c {
                ' ' | '\t' | '\n' | '\r' | '\x0c' => {}
                '"' | '\'' => self.token = StyleToken::Url(Some(c), Url::new()),
                ')' => self.token = StyleToken::Code,
                _ => {
                    let mut url = Url::new();
                    url.push(c);
                    self.token = StyleToken::Url(None, url);
                }
            },
            StyleToken::Url(quote, url) => {
                let ends = match quote {
                    Some(quote) => c == *quote || matches!(c, '\n' | '\r' | '\x0c'),
                    None => matches!(c, ')' | ' ' | '\t' | '\n' | '\r' | '\x0c'),
                };
                if ends {
                    self.token = StyleToken::Code;
                } else {
                    url.push(c);
                }
            }
        }
    }

    /// Continues with a character after a backslash. In URLs it stands for itself.
    fn push_escaped(&mut self, c: char) {
        match &mut self.token {
            StyleToken::String(_, url) | StyleToken::Url(_, url) => {
                url.push(c);
            }
            StyleToken::UrlStart => self.token = StyleToken::Url(None, Url::new()),
            _ => self.word.clear(),
        }
    }

    fn push_code(&mut self, c: char) {
        let last = self.word.chars().next_back();
        match c {
            '"' | '\'' => self.token = StyleToken::String(c, Url::new()),
            '*' if last == Some('/') => self.token = StyleToken::Comment(false),
            '/' if last == Some('/') => self.token = StyleToken::AfterSlashes,
            '\n' | '\r' | '\x0c' => self.token = StyleToken::Code,
            ';' | '{' | '}' => self.is_import = false,
            '(' if ["url", "src"].iter().any(|name| self.word.eq_ignore_ascii_case(name)) => {
                self.token = StyleToken::UrlStart;
            }
            _ => {}
        }
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '@') {
            if last == Some('/') {
                self.word.clear();
            }
            // One more than the longest name, so that no longer one is taken for it.
            if self.word.len() <= MAX_WORD {
                self.word.push(c.to_ascii_lowercase());
            }
        } else {
            self.is_import |= self.word == "@import";
            self.word.clear();
            if c == '/' {
                self.word.push(c);
            }
        }
    }

    /// Continues with a value.
    pub(super) fn push_value(&mut self) {
        self.word.clear();
        match &mut self.token {
            StyleToken::String(_, url) | StyleToken::Url(_, url) => url.push_value(),
            StyleToken::UrlStart => {
                let mut url = Url::new();
                url.push_value();
                self.token = StyleToken::Url(None, url);
            }
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
        let word = if self.word == other.word { self.word } else { String::new() };
        Some(Self {
            token,
            is_escaped: self.is_escaped | other.is_escaped,
            is_import: self.is_import | other.is_import,
            word,
        })
    }
}

/// Reports whether the static text of a string shows that it is a sentence, and no URL.
pub(super) fn is_sentence(url: &Url) -> bool {
    url.part == UrlPart::Query
        && url.prefix.as_deref().is_some_and(|prefix| prefix.trim_start().contains(' '))
}

#[cfg(test)]
mod tests {
    use super::{Style, StyleToken, UrlPart};

    fn style(text: &str) -> Style {
        let mut style = Style::new();
        text.chars().for_each(|c| style.push(c));
        style
    }

    #[test]
    fn tokens() {
        for code in [
            "",
            "a { b: ",
            "/* c */ ",
            "'s' ",
            "url(x) ",
            "url('x') ",
            "url( x )",
            "a // b\n",
            "'a\\'b' ",
            "/**/",
            "/* * **/",
            "curl(",
            "'a\n",
        ] {
            assert_eq!(style(code).token, StyleToken::Code, "{code:?}");
        }
        assert_eq!(style("a // b").token, StyleToken::AfterSlashes);
        assert!(matches!(style("a /* b *").token, StyleToken::Comment(true)));
        assert!(matches!(style("a 'b").token, StyleToken::String('\'', _)));
        assert!(matches!(style("a '\\'").token, StyleToken::String('\'', _)));
        assert_eq!(style("URL( ").token, StyleToken::UrlStart);
        assert!(matches!(style("url(a").token, StyleToken::Url(None, _)));
        assert!(matches!(style("url( \"a").token, StyleToken::Url(Some('"'), _)));
        assert!(style("'a\\").is_escaped);
        assert!(style("@import url(").is_import && !style("@import 'a'; b: url(").is_import);
        assert!(!style("@imports url(").is_import);
    }

    #[test]
    fn strings_are_urls() {
        let part = |text: &str| match style(text).token {
            StyleToken::String(_, url) | StyleToken::Url(_, url) => url.part,
            token => panic!("{token:?}"),
        };
        assert_eq!(part("'/a?b"), UrlPart::Query);
        assert_eq!(part("url(/a"), UrlPart::Path);
        assert_eq!(part("url('"), UrlPart::Start);
    }
}
