//! Collapses white space that browsers do not show: the option `whitespace = "collapse"`.
//!
//! In text, a run of white space becomes one space. It becomes nothing next to the tag of a block, where lines begin and
//! end, and in elements that contain other elements only. In `<pre>`, `<textarea>`, scripts, style sheets and tags nothing
//! changes.

use std::ops::Range;

/// The elements that begin and end lines.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// The elements in which white space between elements is none of the text.
const CONTAINERS: &[&str] = &[
    "colgroup", "datalist", "dl", "head", "html", "menu", "ol", "optgroup", "select", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
];

/// What surrounds a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around<'t> {
    /// Whether the tag of a block directly precedes.
    pub after_block: bool,
    /// Whether a tag directly precedes.
    pub after_tag: bool,
    /// The static text that follows.
    pub following: &'t str,
    /// The innermost open element.
    pub parent: Option<&'t str>,
}

/// Reports whether an element begins and ends lines.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Returns the runs of white space in a text that change, and what they become.
pub(super) fn collapsed_runs(text: &str, around: Around<'_>) -> Vec<(Range<usize>, &'static str)> {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c');
    let before_tag = around.following.starts_with('<');
    let before_block = tag_name(around.following).is_some_and(|name| is_block(&name));
    let in_container = around.parent.is_some_and(|parent| CONTAINERS.contains(&parent));
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_space).map(|found| at + found) {
        let rest = &text[start..];
        let end = start + rest.find(|c| !is_space(c)).unwrap_or(rest.len());
        let (is_first, is_last) = (start == 0, end == text.len());
        let is_hidden = is_first && around.after_block
            || is_last && before_block
            || is_first && is_last && in_container && around.after_tag && before_tag;
        let becomes = if is_hidden { "" } else { " " };
        if text[start..end] != *becomes {
            runs.push((start..end, becomes));
        }
        at = end;
    }
    runs
}

/// Returns the name of the tag that a text begins with.
fn tag_name(text: &str) -> Option<String> {
    let name = text.strip_prefix('<')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    Some(name[..end].to_ascii_lowercase())
}
