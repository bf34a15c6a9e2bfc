//! The choice of the escaper for a value, and the reasons why there is none.

use super::{
    content::ContentKind,
    foreign::Reading,
    refresh::Refresh,
    script::{Script, ScriptToken},
    state::{Place, State, Value, ValueContent},
    style::{Style, StyleToken, is_sentence},
    tag::{MetaContent, Tag},
    url::{Url, UrlPart},
};
use template_bytecode::{Escape, html::AttributeKind};

/// Why no escaping makes a value safe in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// After `<`, `</` or `<!`.
    AfterAngle(&'static str),
    /// In the name of a tag.
    TagName,
    /// Where the name of an attribute would be.
    AttributeName,
    /// In a comment of HTML.
    Comment,
    /// In a doctype, or what browsers take for one.
    Declaration,
    /// After the beginning of an end tag, in an element whose content is no HTML.
    EndTag(String),
    /// In an element that browsers may read in another way.
    Ambiguous(String),
    /// In a script, after `<!--` and `<script`.
    NestedScript,
    /// In the text of a template literal.
    TemplateLiteral,
    /// In a regular expression.
    Regexp,
    /// In a comment of this language.
    CommentOf(&'static str),
    /// Where a slash divides, or begins a regular expression.
    Slash,
    /// After a backslash.
    Backslash,
    /// After an incomplete character reference.
    Reference(String),
    /// In a script after a character reference that is not known.
    UnknownReference(String),
    /// In a URL after this scheme.
    Scheme(String),
    /// In a URL whose part differs between branches.
    UrlPart,
    /// At the beginning of the URL of what is loaded, after static text that does not name the server.
    Origin { attribute: String, prefix: String },
    /// In an attribute that means true if it is there.
    Boolean(String),
    /// In an attribute that holds a document or code of its own.
    Code(String),
    /// In an attribute that decides what another one means.
    Meaning(String),
    /// In a URL from which a style sheet is imported.
    Import,
}

impl State {
    /// Returns the escaping of a value at this position.
    ///
    /// # Errors
    ///
    /// No escaping makes it safe.
    pub(super) fn escape(&self) -> Result<Escape, Refusal> {
        Ok(match &self.place {
            Place::Text if self.raw.is_empty() => Escape::Html,
            Place::Plaintext | Place::Lost => Escape::Html,
            // HTML is text here, at least to some browsers.
            Place::Text | Place::Cdata(..) => Escape::Rcdata,
            Place::TagOpen => return Err(Refusal::AfterAngle("<")),
            Place::EndTagOpen => return Err(Refusal::AfterAngle("</")),
            Place::Declaration(_) => return Err(Refusal::AfterAngle("<!")),
            Place::TagName(_) => return Err(Refusal::TagName),
            Place::BeforeName(_)
            | Place::Separator(..)
            | Place::Name(_, _)
            | Place::AfterName(_, _) => return Err(Refusal::AttributeName),
            Place::Comment(_) => return Err(Refusal::Comment),
            Place::BogusComment => return Err(Refusal::Declaration),
            Place::BeforeValue(tag, name) => {
                return escape_in_value(&Value::new(&mut tag.clone(), name.clone(), None));
            }
            Place::Value(_, value) => {
                if let Some(begun) = self.raw.iter().find_map(|raw| raw.end.begun()) {
                    return Err(Refusal::EndTag(begun.to_owned()));
                }
                return escape_in_value(value);
            }
            Place::Content(content) => {
                if let Some(begun) = content.begun() {
                    return Err(Refusal::EndTag(begun.to_owned()));
                }
                if content.end.is_nested() {
                    return Err(Refusal::NestedScript);
                }
                let is_text = matches!(content.kind, ContentKind::Rcdata | ContentKind::RawText);
                let may_continue = content.reading != Reading::Html && content.last == '&';
                if !is_text && (content.is_ambiguous || may_continue) {
                    return Err(Refusal::Ambiguous(content.end.name.clone()));
                }
                match &content.kind {
                    ContentKind::Rcdata | ContentKind::RawText => Escape::Rcdata,
                    ContentKind::Script(script) => escape_in_script(script, Escape::Script)?,
                    ContentKind::Style(style) => escape_in_style(style, false)?,
                }
            }
        })
    }
}

/// Why attributes cannot be forwarded to an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ForwardRefusal {
    /// An attribute of this element that is not known decides what others mean.
    Undecided(String),
    /// It is a `<meta>` whose content is not text.
    Content,
}

impl Tag {
    /// Adds the attributes that a component forwards, whose names are not known. Returns the escaping of URLs in them.
    ///
    /// # Errors
    ///
    /// The values of some attributes could do harm.
    pub(super) fn forward(&mut self) -> Result<Escape, ForwardRefusal> {
        if self.content() != MetaContent::Text {
            return Err(ForwardRefusal::Content);
        }
        if self.is_decided() && self.name != "link" && !self.is_harmless() {
            return Err(ForwardRefusal::Undecided(self.name.clone()));
        }
        // What is forwarded is read by what is known so far.
        let loads = AttributeKind::of(&self.name, "href") == AttributeKind::ResourceUrl;
        let is_page_link = self.name == "link" && self.is_harmless();
        self.has_relied |= self.is_harmless();
        if self.name == "meta" {
            self.read_content = Some(MetaContent::Text);
        }
        self.add_any();
        Ok(if loads && !is_page_link { Escape::ResourceUrl } else { Escape::Url })
    }
}

