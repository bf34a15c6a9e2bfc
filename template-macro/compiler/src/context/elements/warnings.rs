//! Warnings about elements that are not closed.

use super::{Closed, Element, Ended, Position};
use crate::{context::tree_construction, source::Diagnostic};

impl Element {
    /// Returns `true` if it is open on all paths to this position.
    pub(super) fn is_certain(&self) -> bool {
        !self.is_opened_perhaps && !self.is_closed_perhaps
    }

    /// Records an end tag.
    pub(super) fn close(&self, position: Position) {
        self.closed.set(match self.closed.get() {
            Closed::Never if !position.is_in_loop => Closed::Once(position.span),
            Closed::Once(span) if span == position.span => Closed::Once(span),
            _ => Closed::Often,
        });
    }

    /// Returns `true` if it needs an end tag before a start tag, or the end tag of an element around it.
    pub(super) fn needs_end(&self, before: &str) -> bool {
        let name = before.trim_matches(['<', '/', '>']);
        // Elements like `<span>` do not end with what their content leaves open.
        let is_ignored = before.starts_with("</")
            && !tree_construction::is_special(name)
            && tree_construction::is_special(&self.name)
            && !self.is_foreign;
        !tree_construction::has_optional_end(&self.name) || is_ignored
    }

    /// Returns the warning that it is not closed before a tag.
    pub(super) fn unclosed_before(&self, tag: &str, position: Position) -> Option<Diagnostic> {
        // In a block, the other end tag may be in another one.
        let is_in_block =
            (self.is_opened_perhaps || self.is_alternative) && position.depth > self.level;
        if !self.needs_end(tag) || is_in_block {
            return None;
        }
        self.unclosed_warning(format!("`<{}>` is not closed before `{tag}`", self.name))
    }

    /// Returns the warning with this message, that it is not closed, unless a block closes it.
    pub(super) fn unclosed_warning(&self, message: String) -> Option<Diagnostic> {
        let Self { name, is_opened_perhaps, .. } = self;
        let warning = match self.closed.get() {
            Closed::Never => {
                let warning = Diagnostic::warning(self.span, message);
                if self.has_slash {
                    warning.help(format!(
                        "in HTML, a slash does not close an element: write `<{name}></{name}>`"
                    ))
                } else if *is_opened_perhaps {
                    warning
                        .help("close it in its block, or in another block with the same condition")
                } else {
                    warning
                }
            }
            Closed::Once(closed) if self.is_closed_perhaps && !is_opened_perhaps => {
                let message = format!(
                    "`<{name}>` is always printed, but a block determines whether `</{name}>` is"
                );
                let warning = Diagnostic::warning(self.span, message);
                warning.related(closed, "closed here, in a block")
            }
            Closed::Once(_) | Closed::Often => return None,
        };
        Some(warning)
    }
}

impl Ended {
    /// Returns the warning about a paragraph that ends although an element in it is open.
    pub(super) fn warning_with(&self, inner: &str) -> Diagnostic {
        let Self { paragraph, by, name } = self;
        let message =
            format!("`<{name}>` ends the paragraph around it, in which `<{inner}>` is open");
        Diagnostic::warning(*by, message)
            .help(paragraph_help(name))
            .related(*paragraph, "opened here")
    }
}

/// Returns the help for a block-level element in a paragraph.
pub(super) fn paragraph_help(block: &str) -> String {
    format!(
        "a `<p>` cannot contain a `<{block}>`: write `<div>` instead of `<p>`, or close the `<p>` before it"
    )
}
