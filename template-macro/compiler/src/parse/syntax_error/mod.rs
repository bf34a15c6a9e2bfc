//! Diagnostics for tags that the grammar rejects.
//!
//! pest reports the position at which it failed, and the expected rules. The usual cause is an unmatched
//! quote, brace or parenthesis, so these are searched for first.

mod unclosed;
mod unexpected;

pub(super) use unexpected::{call_help, operator_name_error};

use super::{
    GrammarFailure, SyntaxError, is_valid_tag,
    scan::{TagEnd, TagScan, is_comment},
};
use crate::{
    limits::MAX_NESTING,
    notations::tag_spelling,
    parse::names::is_path_of_rust,
    source::{Diagnostic, Span},
};

/// Returns the error for the item at the offset `at`, which the grammar rejected.
pub(super) fn explain(
    text: &str,
    at: usize,
    failure: GrammarFailure,
    scan: TagScan,
) -> SyntaxError {
    if is_comment(&text.as_bytes()[at..]) {
        return unclosed::comment(text, at);
    }
    let stop = scan.stop.unwrap_or(TagEnd::End);
    let tag = FailedTag { text, at, failure, scan, stop };
    if let Some(error) = unclosed::string(&tag) {
        return error;
    }
    if let Some(error) = unclosed::tag_in_tag(&tag) {
        return error;
    }
    let error = unclosed::tag(&tag)
        .or_else(|| unclosed::braces(&tag))
        .or_else(|| unclosed::bracket(&tag))
        .or_else(|| unclosed::parenthesis(&tag))
        .unwrap_or_else(|| {
            let error = unexpected::common_error(&tag)
                .unwrap_or_else(|| unexpected::expected_found_error(&tag));
            let help = match tag.stop {
                TagEnd::Closed(end) => correction(text, at, end),
                _ => None,
            };
            match help {
                Some(help) => error.help(help),
                None => error,
            }
        });
    SyntaxError { error, resume: tag.stop.end(text) }
}

/// Returns the error for parentheses that are nested too deep, the first of them at the offset `paren`.
pub(super) fn too_deep(text: &str, paren: usize, scan: &TagScan) -> SyntaxError {
    let message = if scan.too_deep.is_some() {
        format!("parentheses are nested more than {MAX_NESTING} levels deep")
    } else {
        // pest limits its recursion by the size of the stack, which a thread may have made small.
        "parentheses are nested too deeply for the stack of this thread".to_owned()
    };
    let error = Diagnostic::error(Span::new(paren, paren + 1), message)
        .help("name a part of it with `{{#let … as |name|}}`");
    SyntaxError { error, resume: scan.stop.map_or(text.len(), |stop| stop.end(text)) }
}

/// Returns the error for a construct of Handlebars that is not supported.
pub(super) fn unsupported(text: &str, at: usize, construct: &str, scan: &TagScan) -> SyntaxError {
    let stop = scan.stop.unwrap_or(TagEnd::End);
    let end = stop.end(text);
    let closed = matches!(stop, TagEnd::Closed(_));
    let span = Span::new(at, if closed { end } else { at + 2 });
    let error = Diagnostic::error(span, format!("{construct} are not supported yet"));
    let error =
        match text[at..].strip_prefix("{{*").map(|name| &name[..name.find("}}").unwrap_or(0)]) {
            Some(name) if is_path_of_rust(name) => {
                error.help(format!("references are followed automatically: write `{{{{{name}}}}}`"))
            }
            _ => error,
        };
    SyntaxError { error, resume: end }
}

/// Keeps only the first error of a tag that the grammar accepted, with a help that suggests a replacement for the whole
/// tag, if the tag is in the notation of another language.
pub(super) fn correct(text: &str, span: Span, errors: &mut Vec<Diagnostic>) {
    errors.sort_by_key(|error| error.span.start);
    let Some(first) = errors.first_mut() else { return };
    let braces = if text[..span.end].ends_with("}}}") { 3 } else { 2 };
    if let Some(help) = correction(text, span.start, span.end - braces) {
        first.help = Some(help);
        errors.truncate(1);
    }
}

/// Returns the suggested replacement for the tag at the offset `at`, whose closing braces are at `end`, if it is in the notation
/// of another language.
fn correction(text: &str, at: usize, end: usize) -> Option<String> {
    let opening = opening(text, at);
    let inside = text.get(opening.end..end)?;
    let spelling = tag_spelling(&text[opening.start..opening.end], inside)?;
    is_valid_tag(&spelling.text).then(|| spelling.help())
}

/// Returns the span of the braces and marks at the beginning of the tag at the offset `at`: `{{` or `{{~#`.
fn opening(text: &str, at: usize) -> Span {
    let tag = text.get(at + 2..).unwrap_or_default();
    let marks = tag.strip_prefix('~').unwrap_or(tag);
    let partial = ["#>", "#*", ">"].iter().find_map(|mark| marks.strip_prefix(mark));
    let inside = partial.or_else(|| marks.strip_prefix(['#', '^', '/', '&', '{']));
    let inside = inside.unwrap_or(marks);
    Span::new(at, text.len() - inside.len())
}

impl FailedTag<'_> {
    /// Returns the span of the braces and marks at its beginning.
    pub(super) fn opening(&self) -> Span {
        opening(self.text, self.at)
    }

    /// Returns the noun for it in messages.
    pub(super) fn noun(&self) -> &'static str {
        let opening = &self.text[self.opening().start..self.opening().end];
        if opening.ends_with(['#', '^', '/', '>', '*']) { "tag" } else { "mustache" }
    }

    /// Returns `true` if it begins with three braces.
    pub(super) fn has_three_braces(&self) -> bool {
        self.text[self.opening().start..self.opening().end].trim_start_matches("{{").ends_with('{')
    }

    /// Returns the first unexpected character, or none at the end of the template.
    pub(super) fn found(&self) -> Option<char> {
        self.text[self.failure.at..].chars().next()
    }
}

/// A tag that the grammar rejected.
pub(super) struct FailedTag<'t> {
    /// The whole template.
    pub(super) text: &'t str,
    /// The offset of the tag.
    pub(super) at: usize,
    /// The failure of the grammar.
    pub(super) failure: GrammarFailure,
    /// The result of the scan without the grammar.
    pub(super) scan: TagScan,
    /// The end of the tag.
    pub(super) stop: TagEnd,
}
