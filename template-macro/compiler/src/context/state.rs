//! The state of the HTML tokenizer between two characters, as far as values depend on it.

use super::{
    collapse::Before,
    elements::Elements,
    language::{Dialect, Languages},
    reference::{MAX_REFERENCE, decode},
    script::Script,
    style::Style,
    url::Url,
};
use crate::source::Span;
use template_bytecode::html::AttributeKind;

/// A position in HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub place: Place,
    /// The number of `<svg>` and `<math>` elements that are open. In them some elements are read by other rules.
    pub foreign: u32,
    /// The element whose content browsers may read as text, although it is read as HTML here: `<noscript>`, or a
    /// `<script>` that holds a template.
    pub raw: Option<String>,
    /// The construct that is open: for messages.
    pub opened: Opened,
    /// The elements that are open.
    pub elements: Elements,
    /// What directly precedes, in text.
    pub before: Before,
}

/// Where a construct was opened. It makes no difference between states.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Opened(pub Option<Span>);

impl PartialEq for Opened {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Opened {}

/// The place of a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Text.
    Text,
    /// After `<`.
    TagOpen,
    /// After `</`.
    EndTagOpen,
    /// In the name of a tag.
    TagName(Tag),
    /// Where a tag has a space: an attribute, or the end of the tag may follow.
    BeforeName(Tag),
    /// Where an attribute has just ended, in one branch at least: a space or the end of the tag must follow.
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
    /// In what browsers read as a comment up to `>`, such as a doctype.
    BogusComment,
    /// In a CDATA section, after these last characters of it, at most two.
    Cdata(String),
    /// In an element whose content is no HTML.
    Content(Content),
    /// After `<plaintext>`.
    Plaintext,
    /// After a mistake, which is reported.
    Lost,
}

/// How an attribute before a position has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Whatever follows.
    Certainly,
    /// A slash would continue its value, which has no quotes.
    UnlessSlash,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name in lower case.
    pub name: String,
    pub is_end: bool,
    /// Whether a slash precedes.
    pub is_self_closing: bool,
    /// What its attributes say about the language of its content.
    pub languages: Languages,
    /// The static attributes that decide what others mean, for the elements that have such.
    pub facts: Facts,
    /// The names of its attributes, and whether all ways through the template have them.
    pub names: Vec<(String, bool)>,
}

/// What the static attributes of a tag say about its other attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// `<link>`: whether its URL is that of a page, not of something that is loaded.
    pub is_page_link: bool,
    /// `<meta>`: whether its content is that of a refresh.
    pub refreshes: bool,
    /// `<animate>` and `<set>`: whether the attribute that changes is none of a URL.
    pub animates_text: bool,
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
    /// The character reference that the text ends in, from its `&` on, without the `;`.
    pub reference: String,
    pub content: ValueContent,
}

/// What the value of an attribute is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ValueContent {
    /// Text, or something else without parts, by its kind.
    Kind(AttributeKind),
    Url(Url),
    ResourceUrl(Url),
    Script(Script),
    Style(Style),
    /// The content of a `<meta>` that refreshes: the seconds, or the text `url` after them.
    Refresh,
    /// The content of a `<meta>` that refreshes, after `url=`.
    RefreshUrl(Option<char>, Url),
    /// The type of a script or of a style sheet, as far as it is static.
    ScriptType(Option<String>),
    /// The static text of the `http-equiv` of a `<meta>`.
    MetaName(String),
}

/// The content of an element that is no HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    /// The name of the element.
    pub element: String,
    pub kind: ContentKind,
    /// The beginning of an end tag that the text ends in.
    pub tail: String,
    /// Whether browsers may read the content in another way, inside of `<svg>`.
    pub is_ambiguous: bool,
    /// The last character.
    pub last: char,
}

/// What the content of an element is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ContentKind {
    /// Text with character references.
    Rcdata,
    /// Text without.
    RawText,
    /// A script, and its escape level.
    Script(Script, Comments),
    Style(Style),
}

/// The comments of HTML in a script, in which a `</script>` may end nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Comments {
    /// 1 in a comment, 2 in a script in it.
    pub level: u8,
    /// The last characters, in lower case.
    pub last: String,
}

impl State {
    /// Returns the beginning of a template: text.
    pub(super) fn new() -> Self {
        let elements = Elements::default();
        let (opened, before) = (Opened(None), Before::Space);
        Self { place: Place::Text, foreign: 0, raw: None, opened, elements, before }
    }

