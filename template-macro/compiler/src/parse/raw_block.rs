//! Raw blocks: `{{{{raw}}}} … {{{{/raw}}}}`, whose content is text, including braces.
//!
//! They are not in the grammar, because their content has no structure but the nesting of raw blocks, which
//! determines the end. As in Handlebars, four braces that are not followed by `/` open a raw block, and a
//! closing tag with any name closes it.

use super::SyntaxError;
use crate::{
    parse::item::{ItemKind, TemplateItem},
    source::{Diagnostic, Span},
};

/// The opening braces of a raw block.
pub(super) const OPEN: &str = "{{{{";
/// The closing braces of its tags.
const CLOSE: &str = "}}}}";

/// The only name of a raw block.
const NAME: &str = "raw";
const OPENING_TAG: &str = "{{{{raw}}}}";
const CLOSING_TAG: &str = "{{{{/raw}}}}";

/// Adds the raw block at the offset `at` to `items`: two tags, and the text between them. Returns the
/// offset after it.
pub(super) fn read<'t>(
    text: &'t str,
    at: usize,
    items: &mut Vec<TemplateItem<'t>>,
) -> Result<usize, SyntaxError> {
    let opening = opening_tag(text, at)?;
    let closing =
        closing_tag(text, opening).map_err(|error| SyntaxError { error, resume: text.len() })?;
    let tag = &text[closing.start..closing.end];
    if tag != CLOSING_TAG {
        let message = format!("`{tag}` does not close `{OPENING_TAG}`");
        let error = Diagnostic::error(closing, message)
            .related(opening, "opened here")
            .help(format!("write `{CLOSING_TAG}`"));
        return Err(SyntaxError { error, resume: end_of_closing_tag(text, closing.end, NAME) });
    }
    items.push(item(ItemKind::RawTag, opening));
    let content = Span::new(opening.end, closing.start);
    if content.start < content.end {
        items.push(item(ItemKind::Text(&text[content.start..content.end]), content));
    }
    items.push(item(ItemKind::RawTag, closing));
    Ok(closing.end)
}

/// Returns an item without `~`.
fn item(kind: ItemKind<'_>, span: Span) -> TemplateItem<'_> {
    TemplateItem { kind, span, strips_before: false, strips_after: false }
}

/// Reads the tag at the offset `at`, which must be `{{{{raw}}}}`.
fn opening_tag(text: &str, at: usize) -> Result<Span, SyntaxError> {
    let rest = &text[at + OPEN.len()..];
    let length = rest.find(CLOSE);
    let inside = &rest[..length.unwrap_or(rest.len())];
    if length.is_some() && inside.trim() == NAME {
        return Ok(Span::new(at, at + OPEN.len() + inside.len() + CLOSE.len()));
    }
    let content = inside.trim_start_matches(['/', '{', '~']);
    let name =
        content.split(|c: char| c.is_whitespace() || "~}".contains(c)).find(|s| !s.is_empty());
    let name = name.unwrap_or_default();
    let is_closed = length.is_some() && !inside.contains("{{") && !inside.contains("}}");
    let end = if is_closed { OPEN.len() + inside.len() + CLOSE.len() } else { OPEN.len() };
    let tag = Span::new(at, at + end);
    let (message, help) = if !is_closed {
        ("this tag of a raw block is not closed".to_owned(), "close it with `}}}}`".to_owned())
    } else if inside.starts_with('/') {
        let message = format!("`{}` closes no raw block", &text[tag.start..tag.end]);
        (message, format!("remove it, or open the block with `{OPENING_TAG}`"))
    } else if inside.starts_with('{') {
        ("a raw block begins with four braces".to_owned(), "remove the extra ones".to_owned())
    } else if name.is_empty() {
        ("this raw block has no name".to_owned(), format!("write `{OPENING_TAG}`"))
    } else if name != NAME {
        let message = format!("there is no raw block called `{name}`");
        (message, format!("the only one is `{OPENING_TAG}`, which prints its content unchanged"))
    } else if inside.contains('~') {
        let help = "write it on a tag next to the raw block, or remove it".to_owned();
        ("the tag of a raw block cannot have a `~`".to_owned(), help)
    } else {
        (format!("`{OPENING_TAG}` takes no arguments"), "remove what follows `raw`".to_owned())
    };
    // A closing tag without an opening one has no content to skip.
    let resume =
        if inside.starts_with('/') { tag.end } else { end_of_closing_tag(text, tag.end, name) };
    Err(SyntaxError { error: Diagnostic::error(tag, message).help(help), resume })
}

/// Finds the closing tag of the raw block opened by `opening`. It may have another name.
fn closing_tag(text: &str, opening: Span) -> Result<Span, Diagnostic> {
    // The opening braces of the nested raw blocks that are open, and the last tag that closed one.
    let mut inner = Vec::new();
    let mut last = None;
    let mut at = opening.end;
    while let Some(found) = text[at..].find(OPEN) {
        let start = at + found;
        at = start + OPEN.len();
        let Some(inside) = text[at..].strip_prefix('/') else {
            inner.push(Span::new(start, at));
            continue;
        };
        let length = inside.find(|c| !is_name_char(c)).unwrap_or(inside.len());
        if length > 0 && inside[length..].starts_with(CLOSE) {
            at += 1 + length + CLOSE.len();
            let tag = Span::new(start, at);
            if inner.pop().is_none() {
                return Ok(tag);
            }
            last = Some(tag);
        }
    }
    let error = Diagnostic::error(opening, "this raw block is not closed");
    let help = format!("add `{CLOSING_TAG}`");
    Err(match (inner.last(), last) {
        (Some(&inner), _) => error.related(inner, "nor is this raw block inside it").help(help),
        (None, Some(last)) => error.related(last, "this closes the raw block inside it").help(help),
        (None, None) if has_spaced_end(&text[opening.end..]) => {
            error.help(format!("write `{CLOSING_TAG}` without whitespace"))
        }
        (None, None) => error.help(help),
    })
}

/// Reports whether the text contains a closing tag with white space, such as `{{{{/ raw }}}}`.
fn has_spaced_end(text: &str) -> bool {
    let mut names = text.split("{{{{/").skip(1).flat_map(|tag| tag.split('}').next());
    names.any(|name| name != NAME && name.trim() == NAME)
}

/// Returns the offset after the next closing tag with this name, or else `at`.
fn end_of_closing_tag(text: &str, at: usize, name: &str) -> usize {
    let tag = format!("{OPEN}/{name}{CLOSE}");
    text[at..].find(&tag).map_or(at, |found| at + found + tag.len())
}

/// Reports whether a character is a `NAME_CHAR` of the grammar, or a colon.
fn is_name_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || "_-$?:".contains(c) } else { !c.is_whitespace() }
}
