//! The state of the HTML tokenizer between two characters, as far as values depend on it.

use super::{
    collapse::Before,
    content::{Cdata, Content},
    elements::Elements,
    end_tags::EndTag,
    foreign::{Foreign, Reading},
    language::Dialect,
    reading::ScriptRole,
    reference::{Reference, ReferenceStep},
    refresh::Refresh,
    script::Script,
    style::Style,
    tag::{MetaContent, Tag, add_character, static_text},
    url::Url,
};
use crate::source::Span;
use template_bytecode::html::AttributeKind;

/// A position in HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub html: HtmlState,
    /// The elements of SVG and MathML around, in which some elements are read by other rules.
    pub foreign: Foreign,
    /// The elements around whose content browsers may parse as text, although it is read as HTML here: `<noscript>`, and
    /// a `<script>` that holds a template.
    pub raw: Vec<Raw>,
    /// The construct that is open: for messages.
    pub opened: Opened,
    /// The position after which browsers may parse elements in two ways: for messages.
    pub doubted: Opened,
    /// The elements that are open.
    pub elements: Elements,
    /// The item directly before the position, in text.
    pub before: Before,
}

/// The span of the tag that opened a construct. It is ignored when states are compared.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Opened(pub Option<Span>);

impl PartialEq for Opened {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Opened {}

/// The state of the tokenizer: the construct that a position is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum HtmlState {
    /// Text.
    Text,
    /// After `<`.
    TagOpen,
    /// After `</`.
    EndTagOpen,
    /// In the name of a tag.
    TagName(Tag),
    /// After a space in a tag: an attribute or the end of the tag may follow.
    BeforeName(Tag),
    /// After an attribute, in at least one branch: a space or the end of the tag must follow.
    Separator(Tag, Ended),
    /// In the name of an attribute.
    Name(Tag, String),
    /// After the name of an attribute, and a space.
    AfterName(Tag, String),
    /// After the `=` of an attribute.
    BeforeValue(Tag, String),
    /// In the value of an attribute.
    Value(Tag, Value),
    /// After `<!` and these characters.
    Declaration(String),
    /// In a comment, after these last characters of it, at most three.
    Comment(String),
    /// In a construct that browsers parse as a comment up to `>`, such as a doctype.
    BogusComment,
    /// In a CDATA section, after these last characters of it, at most two.
    Cdata(Cdata, Reading),
    /// In an element whose content is no HTML.
    Content(Content),
    /// After `<plaintext>`.
    Plaintext,
    /// After an error, which is reported.
    Lost,
}

/// The end of an attribute before a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Regardless of the next character.
    Certainly,
    /// A slash would continue its value, which has no quotes.
    UnlessSlash,
}

/// An element whose content browsers may parse as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raw {
    /// The end tag of that text.
    pub end: EndTag,
    /// Whether it has ended, and the tag that ends it has not.
    pub has_ended: bool,
    /// The foreign content around the element.
    pub foreign: Foreign,
}

/// The value of an attribute, up to some point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// The name of the attribute in lower case.
    pub name: String,
    /// The quote, if there is one.
    pub quote: Option<char>,
    /// Whether the compiler has written a quote.
    pub is_quoted: bool,
    /// The character reference that the text ends in.
    pub reference: Reference,
    /// A reference in the code in a script to an unknown character.
    pub unknown_reference: Option<String>,
    /// The static text, if it determines the meaning of other attributes.
    pub text: Option<String>,
    pub content: ValueContent,
}

/// The kind of the value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ValueContent {
    /// Text, or something else without parts, by its kind.
    Kind(AttributeKind),
    Url(Url),
    ResourceUrl(Url),
    Script(Script),
    Style(Style),
    /// The content of a `<meta>` that refreshes.
    Refresh(Refresh),
}

impl State {
    /// Returns the beginning of a template: text.
    pub(super) fn new() -> Self {
        let elements = Elements::default();
        let (opened, before) = (Opened(None), Before::Space);
        let (foreign, raw) = (Foreign::default(), Vec::new());
        let doubted = Opened(None);
        Self { html: HtmlState::Text, foreign, raw, opened, doubted, elements, before }
    }

    /// Returns `true` if the position is in text, where elements begin and end.
    pub(super) const fn is_text(&self) -> bool {
        matches!(self.html, HtmlState::Text | HtmlState::Lost)
    }
}

