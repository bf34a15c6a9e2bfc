//! The automaton over static text of style sheets, by the tokens of [CSS Syntax].
//!
//! [CSS Syntax]: https://www.w3.org/TR/css-syntax-3/#tokenization

use super::{
    language::Unread,
    url::{Url, UrlPart},
};

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
    /// In what is no URL any more, up to a parenthesis.
    BadUrl,
    /// In a language that is not read.
    Unread(Unread),
}

/// An escape, up to some point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    None,
    /// After a backslash.
    Backslash,
    /// In a number: its digits so far, how many may follow, and whether all ways through the template have it.
    Digits(u32, u8, bool),
    /// After a carriage return, to which a line feed would belong.
    Return,
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

/// What a value at a position would be.
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
    /// Where the tokens depend on a value before.
    Unclear,
    /// In a language that is not read.
    Unread(Unread),
}

/// The longest name that matters: that of `@import`.
const MAX_WORD: usize = 7;

/// What stands for a value in a name.
const VALUE: char = '\0';

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

    /// Returns what a value here would be.
    pub(super) fn place(&self) -> StylePlace<'_> {
        match (&self.token, self.escape) {
            (StyleToken::Unread(reason), _) => StylePlace::Unread(*reason),
            (StyleToken::Comment(_) | StyleToken::AfterSlashes, _) => StylePlace::Comment,
            _ if self.unclear != Unclear::Clear => StylePlace::Unclear,
            _ if self.is_import || self.word == "@import" => StylePlace::Import,
            (_, Escape::Backslash) => StylePlace::Backslash,
            (_, Escape::Digits(..)) => StylePlace::Escape,
            (StyleToken::Code, _) if self.word.starts_with('@') => StylePlace::AtRule,
            // Where a parenthesis must follow, a word does no harm.
            (StyleToken::Code | StyleToken::UrlEnd { .. }, _) => StylePlace::Code,
            (StyleToken::String(_, url), _) => StylePlace::String(url),
            (StyleToken::UrlStart, _) => StylePlace::Url(None),
            (StyleToken::Url(_, url), _) => StylePlace::Url(Some(url)),
            (StyleToken::BadUrl, _) => StylePlace::BadUrl,
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
            StyleToken::UrlStart if is_space(c) => {}
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
            (end @ StyleToken::UrlEnd { .. }, _) if is_space(c) => end,
            (StyleToken::Url(_, url), _) if is_space(c) => {
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

    /// Notes that a character may be read in another way if a value is not what it seems.
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

    /// Continues an escape. Reports whether the character belongs to it.
    fn push_escape(&mut self, c: char) -> bool {
        match std::mem::replace(&mut self.escape, Escape::None) {
            Escape::None => false,
            Escape::Return => c == '\n',
            Escape::Backslash => match c.to_digit(16) {
                Some(digit) => {
                    self.escape = Escape::Digits(digit, 5, true);
                    true
                }
                None if is_line_break(c) => self.push_escaped_break(c),
                None => {
                    self.push_escaped(c);
                    true
                }
            },
            Escape::Digits(number, left, is_certain) => {
                if let Some(digit) = c.to_digit(16)
                    && left > 0
                {
                    self.escape = Escape::Digits(number << 4 | digit, left - 1, is_certain);
                    return true;
                }
                self.push_escaped(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER));
                if is_space(c) && !is_certain {
                    self.unclear = Unclear::Rest;
                }
                if c == '\r' {
                    self.escape = Escape::Return;
                }
                is_space(c)
            }
        }
    }

    /// Continues with a line break after a backslash: in a string it continues the line.
    fn push_escaped_break(&mut self, c: char) -> bool {
        match self.token {
            StyleToken::String(..) | StyleToken::Url(Some(_), _) => {
                if c == '\r' {
                    self.escape = Escape::Return;
                }
                true
            }
            StyleToken::Url(None, _) | StyleToken::UrlStart | StyleToken::UrlEnd { .. } => {
                self.token = StyleToken::BadUrl;
                true
            }
            _ => {
                self.word.clear();
                false
            }
        }
    }

    /// Continues with a character that is escaped: it has no meaning of its own.
    fn push_escaped(&mut self, c: char) {
        match &mut self.token {
            StyleToken::String(_, url) | StyleToken::Url(_, url) => {
                url.push(c);
            }
            StyleToken::UrlStart => {
                let mut url = Url::new();
                url.push(c);
                self.token = StyleToken::Url(None, url);
            }
            StyleToken::UrlEnd { .. } => self.token = StyleToken::BadUrl,
            StyleToken::Code | StyleToken::AfterSlashes => {
                if is_mark(&self.word) {
                    self.word.clear();
                }
                // What is escaped begins no comment and no at-rule.
                self.push_word(if is_part_of_name(c) { c } else { '?' });
            }
            _ => {}
        }
    }

    fn push_word(&mut self, c: char) {
        // One more than the longest name, so that no longer one is taken for it.
        if self.word.len() <= MAX_WORD {
            self.word.push(c.to_ascii_lowercase());
        }
    }

    fn push_code(&mut self, c: char) {
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
        let escape = match (self.escape, other.escape) {
            (one, other) if one == other => one,
            (Escape::Digits(number, left, _), Escape::None | Escape::Digits(..))
            | (Escape::None, Escape::Digits(number, left, _)) => {
                Escape::Digits(number, left, false)
            }
            _ => return None,
        };
        // What follows may be a comment, or not.
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

/// Joins the names that two branches end in: one that may be either.
fn join_words(one: String, other: String) -> String {
    match (one, other) {
        (one, other) if one == other => one,
        (one, other) if one.starts_with('@') || other.starts_with('@') => String::from("@import"),
        _ => String::from(VALUE),
    }
}

/// Reports whether what may begin a comment precedes, not a name.
fn is_mark(word: &str) -> bool {
    matches!(word, "/" | "<" | "<!" | "<!-")
}

/// Reports whether a name with values in it may be `url`.
fn may_be_url(word: &str) -> bool {
    let (Some((before, _)), Some((_, after))) = (word.split_once(VALUE), word.rsplit_once(VALUE))
    else {
        return false;
    };
    "url".starts_with(before) && "url".ends_with(after)
}

/// Reports whether a character is part of names.
const fn is_part_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()
}

/// Reports whether a character ends a line.
const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0c')
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t') || is_line_break(c)
}

/// Reports whether the static text of a string shows that it is a sentence, and no URL.
pub(super) fn is_sentence(url: &Url) -> bool {
    url.part == UrlPart::Query
        && url.prefix.as_deref().is_some_and(|prefix| prefix.trim_start().contains(' '))
}

#[cfg(test)]
mod tests {
    use super::{Style, StylePlace, UrlPart};

    /// Returns the style sheet of a text, in which `~` is a value.
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
