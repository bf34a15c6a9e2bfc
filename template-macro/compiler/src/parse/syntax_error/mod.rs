//! Diagnostics for tags that the grammar rejects.
//!
//! pest reports how far it parsed and what it expected there. A missing partner of a quote, brace or
//! parenthesis is usually the cause, so those are looked for first.

mod unclosed;
mod unexpected;

use super::{
    GrammarFailure, SyntaxError,
    scan::{TagEnd, TagScan, is_comment},
};
use crate::{
    limits::MAX_NESTING,
    source::{Diagnostic, Span},
};

/// Explains why the item at `at` failed.
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
    let case = FailedTag { text, at, failure, scan, stop };
    if let Some(error) = unclosed::string(&case) {
        return error;
    }
    let error = unclosed::tag(&case)
        .or_else(|| unclosed::braces(&case))
        .or_else(|| unclosed::bracket(&case))
        .or_else(|| unclosed::parenthesis(&case))
        .or_else(|| unexpected::common_error(&case))
        .unwrap_or_else(|| unexpected::expected_found_error(&case));
    SyntaxError { error, resume: case.stop.end(text) }
}

/// Parentheses that nest too deep, the first of them at `paren`.
pub(super) fn too_deep(text: &str, paren: usize, scan: &TagScan) -> SyntaxError {
    let message = if scan.too_deep.is_some() {
        format!("parentheses are nested more than {MAX_NESTING} deep")
    } else {
        // pest guards the stack; only a thread with less of it than usual comes here.
        "parentheses are nested too deep for the stack of this thread".to_owned()
    };
    let error = Diagnostic::error(Span::new(paren, paren + 1), message)
        .help("give a part of it a name with `{{#let … as |name|}}`");
    SyntaxError { error, resume: scan.stop.map_or(text.len(), |stop| stop.end(text)) }
}

/// What Handlebars has and these templates have not.
pub(super) fn unsupported(text: &str, at: usize, what: &str, scan: &TagScan) -> SyntaxError {
    let stop = scan.stop.unwrap_or(TagEnd::End);
    let end = stop.end(text);
    let closed = matches!(stop, TagEnd::Closed(_));
    let span = Span::new(at, if closed { end } else { at + 2 });
    let mut error = Diagnostic::error(span, format!("{what} are not supported yet"));
    error.help = match what {
        "partials" => Some("a helper can render another template: `{{header title}}`".to_owned()),
        "partial blocks" => {
            Some("a block helper can print what its block holds: `{{#layout title}}`".to_owned())
        }
        _ => None,
    };
    SyntaxError { error, resume: end }
}

impl FailedTag<'_> {
    /// The tag's opening: `{{`, `{{~#`.
    pub(super) fn opening(&self) -> Span {
        let tag = self.text.get(self.at + 2..).unwrap_or_default();
        let marks = tag.strip_prefix('~').unwrap_or(tag);
        let inside = marks.strip_prefix(['#', '^', '/', '&', '{']).unwrap_or(marks);
        Span::new(self.at, self.text.len() - inside.len())
    }

    /// What to call the tag.
    pub(super) fn noun(&self) -> &'static str {
        let opening = &self.text[self.opening().start..self.opening().end];
        if opening.ends_with(['#', '^', '/']) { "tag" } else { "mustache" }
    }

    /// Whether it begins with three braces.
    pub(super) fn is_raw(&self) -> bool {
        self.text[self.opening().start..self.opening().end].trim_start_matches("{{").ends_with('{')
    }

    /// The first character that fits nothing, or none at the end of the template.
    pub(super) fn found(&self) -> Option<char> {
        self.text[self.failure.at..].chars().next()
    }
}

/// A tag that failed, with all that is known of it.
pub(super) struct FailedTag<'t> {
    /// The whole template.
    pub(super) text: &'t str,
    /// Where the tag begins.
    pub(super) at: usize,
    /// What pest says.
    pub(super) failure: GrammarFailure,
    /// What can be seen without a grammar.
    pub(super) scan: TagScan,
    /// Where the tag stops.
    pub(super) stop: TagEnd,
}
