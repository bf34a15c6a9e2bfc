//! The errors of tags of blocks that do not match.

use super::{Nest, OpenBlock};
use crate::{
    limits::MAX_NESTING,
    parse::{
        item::BlockHead,
        names::{BLOCKS, intended_block, is_else_if_word},
    },
    source::{Diagnostic, Span},
};

/// The errors of single tags.
impl Nest<'_> {
    /// Returns the span of the last tag in the innermost open block that is written before `end` and includes `name` without a
    /// block: `{{> Card}}` for `{{/Card}}`.
    pub(super) fn tag_without_content(&self, name: &str, end: Span) -> Option<Span> {
        let from = self.open.last().map_or(0, |open| open.first.span.end);
        let text = self.text.get(from..end.start)?;
        text.rmatch_indices("{{").find_map(|(at, _)| {
            let tag = &text[at + 2..];
            let tag = &tag[..tag.find("}}")?];
            let target = tag.trim_start_matches('~').strip_prefix('>')?.trim_start();
            let after = target.trim_start_matches(['"', '\'']).strip_prefix(name)?;
            let is_whole =
                after.chars().next().is_none_or(|c| c.is_whitespace() || "\"'~".contains(c));
            let start = from + at;
            is_whole.then(|| Span::new(start, start + 4 + tag.len()))
        })
    }

    /// Returns the error for `{{#else}}` or `{{#else if ready}}`.
    pub(super) fn else_block_error(&self, head: &BlockHead, span: Span) -> Diagnostic {
        let name = head.call.name().map_or("else", |path| &path.text);
        let tag = self.text[span.start..span.end].replacen(['#', '^'], "", 1);
        let help = match name {
            _ if self.open.is_empty() => format!(
                "open a block before it, as in `{{{{#if …}}}}`; for a field of that name, write `{{{{#this.{name}}}}}`"
            ),
            _ if is_else_if_word(name) => format!("write `{}`", tag.replacen(name, "else if", 1)),
            _ => format!("write `{tag}`"),
        };
        Diagnostic::error(span, format!("`{name}` is not a block")).help(help)
    }

    /// Returns the error for a block without a closing tag. A mustache after its opening tag that is the
    /// closing tag of another language is probably meant to close it.
    pub(super) fn unclosed_block_error(&mut self, open: &OpenBlock) -> Diagnostic {
        let tag = open.first.span;
        let error = Diagnostic::error(tag, format!("the block {} is not closed", open.tag()));
        match self.foreign_ends.iter().position(|end| end.start > tag.start) {
            Some(end) => {
                let end = self.foreign_ends.remove(end);
                let written = &self.text[end.start..end.end];
                let help =
                    format!("add `{{{{/{}}}}}`: `{written}` does not close a block", open.name());
                error.related(end, "this does not close it").help(help)
            }
            None => error.help(format!("add `{{{{/{}}}}}`", open.name())),
        }
    }
}

pub(super) fn mismatched_end_error(name: &str, span: Span, open: &OpenBlock) -> Diagnostic {
    Diagnostic::error(span, format!("`{{{{/{name}}}}}` does not close {}", open.tag()))
        .related(open.first.span, "opened here")
        .help(format!("write `{{{{/{}}}}}`", open.name()))
}

/// Returns the error for `{{#eech}}…{{/each}}`, where the name in the opening tag is a misspelling of that in
/// the closing tag.
pub(super) fn misspelled_block_error(open: &OpenBlock, closed_as: &str) -> Option<Diagnostic> {
    let path = open.first.head.name()?;
    if !BLOCKS.contains(&closed_as) || intended_block(path.plain()?) != Some(closed_as) {
        return None;
    }
    let message = format!("there is no block called `{}`", path.text);
    Some(Diagnostic::error(path.span, message).help(format!("did you mean `{closed_as}`?")))
}

pub(super) fn too_deep_error(span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("blocks are nested more than {MAX_NESTING} levels deep"))
        .help("move a part of them into a separate template")
}
