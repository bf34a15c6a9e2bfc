//! HTML in contexts without elements: in attribute values, and in the text of `<title>` and `<textarea>`.

use super::feed::TextEscaper;
use crate::output::{Out, replace::Replacements};

/// `&` stays: it begins a character reference of the HTML.
static SPECIAL: Replacements = Replacements::none()
    .with(b'<', b"&lt;")
    .with(b'>', b"&gt;")
    .with(b'"', b"&quot;")
    .with(b'\'', b"&#x27;");

/// HTML whose character references stay, and whose other special characters are escaped.
pub(super) struct Normalized;

impl TextEscaper for Normalized {
    fn piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o> {
        out.replaced(text, &SPECIAL).0
    }
}

/// HTML without its tags and comments, and without scripts and style sheets. The remaining text goes to `text`.
pub(super) struct WithoutTags<T> {
    state: State,
    element: Element,
    pub(super) text: T,
}

/// The state of the tokenizer of the HTML standard before the next character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    /// After `<`.
    TagOpen,
    /// After `</`.
    EndTagOpen,
    /// In the name of a tag.
    TagName {
        is_end: bool,
    },
    /// Between attributes, or in the name of one.
    Attributes {
        is_end: bool,
    },
    /// After `=`.
    BeforeValue {
        is_end: bool,
    },
    Quoted {
        is_end: bool,
        quote: char,
    },
    Unquoted {
        is_end: bool,
    },
    /// After `<!`.
    Markup,
    /// After `<!-`.
    MarkupDash,
    /// In `<!…>` or `<?…>`.
    Bogus,
    /// In a comment, with the number of `-` before, and whether a `!` follows them.
    Comment {
        dashes: u8,
        bang: bool,
    },
    /// In the contents of a script or a style sheet.
    Raw,
    /// There, after `<`.
    RawLess,
    /// There, after `</` and so many characters of the name.
    RawName {
        matched: u8,
    },
}

/// An element whose contents are not text.
#[derive(Clone, Copy)]
struct Element {
    /// The beginning of the name of the tag, in lower case.
    name: [u8; 8],
    len: usize,
}

impl Element {
    const NONE: Self = Self { name: [0; 8], len: 0 };

    fn add(&mut self, c: char) {
        if let Some(next) = self.name.get_mut(self.len) {
            *next = u8::try_from(c).map_or(0, |byte| byte.to_ascii_lowercase());
        }
        self.len = (self.len + 1).min(self.name.len() + 1);
    }

    fn name(&self) -> &[u8] {
        self.name.get(..self.len).unwrap_or_default()
    }

    fn is_raw(&self) -> bool {
        matches!(self.name(), b"script" | b"style")
    }
}

impl<T: TextEscaper> WithoutTags<T> {
    pub(super) const fn new(text: T) -> Self {
        Self { state: State::Text, element: Element::NONE, text }
    }

    /// Returns the state after the `>` of a tag.
    fn after_tag(&self, is_end: bool) -> State {
        if !is_end && self.element.is_raw() { State::Raw } else { State::Text }
    }

