//! Raw blocks, whose content is text, including braces: `{{{{raw}}}} … {{{{/raw}}}}` prints it, and
//! `{{{{name …}}}} … {{{{/name}}}}` passes it to a block helper.
//!
//! They are not in the grammar, because their content has no structure but the nesting of raw blocks, which
//! determines the end. As in Handlebars, four braces that are not followed by `/` open a raw block, and a
//! closing tag with any name closes it.

use super::{
    SyntaxError, block_head,
    scan::{StringEnd, TagEnd, scan},
};
use crate::{
    parse::{
        ast::{Call, Expression},
        item::{BlockHead, ItemKind, TemplateItem},
    },
    source::{Diagnostic, Span},
};

/// The opening braces of a raw block.
pub(crate) const OPEN: &str = "{{{{";
/// The closing braces of its tags.
const CLOSE: &str = "}}}}";

/// The name of the raw block that prints its content.
pub(crate) const NAME: &str = "raw";
pub(crate) const OPENING_TAG: &str = "{{{{raw}}}}";

/// Adds the raw block at the offset `at` to `items`: two tags, and the text between them. Returns the
/// offset after it. Semantic errors in the call of a block helper are added to `errors`.
pub(super) fn read<'t>(
    text: &'t str,
    at: usize,
    items: &mut Vec<TemplateItem<'t>>,
    errors: &mut Vec<Diagnostic>,
) -> Result<usize, SyntaxError> {
    let OpeningTag { span: opening, name, call } = opening_tag(text, at, errors)?;
    let closing = closing_tag(text, opening, name)
        .map_err(|error| SyntaxError { error, resume: text.len() })?;
    let tag = &text[closing.start..closing.end];
    if tag != closing_tag_of(name) {
        let message = format!("`{tag}` does not close `{}`", opening_tag_of(name));
        let error = Diagnostic::error(closing, message)
            .related(opening, "opened here")
            .help(format!("write `{}`", closing_tag_of(name)));
        return Err(SyntaxError { error, resume: end_of_closing_tag(text, closing.end, name) });
    }
    let (open, close) = match call {
        None => (ItemKind::RawTag, ItemKind::RawTag),
        Some(head) => {
            let path = head.call.name().cloned();
            let close = path.map_or(ItemKind::RawTag, ItemKind::Close);
            (ItemKind::Open { head, inverted: false }, close)
        }
    };
    items.push(item(open, opening));
    let content = Span::new(opening.end, closing.start);
    if content.start < content.end {
        items.push(item(ItemKind::Text(&text[content.start..content.end]), content));
    }
    items.push(item(close, closing));
    Ok(closing.end)
}

/// The opening tag of a raw block.
struct OpeningTag<'t> {
    span: Span,
    name: &'t str,
    /// The call of a block helper; none for `{{{{raw}}}}`.
    call: Option<BlockHead>,
}

fn opening_tag_of(name: &str) -> String {
    format!("{OPEN}{name}{CLOSE}")
}

fn closing_tag_of(name: &str) -> String {
    format!("{OPEN}/{name}{CLOSE}")
}

