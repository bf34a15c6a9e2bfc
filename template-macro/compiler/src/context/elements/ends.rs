//! End tags: what they close, and warnings about those that close nothing.

use super::{Closed, Elements, Ended, Position, rules, warnings::paragraph_help};
use crate::source::{Diagnostic, Span};
use std::rc::Rc;

impl Elements {
    /// Reads an end tag.
    pub(super) fn end(&mut self, name: &str, position: Position, warn: &mut dyn FnMut(Diagnostic)) {
        let span = position.span;
        if !self.is_in_foreign() && rules::is_void(name) {
            let message = format!("`<{name}>` has no end tag");
            warn(Diagnostic::warning(span, message).help("remove it"));
            return;
        }
        let at = match self.closed_by(name, position) {
            Ok(at) => at,
            Err(doubtful) => {
                self.warn_about_stray(name, doubtful, position, warn);
                return;
            }
        };
        let open = Rc::make_mut(&mut self.open);
        for element in open.split_off(at + 1).into_iter().rev() {
            if let Some(warning) = element.unclosed_before(&format!("</{name}>"), position) {
                warn(warning.related(span, format!("`</{name}>` closes an element around it")));
                self.lost.push(element.name);
            }
        }
        let Some(element) = open.pop() else { return };
        element.close(position);
        if *element.name != *name {
            let message = format!("`</{name}>` closes `<{}>`", element.name);
            warn(Diagnostic::warning(span, message).related(element.span, "opened here"));
        }
    }

    /// Returns the index of the element that an end tag closes. If there is none, returns one with its name that blocks
    /// open or close.
    fn closed_by(&self, name: &str, position: Position) -> Result<usize, Option<usize>> {
        let mut doubtful = None;
        for (at, open) in self.open.iter().enumerate().skip(self.base).rev() {
            let is_named = *open.name == *name
                || rules::is_heading(name) && rules::is_heading(&open.name) && !open.is_foreign;
            if is_named {
                let is_in_block = position.depth > open.level;
                let is_doubtful = match (open.is_opened_perhaps, open.is_closed_perhaps) {
                    (true, true) => true,
                    (false, false) => false,
                    _ => !is_in_block,
                };
                if !is_doubtful {
                    return Ok(at);
                }
                doubtful = doubtful.or(Some(at));
            }
            if rules::confines_ends(&open.name, open.is_foreign, name) {
                break;
            }
        }
        Err(doubtful)
    }

    /// Warns about an end tag that closes nothing, or only what a block opens or has closed perhaps.
    fn warn_about_stray(
        &mut self,
        name: &str,
        doubtful: Option<usize>,
        position: Position,
        warn: &mut dyn FnMut(Diagnostic),
    ) {
        let span = position.span;
        let doubtful = doubtful.map(|at| Rc::make_mut(&mut self.open).remove(at));
        // The start tags of these may be left out, also where their end tags are not.
        let is_left_out = matches!(name, "html" | "body") || name == "head" && !self.has_head;
        if doubtful.is_none() && is_left_out {
            if self.innermost_name() == Some("head") {
                Rc::make_mut(&mut self.open).pop();
            }
            return;
        }
        let Some(element) = doubtful else {
            match self.lost.iter().rposition(|lost| **lost == *name) {
                Some(at) => drop(self.lost.remove(at)),
                None => warn(self.stray_end_warning(name, span)),
            }
            return;
        };
        let closed = element.closed.get();
        if element.is_closed_perhaps && position.depth > element.level {
            element.close(position);
            return;
        }
        if name == "p" && element.is_closed_perhaps && closed == Closed::Never {
            warn(self.stray_end_warning(name, span));
            return;
        }
        let warning = match closed {
            Closed::Once(closed) => {
                let message =
                    format!("`</{name}>` is always here, but a block before may close `<{name}>`");
                let warning = Diagnostic::warning(span, message);
                warning.related(closed, "closed here, in a block")
            }
            Closed::Often => Diagnostic::warning(span, format!("`</{name}>` closes nothing"))
                .related(element.span, "other end tags close this"),
            Closed::Never => {
                let message = format!(
                    "`</{name}>` is always here, but a block decides whether `<{name}>` is"
                );
                Diagnostic::warning(span, message).related(element.span, "opened here, in a block")
            }
        };
        warn(warning);
    }

    fn stray_end_warning(&self, name: &str, span: Span) -> Diagnostic {
        if name == "p"
            && let Some(Ended { paragraph, by, name: block }) = &self.ended
        {
            let message = format!("`</p>` closes nothing: the `<{block}>` has ended the paragraph");
            let earlier = if paragraph.start < by.start { *by } else { *paragraph };
            return Diagnostic::warning(span, message)
                .help(paragraph_help(block))
                .related(earlier, "ended here");
        }
        let warning = Diagnostic::warning(span, format!("`</{name}>` closes nothing"));
        match self.open.get(self.base..).and_then(<[_]>::last) {
            Some(last) => warning.related(
                last.span,
                format!("the innermost open element is this `<{}>`", last.name),
            ),
            None => warning.help("no element is open here: remove it, or write the start tag"),
        }
    }
}
