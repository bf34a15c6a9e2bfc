//! Static attributes of a tag that determine the meaning of other attributes of the tag, in any order.
//!
//! If such an attribute follows the attribute whose meaning it determines, it is searched for in the following static
//! text: [`Facts`]. The result is checked at the end of the tag.

use super::tag::{Facts, MetaContent, Tag};
use template_bytecode::html::{AttributeKind, is_animation};

impl Facts {
    /// Returns the facts that hold in both of two branches.
    pub(super) fn join(self, other: Self) -> Self {
        let content = if self.content == other.content { self.content } else { MetaContent::Type };
        Self { is_harmless: self.is_harmless && other.is_harmless, content }
    }

    /// Returns the facts that the attributes of a tag determine, which has been read to its end.
    pub(super) fn of(tag: &Tag) -> Self {
        Self { is_harmless: tag.is_harmless_so_far(), content: tag.content_so_far() }
    }
}

/// Returns `true` if attributes of an element determine the meaning of others.
pub(super) fn has_facts(element: &str) -> bool {
    matches!(element, "link" | "meta" | "param") || is_animation(element)
}

impl Tag {
    /// Returns `true` if the attributes of this element that usually have an effect beyond text have none.
    pub(super) fn is_harmless(&self) -> bool {
        // A deciding attribute that has been read need not be the one that the text ahead shows.
        self.facts.is_harmless && self.is_harmless_unless_absent()
    }

    /// Returns `true` if no attribute that has been read contradicts that the element is harmless.
    fn is_harmless_unless_absent(&self) -> bool {
        match self.deciding() {
            Some((name, is_harmless)) => self.always(name, |value| value.is_none_or(is_harmless)),
            None => false,
        }
    }

    fn is_harmless_so_far(&self) -> bool {
        match self.deciding() {
            Some((name, is_harmless)) => self.always(name, |value| value.is_some_and(is_harmless)),
            None => false,
        }
    }

    /// Returns `true` if forwarded attributes may be treated as text only because of a deciding attribute.
    pub(super) fn is_decided(&self) -> bool {
        self.deciding().is_some()
    }

    /// Returns the name of the attribute that decides whether the element is harmless, and for which values it is.
    fn deciding(&self) -> Option<(&'static str, Condition)> {
        Some(match self.name.as_str() {
            "link" => ("rel", is_page_link),
            "param" => ("name", is_text_param),
            name if is_animation(name) => ("attributename", is_text_attribute),
            _ => return None,
        })
    }

    /// Returns the kind of the `content` of a `<meta>`.
    pub(super) fn content(&self) -> MetaContent {
        match self.content_so_far() {
            MetaContent::Text => self.facts.content,
            content => content,
        }
    }

    fn content_so_far(&self) -> MetaContent {
        if self.name != "meta" {
            return MetaContent::Text;
        }
        let is_none = |name: &'static str| {
            move |value: Option<&str>| {
                value.is_none_or(|value| !value.trim().eq_ignore_ascii_case(name))
            }
        };
        if !self.always("http-equiv", is_none("content-type")) {
            MetaContent::Type
        } else if !self.always("http-equiv", is_none("refresh")) {
            MetaContent::Refresh
        } else {
            MetaContent::Text
        }
    }

    /// Returns the name of the attribute that changes the meaning with which other attributes have been read.
    pub(super) fn contradiction(&self) -> Option<&'static str> {
        let content = self.content_so_far();
        if content != MetaContent::Text && self.read_content.is_some_and(|read| read != content) {
            return Some("http-equiv");
        }
        let (name, _) = self.deciding()?;
        (self.has_relied && !self.is_harmless_so_far()).then_some(name)
    }
}

/// Returns `true` if a link with these relations loads nothing that executes code or styles the page.
fn is_page_link(relations: &str) -> bool {
    let mut words = relations.split_ascii_whitespace().peekable();
    words.peek().is_some() && words.all(|word| PAGE_LINKS.contains(&&*word.to_ascii_lowercase()))
}

/// Returns `true` if changing an attribute can do no more than changing text.
fn is_text_attribute(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    ["a", "script"].iter().all(|element| AttributeKind::of(element, &name) == AttributeKind::Text)
}

/// Returns `true` if a parameter of a plug-in is not a URL, and grants no permission.
fn is_text_param(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    let is_loaded = AttributeKind::of("object", &name) != AttributeKind::Text;
    !is_loaded
        && !PARAMS.contains(&name.as_str())
        && !name.contains("url")
        && !name.contains("script")
}

/// A condition on the value of an attribute.
type Condition = fn(&str) -> bool;

/// The parameters of plug-ins that are URLs, or grant permissions.
const PARAMS: &[&str] =
    &["allownetworking", "base", "file", "filename", "flashvars", "movie", "object"];

/// The relations of links that load nothing that executes code or styles the page.
const PAGE_LINKS: &[&str] = &[
    "alternate",
    "apple-touch-icon",
    "apple-touch-icon-precomposed",
    "author",
    "bookmark",
    "canonical",
    "dns-prefetch",
    "help",
    "hub",
    "icon",
    "license",
    "mask-icon",
    "me",
    "next",
    "nofollow",
    "preconnect",
    "prev",
    "privacy-policy",
    "search",
    "self",
    "shortcut",
    "shortlink",
    "tag",
    "terms-of-service",
    "webmention",
];

#[cfg(test)]
mod tests {
    use super::super::state::{HtmlState, State};
    use super::*;

    /// Returns a tag in the middle of text, which `|` marks.
    fn tag(text: &str) -> Tag {
        let mut state = State::new();
        let (before, after) = text.split_once('|').unwrap_or((text, ""));
        for (at, c) in before.char_indices() {
            let rest = || before[at + c.len_utf8()..].chars().chain(after.chars());
            state.push(c, &|| Box::new(rest()));
        }
        match state.html {
            HtmlState::BeforeName(tag)
            | HtmlState::Value(tag, _)
            | HtmlState::BeforeValue(tag, _) => tag,
            html => panic!("{text}: {html:?}"),
        }
    }

    #[test]
    fn harmless_tags() {
        for (text, is_harmless) in [
            ("<link rel=icon href='|'>", true),
            ("<link href='|' rel=icon>", true),
            ("<link href='|' rel='Icon shortcut'>", true),
            ("<link href='|' rel=&#105;con>", true),
            ("<link href='|' rel=icons>", false),
            ("<link href='|' rel=''>", false),
            ("<link href='|' rel>", false),
            ("<link href='|'> rel=icon>", false),
            ("<link rel='alternate stylesheet' href='|'>", false),
            ("<set attributeName=fill to='|'>", true),
            ("<set to='|' attributeName=fill>", true),
            ("<set to='|' attributeName=hr&#101;f>", false),
            ("<set to='|' attributeName=xlink:href>", false),
            ("<set to='|' attributeName=onclick>", false),
            ("<set to='|' attributeName=style>", false),
            ("<param name=quality value='|'>", true),
            ("<param name=movie value='|'>", false),
            ("<param value='|'>", false),
        ] {
            assert_eq!(tag(text).is_harmless(), is_harmless, "{text}");
        }
    }

    #[test]
    fn contents_of_meta() {
        for (text, content) in [
            ("<meta name=a content='|'>", MetaContent::Text),
            ("<meta http-equiv=refresh content='|'>", MetaContent::Refresh),
            ("<meta content='|' http-equiv=' Re&#102;resh '>", MetaContent::Refresh),
            ("<meta content='|' http-equiv=Content-Type>", MetaContent::Type),
        ] {
            assert_eq!(tag(text).content(), content, "{text}");
        }
    }
}