/// Returns an item without `~`.
fn item(kind: ItemKind<'_>, span: Span) -> TemplateItem<'_> {
    TemplateItem { kind, span, strips_before: false, strips_after: false }
}

/// Reads the tag at the offset `at`.
fn opening_tag<'t>(
    text: &'t str,
    at: usize,
    errors: &mut Vec<Diagnostic>,
) -> Result<OpeningTag<'t>, SyntaxError> {
    // The tag ends where the tag of a block with the same contents does, and has two braces more.
    let end = match scan(text, at + 2, StringEnd::Quote).stop {
        Some(TagEnd::Closed(end)) if text[end..].starts_with(CLOSE) => Some(end + CLOSE.len()),
        _ => None,
    };
    let inside = match end {
        Some(end) => &text[at + OPEN.len()..end - CLOSE.len()],
        None => {
            let rest = &text[at + OPEN.len()..];
            &rest[..rest.find(CLOSE).unwrap_or(rest.len())]
        }
    };
    let content = inside.trim_start_matches(['/', '{', '~', '(']);
    let name =
        content.split(|c: char| c.is_whitespace() || "~})".contains(c)).find(|s| !s.is_empty());
    let name = name.unwrap_or_default();
    let tag = Span::new(at, end.unwrap_or(at + OPEN.len()));
    let (message, help) = if end.is_none() {
        ("this raw block tag is not closed".to_owned(), "close it with `}}}}`".to_owned())
    } else if inside.starts_with('/') {
        let message = format!("`{}` has no matching raw block", &text[tag.start..tag.end]);
        (message, format!("remove it, or open the block with `{OPENING_TAG}`"))
    } else if inside.starts_with('{') {
        ("a raw block begins with four braces".to_owned(), "remove the extra ones".to_owned())
    } else if name.is_empty() {
        ("this raw block has no name".to_owned(), format!("write `{OPENING_TAG}`"))
    } else if inside.starts_with('~') || inside.ends_with('~') {
        let help = "write it on a tag next to the raw block, or remove it".to_owned();
        ("a raw block tag cannot have a `~`".to_owned(), help)
    } else if inside.trim() != NAME {
        let call = block_head(text, at + 1, tag.end - 2, errors).map_err(|error| {
            // The tag is not a call; parsing continues after the content.
            SyntaxError { resume: end_of_closing_tag(text, tag.end, name), ..error }
        })?;
        return Ok(OpeningTag { span: tag, name, call: Some(with_parentheses(call)) });
    } else {
        return Ok(OpeningTag { span: tag, name, call: None });
    };
    // A closing tag without an opening one has no content to skip.
    let resume =
        if inside.starts_with('/') { tag.end } else { end_of_closing_tag(text, tag.end, name) };
    Err(SyntaxError { error: Diagnostic::error(tag, message).help(help), resume })
}

/// Returns a head in which a name without arguments is in parentheses: a raw block is always a call, not a section.
fn with_parentheses(mut head: BlockHead) -> BlockHead {
    if head.call.is_bare() && matches!(head.call.callee, Expression::Path(_)) {
        let call = Call { span: head.call.callee.span(), ..head.call.clone() };
        head.call.callee = Expression::Call(Box::new(call));
    }
    head
}

/// Finds the closing tag of the raw block opened by `opening`. It may have another name.
fn closing_tag(text: &str, opening: Span, name: &str) -> Result<Span, Diagnostic> {
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
    let tag = closing_tag_of(name);
    let help = format!("add `{tag}`");
    Err(match (inner.last(), last) {
        (Some(&inner), _) => {
            error.related(inner, "the raw block inside it is not closed either").help(help)
        }
        (None, Some(last)) => error.related(last, "this closes the raw block inside it").help(help),
        (None, None) if has_spaced_end(&text[opening.end..], name) => {
            error.help(format!("write `{tag}` without whitespace"))
        }
        (None, None) => error.help(help),
    })
}

/// Returns `true` if the text contains a closing tag with whitespace, such as `{{{{/ raw }}}}`.
fn has_spaced_end(text: &str, name: &str) -> bool {
    let mut closed = text.split("{{{{/").skip(1).flat_map(|tag| tag.split('}').next());
    closed.any(|closed| closed != name && closed.trim() == name)
}

/// Returns the offset after the next closing tag with this name, or else `at`.
fn end_of_closing_tag(text: &str, at: usize, name: &str) -> usize {
    let tag = closing_tag_of(name);
    text[at..].find(&tag).map_or(at, |found| at + found + tag.len())
}

/// Returns `true` if a character is a `NAME_CHAR` of the grammar, or a colon.
fn is_name_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || "_-$?:".contains(c) } else { !c.is_whitespace() }
}