    /// Reports whether the position is in text, where elements begin and end.
    pub(super) const fn is_text(&self) -> bool {
        matches!(self.place, Place::Text | Place::Lost)
    }

    /// Joins the states of two ways through a block that is in `depth` others, if what follows is read alike.
    pub(super) fn join(mut self: Box<Self>, other: Box<Self>, depth: usize) -> Option<Box<Self>> {
        self.place = join_places(self.place, other.place)?;
        // An element that is open in one branch only is open for what follows.
        self.opened = Opened(self.opened.0.or(other.opened.0));
        self.raw = self.raw.or(other.raw);
        self.foreign = self.foreign.max(other.foreign);
        self.elements = self.elements.join(&other.elements, depth);
        self.before = self.before.min(other.before);
        Some(self)
    }
}

/// Joins two places.
fn join_places(one: Place, other: Place) -> Option<Place> {
    use Place::{AfterName, BeforeName, Comment, Content, Lost, Name, Separator, TagName, Value};
    let may_continue = |place: &Place| matches!(place, Separator(_, Ended::UnlessSlash));
    let ended = match may_continue(&one) || may_continue(&other) {
        true => Ended::UnlessSlash,
        false => Ended::Certainly,
    };
    Some(match (one, other) {
        (Lost, _) | (_, Lost) => Lost,
        (Value(tag, one), Value(other_tag, other)) => {
            Value(join_tags(tag, other_tag)?, join_values(one, other)?)
        }
        (Content(one), Content(other)) => Content(join_contents(one, other)?),
        // What has been read last matters only if it may begin the end.
        (Comment(one), Comment(other)) if !may_end(&one) && !may_end(&other) => {
            Comment(String::new())
        }
        (one, other) if one == other => one,
        // After the name of an attribute in one branch, `=` must not follow.
        (BeforeName(tag) | AfterName(tag, _), BeforeName(other) | AfterName(other, _)) => {
            BeforeName(join_tags(tag, other)?)
        }
        (
            TagName(tag) | BeforeName(tag) | Separator(tag, _) | Name(tag, _) | AfterName(tag, _),
            TagName(other)
            | BeforeName(other)
            | Separator(other, _)
            | Name(other, _)
            | AfterName(other, _),
        ) => Separator(join_tags(tag, other)?, ended),
        _ => return None,
    })
}

/// Reports whether a comment that ends with these characters may be at its beginning, or before its end.
fn may_end(last: &str) -> bool {
    last == "<!" || last.ends_with('-') || last.ends_with("--!")
}

/// Joins a tag, which may have different attributes in two branches.
fn join_tags(mut one: Tag, other: Tag) -> Option<Tag> {
    if (&one.name, one.is_end) != (&other.name, other.is_end) {
        return None;
    }
    one.languages = one.languages.join(other.languages, &one.name);
    one.is_self_closing &= other.is_self_closing;
    // Only what holds in both ways makes an attribute harmless.
    one.facts.is_page_link &= other.facts.is_page_link;
    one.facts.animates_text &= other.facts.animates_text;
    one.facts.refreshes |= other.facts.refreshes;
    for (name, is_certain) in &mut one.names {
        *is_certain &= other.names.iter().any(|(other, is_certain)| other == name && *is_certain);
    }
    for (name, _) in other.names {
        if !one.names.iter().any(|(known, _)| *known == name) {
            one.names.push((name, false));
        }
    }
    Some(one)
}

fn join_values(one: Value, other: Value) -> Option<Value> {
    if (one.quote, &one.name, one.is_quoted) != (other.quote, &other.name, other.is_quoted) {
        return None;
    }
    let content = match (one.content, other.content) {
        (ValueContent::Url(one), ValueContent::Url(other)) => ValueContent::Url(one.join(other)),
        (ValueContent::ResourceUrl(one), ValueContent::ResourceUrl(other)) => {
            ValueContent::ResourceUrl(one.join(other))
        }
        (ValueContent::RefreshUrl(quote, one), ValueContent::RefreshUrl(other_quote, other))
            if quote == other_quote =>
        {
            ValueContent::RefreshUrl(quote, one.join(other))
        }
        (ValueContent::Script(one), ValueContent::Script(other)) => {
            ValueContent::Script(one.join(other)?)
        }
        (ValueContent::Style(one), ValueContent::Style(other)) => {
            ValueContent::Style(one.join(other)?)
        }
        (ValueContent::ScriptType(one), ValueContent::ScriptType(other)) => {
            ValueContent::ScriptType(one.filter(|one| Some(one) == other.as_ref()))
        }
        (one, other) if one == other => one,
        _ => return None,
    };
    // A reference that only one branch ends in is taken for one.
    let reference = if one.reference.is_empty() { other.reference } else { one.reference };
    Some(Value { reference, content, ..one })
}