    /// Appends the text that a character adds, and changes the state.
    fn next<'o>(&mut self, out: Out<'o>, c: char) -> Out<'o> {
        use State as S;
        let is_space = matches!(c, ' ' | '\t' | '\n' | '\x0c' | '\r');
        self.state = match (self.state, c) {
            (S::Text, '<') => S::TagOpen,
            (S::Text, _) => return self.append_char(out, c),
            (S::TagOpen, '/') => S::EndTagOpen,
            (S::TagOpen, '!') => S::Markup,
            (S::TagOpen, '?') => S::Bogus,
            (S::TagOpen, c) if c.is_ascii_alphabetic() => {
                self.element = Element::NONE;
                self.element.add(c);
                S::TagName { is_end: false }
            }
            // It was no tag.
            (S::TagOpen, c) => {
                self.state = S::Text;
                let out = self.append_char(out, '<');
                return self.next(out, c);
            }
            (S::EndTagOpen, '>') => S::Text,
            (S::EndTagOpen, c) if c.is_ascii_alphabetic() => S::TagName { is_end: true },
            (S::EndTagOpen, _) => S::Bogus,
            (
                S::TagName { is_end }
                | S::Attributes { is_end }
                | S::BeforeValue { is_end }
                | S::Unquoted { is_end },
                '>',
            ) => self.after_tag(is_end),
            (S::TagName { is_end }, c) if is_space || c == '/' => S::Attributes { is_end },
            (S::TagName { .. }, c) => {
                self.element.add(c);
                return out;
            }
            (S::Attributes { is_end }, '=') => S::BeforeValue { is_end },
            (S::Attributes { .. }, _) => return out,
            (S::BeforeValue { .. }, _) if is_space => return out,
            (S::BeforeValue { is_end }, '"' | '\'') => S::Quoted { is_end, quote: c },
            (S::BeforeValue { is_end }, _) => S::Unquoted { is_end },
            (S::Quoted { is_end, quote }, c) if c == quote => S::Attributes { is_end },
            (S::Quoted { .. }, _) => return out,
            (S::Unquoted { is_end }, _) if is_space => S::Attributes { is_end },
            (S::Unquoted { .. }, _) => return out,
            (S::Markup, '-') => S::MarkupDash,
            // `<!-->` is a whole comment.
            (S::MarkupDash, '-') => S::Comment { dashes: 2, bang: false },
            (S::Markup | S::MarkupDash | S::Bogus, '>') => S::Text,
            (S::Markup | S::MarkupDash | S::Bogus, _) => S::Bogus,
            (S::Comment { dashes: 2, .. }, '>') => S::Text,
            (S::Comment { dashes: 2, bang: false }, '!') => S::Comment { dashes: 2, bang: true },
            (S::Comment { bang: false, dashes }, '-') => {
                S::Comment { dashes: (dashes + 1).min(2), bang: false }
            }
            (S::Comment { .. }, '-') => S::Comment { dashes: 1, bang: false },
            (S::Comment { .. }, _) => S::Comment { dashes: 0, bang: false },
            (S::Raw, '<') => S::RawLess,
            (S::Raw, _) => return out,
            (S::RawLess, '/') => S::RawName { matched: 0 },
            (S::RawName { matched }, c) => self.after_raw_name(matched, c, is_space),
            (S::RawLess, '<') => S::RawLess,
            (S::RawLess, _) => S::Raw,
        };
        out
    }

    /// Returns the state after a character in the name of an end tag in a script or a style sheet.
    fn after_raw_name(&self, matched: u8, c: char, is_space: bool) -> State {
        let name = self.element.name();
        let next = name.get(usize::from(matched));
        match c {
            '>' if next.is_none() => State::Text,
            _ if next.is_none() && (is_space || c == '/') => State::Attributes { is_end: true },
            '<' => State::RawLess,
            c if next.is_some_and(|next| c.eq_ignore_ascii_case(&char::from(*next))) => {
                State::RawName { matched: matched + 1 }
            }
            _ => State::Raw,
        }
    }

    fn append_char<'o>(&mut self, out: Out<'o>, c: char) -> Out<'o> {
        self.text.piece(out, c.encode_utf8(&mut [0; 4]))
    }
}

impl<T: TextEscaper> TextEscaper for WithoutTags<T> {
    fn piece<'o>(&mut self, mut out: Out<'o>, mut text: &str) -> Out<'o> {
        loop {
            if self.state == State::Text {
                let run;
                (run, text) = text.split_at(text.find('<').unwrap_or(text.len()));
                out = self.text.piece(out, run);
            }
            let mut chars = text.chars();
            let Some(c) = chars.next() else { return out };
            out = self.next(out, c);
            text = chars.as_str();
        }
    }

    fn end<'o>(&mut self, out: Out<'o>) -> Out<'o> {
        let out = match self.state {
            State::TagOpen => self.text.piece(out, "<"),
            State::EndTagOpen => self.text.piece(out, "</"),
            _ => out,
        };
        self.text.end(out)
    }
}
