//! The constructs that are allowed at a position, and the effect of a value on the state.

use super::{
    collapse::Before,
    content::ContentKind,
    state::{HtmlState, State, Value, ValueContent},
};
use template_bytecode::html::AttributeKind;

impl State {
    /// Returns the state after a reported error, in which the following text is not parsed.
    pub(super) fn lost(mut self: Box<Self>) -> Box<Self> {
        self.html = HtmlState::Lost;
        self
    }

    /// Returns `true` if browsers do not parse elements here by the rules of HTML, or may not do so.
    pub(super) fn is_in_foreign(&self) -> bool {
        !self.foreign.is_html() || !self.raw.is_empty()
    }

    /// Returns the number of bytes at the beginning of text that do not change the state.
    pub(super) fn plain_length(&self, text: &str) -> usize {
        let end = match &self.html {
            HtmlState::Text if self.raw.is_empty() => text.find('<'),
            HtmlState::Value(
                _,
                Value {
                    quote: Some(quote),
                    content: ValueContent::Kind(_),
                    reference,
                    text: None,
                    ..
                },
            ) if reference.is_empty() && self.raw.is_empty() => text.find([*quote, '&', '<']),
            HtmlState::BogusComment if self.raw.is_empty() => text.find(['>', '<']),
            HtmlState::Plaintext | HtmlState::Lost => None,
            _ => Some(0),
        };
        end.unwrap_or(text.len())
    }

    /// Continues the name of a tag or an attribute with the beginning of text, up to a character that may end it. Returns
    /// the beginning.
    pub(super) fn push_name<'t>(&mut self, text: &'t str) -> &'t str {
        let name = match &mut self.html {
            HtmlState::TagName(tag) if self.raw.is_empty() => &mut tag.name,
            HtmlState::Name(_, name) if self.raw.is_empty() => name,
            // A script or a `<noscript>` around it may end in the name.
            _ => return "",
        };
        let ends = |byte: u8| {
            byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<' | b'=' | b'"' | b'\'')
        };
        let text = &text[..text.bytes().position(ends).unwrap_or(text.len())];
        let start = name.len();
        name.push_str(text);
        name[start..].make_ascii_lowercase();
        text
    }

    /// Returns `true` if the position is in a quoted URL.
    pub(super) fn is_url(&self) -> bool {
        matches!(
            &self.html,
            HtmlState::Value(
                _,
                Value {
                    quote: Some(_),
                    content: ValueContent::Url(_) | ValueContent::ResourceUrl(_),
                    ..
                }
            )
        )
    }

    /// Returns `true` if `{{{value}}}` is allowed here.
    pub(super) fn allows_raw(&self) -> bool {
        matches!(self.html, HtmlState::Text | HtmlState::Plaintext | HtmlState::Lost)
    }

    /// Returns the quote that the fill of a plain slot must not have here: its text has no tags, and its values are escaped
    /// as in text. Returns `None` if it is not allowed here.
    pub(super) fn plain_quote(&self) -> Option<&'static str> {
        match &self.html {
            HtmlState::Content(content) => {
                let is_rcdata = content.kind == ContentKind::Rcdata;
                (is_rcdata && content.begun().is_none()).then_some("")
            }
            HtmlState::Value(_, value)
                if value.content == ValueContent::Kind(AttributeKind::Text) =>
            {
                match value.quote {
                    Some('\'') => Some("'"),
                    Some(_) => Some("\""),
                    None => None,
                }
            }
            _ => None,
        }
    }

    /// Returns `true` if the position is in the value of an attribute without quotes, or before a value.
    pub(super) fn is_unquoted(&self) -> bool {
        matches!(
            self.html,
            HtmlState::BeforeValue(..) | HtmlState::Value(_, Value { quote: None, .. })
        )
    }

    /// Continues with a value.
    pub(super) fn push_value(&mut self) {
        self.before = Before::Text;
        self.raw.iter_mut().for_each(|raw| raw.end.push_value());
        match &mut self.html {
            HtmlState::BeforeValue(..)
            | HtmlState::Text
            | HtmlState::Plaintext
            | HtmlState::Lost => {}
            HtmlState::Comment(last) => last.clear(),
            HtmlState::Cdata(cdata, _) => cdata.push_value(),
            HtmlState::BogusComment => {}
            HtmlState::Value(_, value) => value.push_value(),
            HtmlState::Content(content) => {
                content.end.push_value();
                content.last = '\0';
                if let Some(cdata) = &mut content.cdata {
                    cdata.push_value();
                }
                match &mut content.kind {
                    ContentKind::Script(script) => script.push_value(),
                    ContentKind::Style(style) => style.push_value(),
                    ContentKind::Rcdata | ContentKind::RawText => {}
                }
            }
            // The kind of the value determines how the tag continues.
            _ => self.html = HtmlState::Lost,
        }
    }
}