fn join_contents(one: Content, other: Content) -> Option<Content> {
    if one.element != other.element {
        return None;
    }
    let kind = match (one.kind, other.kind) {
        (ContentKind::Script(one, comments), ContentKind::Script(other, other_comments))
            if comments.level == other_comments.level =>
        {
            ContentKind::Script(one.join(other)?, comments)
        }
        (ContentKind::Style(one), ContentKind::Style(other)) => {
            ContentKind::Style(one.join(other)?)
        }
        (one, other) if one == other => one,
        _ => return None,
    };
    let tail = if one.tail.is_empty() { other.tail } else { one.tail };
    let is_ambiguous = one.is_ambiguous || other.is_ambiguous;
    Some(Content { kind, tail, is_ambiguous, ..one })
}

impl Value {
    /// Returns the beginning of the value of an attribute.
    pub(super) fn new(tag: &Tag, name: String, quote: Option<char>) -> Self {
        let content = ValueContent::of(tag, &name);
        Self { name, quote, is_quoted: false, reference: String::new(), content }
    }

    /// Continues with a character of static text. Returns `false` if it ends a scheme that is dynamic.
    pub(super) fn push(&mut self, c: char) -> bool {
        if self.reference.is_empty() {
            if c == '&' {
                self.reference.push(c);
                return true;
            }
            return self.content.push(c);
        }
        let is_part = c.is_ascii_alphanumeric() || c == '#' && self.reference == "&";
        if is_part && self.reference.len() < MAX_REFERENCE {
            self.reference.push(c);
            return true;
        }
        let is_allowed = self.end_reference(c == ';', c.is_ascii_alphanumeric() || c == '=');
        match c {
            ';' => is_allowed,
            _ => is_allowed & self.push(c),
        }
    }

    /// Ends the reference that the text ends in, because it is complete, or something else follows.
    fn end_reference(&mut self, is_closed: bool, is_continued: bool) -> bool {
        let reference = std::mem::take(&mut self.reference);
        let decoded = decode(&reference, is_closed).filter(|_| is_closed || !is_continued);
        match decoded {
            Some(c) => self.content.push(c),
            None => {
                let rest = if is_closed { ";" } else { "" };
                reference
                    .chars()
                    .chain(rest.chars())
                    .fold(true, |all, c| all & self.content.push(c))
            }
        }
    }

    /// Continues with a value.
    pub(super) fn push_value(&mut self) {
        self.end_reference(false, true);
        self.content.push_value();
    }
}

impl ValueContent {
    /// Returns the beginning of the value of an attribute.
    fn of(tag: &Tag, name: &str) -> Self {
        if Languages::are_named_by(&tag.name, name) {
            return Self::ScriptType(Some(String::new()));
        }
        if tag.name == "meta" && name == "http-equiv" {
            return Self::MetaName(String::new());
        }
        if tag.facts.refreshes && name == "content" {
            return Self::Refresh;
        }
        match AttributeKind::of(&tag.name, name) {
            AttributeKind::ResourceUrl if tag.facts.is_page_link => Self::Url(Url::new()),
            AttributeKind::ResourceUrl => Self::ResourceUrl(Url::new()),
            AttributeKind::Url if tag.facts.animates_text && name != "href" => {
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
            Self::Refresh => {
                if c == '=' {
                    *self = Self::RefreshUrl(None, Url::new());
                }
                true
            }
            Self::RefreshUrl(quote @ None, url) if url.prefix.as_deref() == Some("") => match c {
                '"' | '\'' => {
                    *quote = Some(c);
                    true
                }
                _ => url.push(c),
            },
            Self::RefreshUrl(_, url) => url.push(c),
            Self::ScriptType(text) => {
                if let Some(text) = text {
                    text.push(c);
                }
                true
            }
            Self::MetaName(text) => {
                text.push(c);
                true
            }
        }
    }

    /// Continues with a value.
    fn push_value(&mut self) {
        match self {
            Self::Url(url) | Self::ResourceUrl(url) | Self::RefreshUrl(_, url) => url.push_value(),
            Self::Script(script) => script.push_value(),
            Self::Style(style) => style.push_value(),
            Self::ScriptType(text) => *text = None,
            Self::Kind(_) | Self::Refresh | Self::MetaName(_) => {}
        }
    }
}
