//! Collapses white space that browsers do not show: the option `whitespace = "collapse"`.
//!
//! In text, a run of white space becomes one space, or one line break if it contains any. It is removed at the beginning and the
//! end of a block-level element, after such an element, and between the elements of a table. Between text and a block-level element
//! one space is kept, before the element or, if there is none, after it, although browsers do not show it: if the element is hidden,
//! or floats, the text before and after it is on one line.
//!
//! `<pre>`, `<textarea>`, scripts, style sheets and tags are unchanged, as are elements whose `style` attribute sets
//! `white-space`. An element with any other `style` attribute does not count as block-level.

use super::{elements::TagRead, state::State};
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
    "tr",
    "ul",
];

/// The elements in which white space between elements is none of the text.
const CONTAINERS: &[&str] = &[
    "colgroup", "datalist", "head", "html", "optgroup", "select", "table", "tbody", "tfoot",
    "thead", "tr",
];

/// The blocks without contents.
const VOID: &[&str] = &["br", "hr", "col"];

/// The elements before which there is no text.
const FIRST: &[&str] = &["html", "head", "body"];

/// The elements in which white space is shown.
const PREFORMATTED: &[&str] = &["pre", "listing"];

/// The item directly before text. If branches differ, it is the minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Before {
    /// Something that may be text, or the end of a block that directly follows text.
    Text,
    /// The tag of an inline element.
    Tag,
    /// White space, or the beginning of the template: a component that begins and ends with a block-level element does not
    /// count as a part of the text around its call.
    Space,
    /// The end of a block: if it is hidden, white space, another block, or the beginning of one precedes.
    BlockEnd,
    /// The beginning of a block.
    BlockStart,
}

/// The item directly after text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    /// The end of a block, or something before which there is no text.
    End,
    /// Text, a value, or a comment.
    Text,
    /// Another tag, or a block of the template.
    Other,
}

/// The display type of an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Display {
    /// Whether it may have a `style` attribute.
    pub is_styled: bool,
    /// Whether it may show white space.
    pub shows_space: bool,
    /// Whether it may directly follow text, without white space between them.
    pub follows_text: bool,
}

impl Display {
    /// Returns how an element is displayed whose start tag depends on the branch of a template.
    pub(super) const fn join(self, other: Self) -> Self {
        Self {
            is_styled: self.is_styled || other.is_styled,
            shows_space: self.shows_space || other.shows_space,
            follows_text: self.follows_text || other.follows_text,
        }
    }
}

impl State {
    /// Reads text, which is followed by `following`. Returns the runs of white space in it that change, and what they
    /// become.
    pub(super) fn collapse(
        &mut self,
        text: &str,
        following: &str,
    ) -> Vec<(Range<usize>, &'static str)> {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut runs = Vec::new();
        if self.elements.shows_space() {
            self.before = Before::Text;
            return runs;
        }
        let after = self.after(following);
        let parent = self.elements.innermost_name();
        let in_container = parent.is_some_and(|parent| CONTAINERS.contains(&parent));
        let mut at = 0;
        while let Some(start) = text[at..].find(is_space).map(|found| at + found) {
            let rest = &text[start..];
            let end = start + rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            if start > at {
                self.before = Before::Text;
            }
            let is_last = end == text.len();
            let is_between = in_container && self.before > Before::Text && after != After::Text;
            let is_hidden =
                self.before >= Before::BlockEnd || is_last && (after == After::End || is_between);
            // Browsers do not show a line break where they show a space: next to a `<wbr>`, and in Chinese text.
            let becomes = match &text[start..end] {
                _ if is_hidden => "",
                run if run.contains(['\n', '\r']) => "\n",
                _ => " ",
            };
            if text[start..end] != *becomes {
                runs.push((start..end, becomes));
            }
            if !is_hidden {
                self.before = Before::Space;
            }
            at = end;
        }
        if at < text.len() {
            self.before = Before::Text;
        }
        runs
    }

    /// Returns the kind of the beginning of text.
    fn after(&self, following: &str) -> After {
        let Some(tag) = following.strip_prefix('<') else {
            return if following.is_empty() { After::Other } else { After::Text };
        };
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let length = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = tag[..length].to_ascii_lowercase();
        match is_end {
            _ if name.is_empty() => After::Text,
            false if FIRST.contains(&name.as_str()) => After::End,
            true if is_block(&name, self.elements.display(&name)) => After::End,
            _ => After::Other,
        }
    }

    /// Reads a tag, before it changes which elements are open. `written` is its text, or something else if that is in
    /// several files.
    pub(super) fn note_tag(&mut self, tag: &mut TagRead, written: &str) {
        let name = tag.name.as_str();
        if !tag.is_end {
            let is_whole = written.starts_with('<') && written.ends_with('>');
            tag.display.follows_text = self.before < Before::Space;
            tag.display.shows_space = PREFORMATTED.contains(&name)
                || contains(written, "white-space")
                || contains(written, "xml:space")
                || tag.display.is_styled && !is_whole;
        }
        let display = if tag.is_end { self.elements.display(name) } else { tag.display };
        let is_end = tag.is_end || VOID.contains(&name);
        self.before = if !is_block(name, display) {
            Before::Tag
        } else if !is_end {
            Before::BlockStart
        } else if display.follows_text {
            Before::Text
        } else {
            Before::BlockEnd
        };
    }
}

/// Returns `true` if an element begins and ends lines.
fn is_block(name: &str, display: Display) -> bool {
    BLOCKS.contains(&name) && !display.is_styled
}

/// Returns `true` if text contains another text, in any case.
fn contains(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|at| at.eq_ignore_ascii_case(part.as_bytes()))
}