impl Value {
    /// Returns the beginning of the value of an attribute.
    pub(super) fn new(tag: &mut Tag, name: String, quote: Option<char>) -> Self {
        let (text, content) = (static_text(&name), ValueContent::of(tag, &name));
        Self {
            name,
            quote,
            is_quoted: false,
            reference: Reference::default(),
            unknown_reference: None,
            text,
            content,
        }
    }

    /// Continues with a character, regardless of how it is written.
    fn push_decoded(&mut self, c: char) -> bool {
        add_character(&mut self.text, c);
        self.content.push(c)
    }

    /// Continues with a character of static text. Returns `false` if it ends a scheme that is dynamic.
    pub(super) fn push(&mut self, c: char) -> bool {
        let mut is_allowed = true;
        if !self.reference.is_empty() {
            let text = self.reference.text().to_owned();
            match self.reference.push(c) {
                ReferenceStep::Continued => return true,
                ReferenceStep::Closed(decoded) => return self.push_text(&decoded),
                ReferenceStep::Followed(decoded) => {
                    if c == ';' && decoded == text && text.len() > 1 {
                        self.note_unknown(&text);
                    }
                    is_allowed = self.push_text(&decoded);
                }
            }
        }
        if c == '&' {
            self.reference = Reference::new();
            return is_allowed;
        }
        is_allowed & self.push_decoded(c)
    }

    /// Records a reference to an unknown character. In a string it is a part of the string in any case.
    fn note_unknown(&mut self, text: &str) {
        if let ValueContent::Script(script) = &self.content
            && script.role() != Some(ScriptRole::String)
        {
            self.unknown_reference.get_or_insert_with(|| [text, ";"].concat());
        }
    }

    fn push_text(&mut self, text: &str) -> bool {
        text.chars().fold(true, |all, c| all & self.push_decoded(c))
    }

    /// Ends the value.
    pub(super) fn end(&mut self) -> bool {
        let text = self.reference.end();
        self.push_text(&text)
    }

    /// Continues with a value.
    pub(super) fn push_value(&mut self) {
        self.end();
        self.text = None;
        self.content.push_value();
    }
}

/// The attributes of animations that hold a value of the attribute that changes.
const ANIMATED: &[&str] = &["by", "from", "to", "values"];

impl ValueContent {
    /// Returns the beginning of the value of an attribute.
    fn of(tag: &mut Tag, name: &str) -> Self {
        if tag.name == "meta" && name == "content" {
            let content = tag.content();
            tag.read_content = Some(content);
            return match content {
                MetaContent::Text => Self::Kind(AttributeKind::Text),
                MetaContent::Refresh => Self::Refresh(Refresh::Time),
                MetaContent::Type => Self::Kind(AttributeKind::Meaning),
            };
        }
        let is_harmless = tag.is_harmless();
        match AttributeKind::of(&tag.name, name) {
            AttributeKind::ResourceUrl if is_harmless => {
                tag.has_relied = true;
                match tag.name.as_str() {
                    "param" => Self::Kind(AttributeKind::Text),
                    _ => Self::Url(Url::new()),
                }
            }
            AttributeKind::ResourceUrl => Self::ResourceUrl(Url::new()),
            AttributeKind::Url if is_harmless && ANIMATED.contains(&name) => {
                tag.has_relied = true;
                Self::Kind(AttributeKind::Text)
            }
            // A list of values.
            AttributeKind::Url if name == "values" => Self::Kind(AttributeKind::Code),
            AttributeKind::Url => Self::Url(Url::new()),
            AttributeKind::Script => Self::Script(Script::new(Dialect::Classic)),
            AttributeKind::Style => Self::Style(Style::new()),
            kind => Self::Kind(kind),
        }
    }

    /// Continues with a character of static text. Returns `false` if it ends a scheme that is dynamic.
    fn push(&mut self, c: char) -> bool {
        match self {
            Self::Kind(_) => true,
            Self::Url(url) | Self::ResourceUrl(url) => url.push(c),
            Self::Script(script) => {
                script.push(c);
                true
            }
            Self::Style(style) => {
                style.push(c);
                true
            }
            Self::Refresh(refresh) => refresh.push(c),
        }
    }

    /// Continues with a value.
    fn push_value(&mut self) {
        match self {
            Self::Url(url) | Self::ResourceUrl(url) => url.push_value(),
            Self::Refresh(refresh) => refresh.push_value(),
            Self::Script(script) => script.push_value(),
            Self::Style(style) => style.push_value(),
            Self::Kind(_) => {}
        }
    }
}
