//! The states after blocks: the join of the states of two branches.

use super::{
    content::{Content, ContentKind},
    state::{Ended, HtmlState, Opened, Raw, State, Value, ValueContent},
    tag::{self, Tag},
    url::UrlPart,
};

impl State {
    /// Joins the states of two branches of a block that is in `depth` others, if what follows is read alike.
    pub(super) fn join(mut self: Box<Self>, other: Box<Self>, depth: usize) -> Option<Box<Self>> {
        self.html = join_html(self.html, other.html)?;
        // An element that is open in one branch only is open for what follows.
        self.opened = Opened(self.opened.0.or(other.opened.0));
        self.doubted = Opened(self.doubted.0.or(other.doubted.0));
        self.raw = join_raw(self.raw, other.raw)?;
        self.foreign = self.foreign.join(other.foreign);
        self.elements = self.elements.join(&other.elements, depth);
        self.before = self.before.min(other.before);
        Some(self)
    }
}

/// Joins two states of the tokenizer.
fn join_html(one: HtmlState, other: HtmlState) -> Option<HtmlState> {
    use HtmlState::{AfterName, BeforeName, Comment, Content, Lost, Separator, Value};
    let may_continue = |html: &HtmlState| matches!(html, Separator(_, Ended::UnlessSlash));
    let ended = if may_continue(&one) || may_continue(&other) {
        Ended::UnlessSlash
    } else {
        Ended::Certainly
    };
    Some(match (one, other) {
        (Lost, _) | (_, Lost) => Lost,
        (Value(tag, one), Value(other_tag, other)) => {
            Value(join_tags(tag, other_tag)?, join_values(one, other)?)
        }
        (Content(one), Content(other)) => Content(join_contents(one, other)?),
        // The last characters matter only if they may begin the end.
        (Comment(one), Comment(other)) if !may_end(&one) && !may_end(&other) => {
            Comment(String::new())
        }
        (one, other) if one == other => one,
        // After the name of an attribute in one branch, `=` must not follow.
        (BeforeName(tag) | AfterName(tag, _), BeforeName(other) | AfterName(other, _)) => {
            BeforeName(join_tags(tag, other)?)
        }
        (one, other) => Separator(join_tags(in_tag(one)?, in_tag(other)?)?, ended),
    })
}

/// Returns the tag that a position is in, outside of values. A name that ends at the position is the name of an attribute.
fn in_tag(html: HtmlState) -> Option<Tag> {
    use HtmlState::{AfterName, BeforeName, Name, Separator, TagName};
    match html {
        TagName(tag) | BeforeName(tag) | Separator(tag, _) | AfterName(tag, _) => Some(tag),
        Name(mut tag, name) => {
            tag.add(&name);
            Some(tag)
        }
        _ => None,
    }
}

/// Returns `true` if a comment that ends with these characters may be at its beginning, or before its end.
fn may_end(last: &str) -> bool {
    last == "<!" || last.ends_with('-') || last.ends_with("--!")
}

/// Joins a tag, which may have different attributes in two branches.
fn join_tags(mut one: Tag, other: Tag) -> Option<Tag> {
    if (&one.name, one.is_end) != (&other.name, other.is_end) {
        return None;
    }
    one.is_self_closing &= other.is_self_closing;
    one.facts = one.facts.join(other.facts);
    one.languages = one.languages.join(other.languages, &one.name);
    one.attributes = tag::join(one.attributes, other.attributes);
    one.read_content = match (one.read_content, other.read_content) {
        (Some(one), Some(other)) if one != other => return None,
        (one, other) => one.or(other),
    };
    one.has_relied |= other.has_relied;
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
        (ValueContent::Refresh(one), ValueContent::Refresh(other)) => {
            ValueContent::Refresh(one.join(other)?)
        }
        (ValueContent::Script(one), ValueContent::Script(other)) => {
            ValueContent::Script(one.join(other)?)
        }
        (ValueContent::Style(one), ValueContent::Style(other)) => {
            ValueContent::Style(one.join(other)?)
        }
        (one, other) if one == other => one,
        _ => return None,
    };
    // The following text would continue a reference in one branch only.
    let is_indifferent = match &content {
        ValueContent::Kind(_) => one.text.is_none(),
        // The referenced character is a part of the path or the query in any case.
        ValueContent::Url(url) => {
            matches!(url.part, UrlPart::Path | UrlPart::Query | UrlPart::PathOrQuery)
        }
        ValueContent::ResourceUrl(url) => url.part == UrlPart::Query,
        _ => false,
    };
    if one.reference != other.reference && !is_indifferent {
        return None;
    }
    let text = one.text.filter(|one| Some(one) == other.text.as_ref());
    let reference = if one.reference.is_empty() { other.reference } else { one.reference };
    let unknown_reference = one.unknown_reference.or(other.unknown_reference);
    Some(Value { text, content, reference, unknown_reference, ..one })
}

fn join_contents(one: Content, other: Content) -> Option<Content> {
    if (one.reading, &one.markup) != (other.reading, &other.markup) {
        return None;
    }
    let cdata = match (one.cdata, other.cdata) {
        (Some(one), Some(other)) => Some(one.join(other)),
        (None, None) => None,
        _ => return None,
    };
    let kind = match (one.kind, other.kind) {
        (ContentKind::Script(one), ContentKind::Script(other)) => {
            ContentKind::Script(one.join(other)?)
        }
        (ContentKind::Style(one), ContentKind::Style(other)) => {
            ContentKind::Style(one.join(other)?)
        }
        (one, other) if one == other => one,
        _ => return None,
    };
    Some(Content {
        kind,
        end: one.end.join(&other.end)?,
        cdata,
        is_ambiguous: one.is_ambiguous || other.is_ambiguous,
        // A value after a `&` may continue a reference.
        last: if other.last == '&' { '&' } else { one.last },
        ..one
    })
}

/// Joins the elements around whose content browsers may parse as text.
fn join_raw(one: Vec<Raw>, other: Vec<Raw>) -> Option<Vec<Raw>> {
    if one.len() != other.len() {
        // An element that is open in one branch only is open for what follows.
        return Some(if one.len() > other.len() { one } else { other });
    }
    let pairs = one.into_iter().zip(other);
    pairs
        .map(|(one, other)| {
            let has_ended = one.has_ended;
            let is_same = has_ended == other.has_ended;
            let (end, foreign) = (one.end.join(&other.end)?, one.foreign.join(other.foreign));
            is_same.then_some(Raw { end, has_ended, foreign })
        })
        .collect()
}