fn escape_in_value(value: &Value) -> Result<Escape, Refusal> {
    let name = || value.name.clone();
    if let Some(reference) = &value.unknown_reference {
        return Err(Refusal::UnknownReference(reference.clone()));
    }
    let escape = match &value.content {
        ValueContent::Kind(kind) => match kind {
            AttributeKind::Boolean => return Err(Refusal::Boolean(name())),
            AttributeKind::Code => return Err(Refusal::Code(name())),
            AttributeKind::Meaning => return Err(Refusal::Meaning(name())),
            AttributeKind::Srcset => Escape::Srcset,
            _ => return Ok(Escape::Attribute),
        },
        ValueContent::Url(url) | ValueContent::Refresh(Refresh::Url(_, url)) => escape_in_url(url)?,
        ValueContent::ResourceUrl(url) => escape_in_resource_url(value, url)?,
        // Whether it is a URL depends on the value.
        ValueContent::Refresh(Refresh::Separator(word)) if !word.is_empty() => {
            return Err(Refusal::Meaning(name()));
        }
        ValueContent::Refresh(_) => Escape::UrlQuery,
        ValueContent::Script(script) => escape_in_script(script, Escape::ScriptInAttribute)?,
        ValueContent::Style(style) => escape_in_style(style, true)?,
    };
    // What a value begins with would continue the reference: it stands for another character than the one that was
    // escaped. In the later parts of a URL it cannot do harm.
    if !value.reference.is_empty() && !matches!(escape, Escape::UrlPart | Escape::UrlQuery) {
        return Err(Refusal::Reference(value.reference.text().to_owned()));
    }
    Ok(escape)
}

fn escape_in_url(url: &Url) -> Result<Escape, Refusal> {
    Ok(match &url.part {
        UrlPart::Start | UrlPart::StartOrLater => Escape::Url,
        UrlPart::Scheme(_) | UrlPart::Begun => Escape::UrlBegun,
        UrlPart::Path => Escape::UrlPart,
        // What is encoded for a query is safe in a path, too.
        UrlPart::Query | UrlPart::PathOrQuery => Escape::UrlQuery,
        UrlPart::Unknown => return Err(Refusal::UrlPart),
        UrlPart::Unsafe(scheme) => return Err(Refusal::Scheme(scheme.clone())),
    })
}

fn escape_in_resource_url(value: &Value, url: &Url) -> Result<Escape, Refusal> {
    match &url.part {
        UrlPart::Start => Ok(Escape::ResourceUrl),
        _ if url.has_fixed_origin() => escape_in_url(url),
        _ => Err(Refusal::Origin {
            attribute: value.name.clone(),
            prefix: url.prefix.clone().unwrap_or_default(),
        }),
    }
}

fn escape_in_script(script: &Script, code: Escape) -> Result<Escape, Refusal> {
    match script.token() {
        None => Err(Refusal::Slash),
        Some((_, true)) => Err(Refusal::Backslash),
        Some((ScriptToken::Code, _)) => Ok(code),
        Some((ScriptToken::String(_), _)) => Ok(Escape::ScriptString),
        Some((ScriptToken::Template, _)) => Err(Refusal::TemplateLiteral),
        Some((ScriptToken::Regexp(_), _)) => Err(Refusal::Regexp),
        Some((ScriptToken::LineComment | ScriptToken::Comment(_), _)) => {
            Err(Refusal::CommentOf("script"))
        }
    }
}

fn escape_in_style(style: &Style, in_attribute: bool) -> Result<Escape, Refusal> {
    if style.is_escaped {
        return Err(Refusal::Backslash);
    }
    if style.is_import && !matches!(style.token, StyleToken::Comment(_)) {
        return Err(Refusal::Import);
    }
    let empty = Url::new();
    let url = match &style.token {
        StyleToken::Code if in_attribute => return Ok(Escape::StyleInAttribute),
        StyleToken::Code => return Ok(Escape::Style),
        StyleToken::AfterSlashes | StyleToken::Comment(_) => {
            return Err(Refusal::CommentOf("style sheet"));
        }
        StyleToken::String(_, url) => {
            return Ok(match escape_in_url(url)? {
                Escape::Url => Escape::StyleString,
                Escape::UrlQuery if !is_sentence(url) => Escape::UrlQuery,
                _ => Escape::StyleStringPart,
            });
        }
        StyleToken::UrlStart => &empty,
        StyleToken::Url(_, url) => url,
    };
    Ok(match escape_in_url(url)? {
        escape if in_attribute => escape,
        Escape::Url => Escape::StyleUrl,
        Escape::UrlQuery => Escape::UrlQuery,
        _ => Escape::StyleUrlPart,
    })
}
