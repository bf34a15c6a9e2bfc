//! The choice of the escaper for a value, and the reasons why there is none.

use super::{
    content::ContentKind,
    foreign::Reading,
    language::Unread,
    reading::ScriptRole,
    refresh::Refresh,
    script::Script,
    state::{HtmlState, State, Value, ValueContent},
    style::{Style, StyleRole, is_sentence},
    tag::{MetaContent, Tag},
    url::{Url, UrlPart},
};
use template_bytecode::{Escape, html::AttributeKind};

/// The reason why no escaping makes a value safe at a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UnsafePosition {
    /// After `<`, `</` or `<!`.
    AfterAngle(&'static str),
    /// In the name of a tag.
    TagName,
    /// In the position of an attribute name.
    AttributeName,
    /// In a comment of HTML.
    Comment,
    /// In a doctype, or a construct that browsers parse as one.
    Doctype,
    /// After the beginning of an end tag, in an element whose content is not HTML.
    EndTag(String),
    /// In a string in a script, after this beginning of a comment.
    CommentStart(&'static str),
    /// In an element that browsers may parse in another way.
    Ambiguous(String),
    /// In a script, after `<!--` and `<script`.
    NestedScript,
    /// In the text of a template literal.
    TemplateLiteral,
    /// In a regular expression.
    Regexp,
    /// In a comment of this language.
    CommentOf(&'static str),
    /// After a slash that may be a division or begin a regular expression.
    Slash,
    /// After a backslash.
    Backslash,
    /// In an escape sequence of this language.
    EscapeSequence(&'static str),
    /// In a name or a number of a script.
    Word,
    /// In the name of a property of a script, after a dot.
    Property,
    /// In the name that a script declares with this keyword.
    Declaration(&'static str),
    /// Directly after another value of a script.
    Beside,
    /// In a script that this function runs.
    Evaluated(&'static str),
    /// In the URL of a module that is imported.
    Module,
    /// In a script or a style sheet, in an unsupported language.
    Unread(Unread),
    /// In the name of an at-rule.
    AtRule,
    /// In an invalid `url(…)`.
    BadUrl,
    /// In a style sheet whose tokens depend on an earlier value.
    Unclear,
    /// After an incomplete character reference.
    Reference(String),
    /// In a script after an unknown character reference.
    UnknownReference(String),
    /// In a URL after this scheme.
    Scheme(String),
    /// In a URL whose part differs between branches.
    UrlPart,
    /// At the beginning of the URL of a resource, after static text that does not name the server.
    Origin { attribute: String, prefix: String },
    /// In a boolean attribute, which is true if it is present.
    Boolean(String),
    /// In an attribute that contains a document or other code.
    Code(String),
    /// In an attribute that determines the meaning of another attribute.
    Meaning(String),
    /// In a URL from which a style sheet is imported.
    Import,
}

impl State {
    /// Returns the escaper of a value at this position.
    ///
    /// # Errors
    ///
    /// Returns an error if no escaping makes the value safe.
    pub(super) fn escape(&self) -> Result<Escape, UnsafePosition> {
        Ok(match &self.html {
            HtmlState::Text if self.raw.is_empty() => Escape::Html,
            HtmlState::Plaintext | HtmlState::Lost => Escape::Html,
            // HTML is text here, at least to some browsers.
            HtmlState::Text | HtmlState::Cdata(..) => Escape::Rcdata,
            HtmlState::TagOpen => return Err(UnsafePosition::AfterAngle("<")),
            HtmlState::EndTagOpen => return Err(UnsafePosition::AfterAngle("</")),
            HtmlState::Declaration(_) => return Err(UnsafePosition::AfterAngle("<!")),
            HtmlState::TagName(_) => return Err(UnsafePosition::TagName),
            HtmlState::BeforeName(_)
            | HtmlState::Separator(..)
            | HtmlState::Name(_, _)
            | HtmlState::AfterName(_, _) => return Err(UnsafePosition::AttributeName),
            HtmlState::Comment(_) => return Err(UnsafePosition::Comment),
            HtmlState::BogusComment => return Err(UnsafePosition::Doctype),
            HtmlState::BeforeValue(tag, name) => {
                return escape_in_value(&Value::new(&mut tag.clone(), name.clone(), None));
            }
            HtmlState::Value(_, value) => {
                if let Some(begun) = self.raw.iter().find_map(|raw| raw.end.begun()) {
                    return Err(UnsafePosition::EndTag(begun.to_owned()));
                }
                return escape_in_value(value);
            }
            HtmlState::Content(content) => {
                let comment = ["<!-", "<!"].into_iter().find(|text| content.begun() == Some(*text));
                if let (Some(begun), None) = (content.begun(), comment) {
                    return Err(UnsafePosition::EndTag(begun.to_owned()));
                }
                if content.end.is_nested() {
                    return Err(UnsafePosition::NestedScript);
                }
                let is_text = matches!(content.kind, ContentKind::Rcdata | ContentKind::RawText);
                let may_continue = content.reading != Reading::Html && content.last == '&';
                if !is_text && (content.is_ambiguous || may_continue) {
                    return Err(UnsafePosition::Ambiguous(content.end.name.clone()));
                }
                match &content.kind {
                    ContentKind::Rcdata | ContentKind::RawText => Escape::Rcdata,
                    ContentKind::Script(script) => {
                        let code = if script.is_json() { Escape::Json } else { Escape::Script };
                        match (escape_in_script(script, code)?, comment) {
                            (Escape::ScriptString, Some(begun)) => {
                                return Err(UnsafePosition::CommentStart(begun));
                            }
                            (escape, _) => escape,
                        }
                    }
                    ContentKind::Style(style) => {
                        escape_in_style(style, false, content.reading != Reading::Html)?
                    }
                }
            }
        })
    }
}

/// Why attributes cannot be forwarded to an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ForwardRefusal {
    /// An unknown attribute of this element determines the meaning of others.
    Undecided(String),
    /// It is a `<meta>` whose content is not text.
    Content,
}

impl Tag {
    /// Adds the attributes that a component forwards, whose names are not known. Returns the escaping of URLs in them.
    ///
    /// # Errors
    ///
    /// Returns an error if the values of some attributes are not safe.
    pub(super) fn forward(&mut self) -> Result<Escape, ForwardRefusal> {
        if self.content() != MetaContent::Text {
            return Err(ForwardRefusal::Content);
        }
        if self.is_decided() && self.name != "link" && !self.is_harmless() {
            return Err(ForwardRefusal::Undecided(self.name.clone()));
        }
        // Forwarded attributes are treated according to the attributes so far.
        let loads = AttributeKind::of(&self.name, "href") == AttributeKind::ResourceUrl;
        let is_page_link = self.name == "link" && self.is_harmless();
        self.has_relied |= self.is_harmless();
        if self.name == "meta" {
            self.read_content = Some(MetaContent::Text);
        }
        self.languages.note_unknown(&self.name);
        self.add_any();
        Ok(if loads && !is_page_link { Escape::ResourceUrl } else { Escape::Url })
    }
}

fn escape_in_value(value: &Value) -> Result<Escape, UnsafePosition> {
    let name = || value.name.clone();
    if let Some(reference) = &value.unknown_reference {
        return Err(UnsafePosition::UnknownReference(reference.clone()));
    }
    let escape = match &value.content {
        ValueContent::Kind(kind) => match kind {
            AttributeKind::Boolean => return Err(UnsafePosition::Boolean(name())),
            AttributeKind::Code => return Err(UnsafePosition::Code(name())),
            AttributeKind::Meaning => return Err(UnsafePosition::Meaning(name())),
            AttributeKind::Srcset => Escape::Srcset,
            _ => return Ok(Escape::Attribute),
        },
        ValueContent::Url(url) | ValueContent::Refresh(Refresh::Url(_, url)) => escape_in_url(url)?,
        ValueContent::ResourceUrl(url) => escape_in_resource_url(value, url)?,
        // Whether it is a URL depends on the value.
        ValueContent::Refresh(Refresh::Separator(word)) if !word.is_empty() => {
            return Err(UnsafePosition::Meaning(name()));
        }
        ValueContent::Refresh(_) => Escape::UrlQuery,
        ValueContent::Script(script) => escape_in_script(script, Escape::ScriptInAttribute)?,
        ValueContent::Style(style) => escape_in_style(style, true, false)?,
    };
    // The beginning of a value would continue the reference: it refers to another character than the one that was
    // escaped. In the later parts of a URL it cannot do harm.
    if !value.reference.is_empty() && !matches!(escape, Escape::UrlPart | Escape::UrlQuery) {
        return Err(UnsafePosition::Reference(value.reference.text().to_owned()));
    }
    Ok(escape)
}

fn escape_in_url(url: &Url) -> Result<Escape, UnsafePosition> {
    Ok(match &url.part {
        UrlPart::Start | UrlPart::StartOrLater => Escape::Url,
        UrlPart::Scheme(_) | UrlPart::Begun => Escape::UrlBegun,
        UrlPart::Path => Escape::UrlPart,
        // Text that is encoded for a query is also safe in a path.
        UrlPart::Query | UrlPart::PathOrQuery => Escape::UrlQuery,
        UrlPart::Unknown => return Err(UnsafePosition::UrlPart),
        UrlPart::Unsafe(scheme) => return Err(UnsafePosition::Scheme(scheme.clone())),
    })
}

fn escape_in_resource_url(value: &Value, url: &Url) -> Result<Escape, UnsafePosition> {
    match &url.part {
        UrlPart::Start => Ok(Escape::ResourceUrl),
        _ if url.has_fixed_origin() => escape_in_url(url),
        _ => Err(UnsafePosition::Origin {
            attribute: value.name.clone(),
            prefix: url.prefix.clone().unwrap_or_default(),
        }),
    }
}

fn escape_in_script(script: &Script, code: Escape) -> Result<Escape, UnsafePosition> {
    Err(match script.role().ok_or(UnsafePosition::Slash)? {
        ScriptRole::Expression => return Ok(code),
        ScriptRole::String => return Ok(Escape::ScriptString),
        ScriptRole::Template => UnsafePosition::TemplateLiteral,
        ScriptRole::Regexp => UnsafePosition::Regexp,
        ScriptRole::Comment => UnsafePosition::CommentOf("script"),
        ScriptRole::Backslash => UnsafePosition::Backslash,
        ScriptRole::Escape => UnsafePosition::EscapeSequence("script"),
        ScriptRole::Word => UnsafePosition::Word,
        ScriptRole::Property => UnsafePosition::Property,
        ScriptRole::Declaration(keyword) => UnsafePosition::Declaration(keyword),
        ScriptRole::Beside => UnsafePosition::Beside,
        ScriptRole::Code(name) => UnsafePosition::Evaluated(name),
        ScriptRole::Import => UnsafePosition::Module,
        ScriptRole::Unread(reason) => UnsafePosition::Unread(reason),
    })
}

/// Returns the escaper of a value in a style sheet. `in_attribute` specifies whether it is in an attribute, `is_foreign`
/// whether browsers decode character references in it.
fn escape_in_style(
    style: &Style,
    in_attribute: bool,
    is_foreign: bool,
) -> Result<Escape, UnsafePosition> {
    let empty = Url::new();
    let url = match style.role() {
        StyleRole::Code if in_attribute => return Ok(Escape::StyleInAttribute),
        StyleRole::Code => return Ok(Escape::Style),
        StyleRole::String(url) => {
            return Ok(match escape_in_url(url)? {
                Escape::Url => Escape::StyleString,
                Escape::UrlQuery if !is_sentence(url) => Escape::UrlQuery,
                _ => Escape::StyleStringPart,
            });
        }
        StyleRole::Url(url) => url.unwrap_or(&empty),
        StyleRole::Comment => return Err(UnsafePosition::CommentOf("style sheet")),
        StyleRole::Backslash => return Err(UnsafePosition::Backslash),
        StyleRole::Escape => return Err(UnsafePosition::EscapeSequence("style sheet")),
        StyleRole::Import => return Err(UnsafePosition::Import),
        StyleRole::AtRule => return Err(UnsafePosition::AtRule),
        StyleRole::BadUrl => return Err(UnsafePosition::BadUrl),
        StyleRole::Unclear => return Err(UnsafePosition::Unclear),
        StyleRole::Unread(reason) => return Err(UnsafePosition::Unread(reason)),
    };
    Ok(match escape_in_url(url)? {
        escape if in_attribute => escape,
        Escape::UrlQuery => Escape::UrlQuery,
        // It prints `&`.
        _ if is_foreign => return Err(UnsafePosition::Ambiguous(String::from("style"))),
        Escape::Url => Escape::StyleUrl,
        _ => Escape::StyleUrlPart,
    })
}
