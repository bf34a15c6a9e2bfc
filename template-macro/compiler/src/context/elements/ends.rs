//! End tags: the elements that they close, and warnings about stray end tags.

use super::{Closed, Elements, Ended, Position, warnings::paragraph_help};
use crate::{
    context::tree_construction,
    source::{Diagnostic, Span},
};
use std::rc::Rc;

impl Elements {
    /// Reads an end tag.
    pub(super) fn end(&mut self, name: &str, position: Position, warn: &mut dyn FnMut(Diagnostic)) {
        let span = position.span;
        if !self.is_in_foreign() && tree_construction::is_void(name) {
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
                || tree_construction::is_heading(name)
                    && tree_construction::is_heading(&open.name)
                    && !open.is_foreign;
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
            if tree_construction::confines_ends(&open.name, open.is_foreign, name) {
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
                let message = format!(
                    "`</{name}>` is always printed, but a block before it may close `<{name}>`"
                );
                let warning = Diagnostic::warning(span, message);
                warning.related(closed, "closed here, in a block")
            }
            Closed::Often => {
                Diagnostic::warning(span, format!("`</{name}>` has no matching start tag"))
                    .related(element.span, "other end tags close this element")
            }
            Closed::Never => {
                let message = format!(
                    "`</{name}>` is always printed, but a block determines whether `<{name}>` is"
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
            let message =
                format!("`</p>` has no matching start tag: `<{block}>` has ended the paragraph");
            let earlier = if paragraph.start < by.start { *by } else { *paragraph };
            return Diagnostic::warning(span, message)
                .help(paragraph_help(block))
                .related(earlier, "ended here");
        }
        let warning = Diagnostic::warning(span, format!("`</{name}>` has no matching start tag"));
        match self.open.get(self.base..).and_then(<[_]>::last) {
            Some(last) => warning.related(
                last.span,
                format!("the innermost open element is this `<{}>`", last.name),
            ),
            None => warning.help("no element is open here: remove it, or write the start tag"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::TagRead, *};
    use crate::context::collapse::Display;

    /// Returns the warnings about consecutive tags.
    fn warnings(tags: &str) -> Vec<String> {
        let mut elements = Elements::default();
        let mut found = Vec::new();
        for (at, tag) in tags.split_whitespace().enumerate() {
            let name = tag.trim_start_matches('/');
            let read = TagRead {
                display: Display::default(),
                name: name.trim_end_matches('/').to_owned(),
                is_end: tag.starts_with('/'),
                is_self_closing: name.ends_with('/'),
            };
            let position = Position { span: Span::new(at, at + 1), ..Position::default() };
            elements.read(&read, position, &mut |warning| found.push(warning.message));
        }
        elements.warn_about_open(None, &mut |warning| found.push(warning.message));
        found
    }

    #[test]
    fn matching_tags() {
        for tags in [
            "",
            "div /div",
            "div p div /div /div",
            "ul li li /ul",
            "p p ul li p /ul",
            "br",
            "table tr td td tr td /table",
            "table caption tr td p td tr /table",
            "html head title /title body p",
            "html head title /title p /html",
            "dl dt dd dt dd /dl",
            "title /title /head p /body /html",
            "select option option /select",
            "a /a a /a",
            "div a /a /div",
            "svg path/ g /g foreignobject br div p /div /foreignobject /svg",
            "math mi b /b /mi mspace/ /math",
            "table tr td table tr td /table /table",
            "p button p /button /p",
            "ul li ul li /ul li /ul",
        ] {
            assert!(warnings(tags).is_empty(), "{tags}: {:?}", warnings(tags));
        }
    }

    #[test]
    fn tags_that_do_not_match() {
        for (tags, expected) in [
            ("div", "`<div>` is not closed"),
            ("/div", "`</div>` has no matching start tag"),
            ("div b /div", "`<b>` is not closed before `</div>`"),
            ("p div /div /p", "`</p>` has no matching start tag: `<div>` has ended the paragraph"),
            ("p b div /div /b /p", "`<div>` ends the paragraph around it, in which `<b>` is open"),
            ("a a /a /a", "this `<a>` is nested in another, and ends it"),
            ("br /br", "`<br>` has no end tag"),
            ("ul li b li /ul", "`<b>` is not closed before `<li>`"),
            ("table tr td div td /table", "`<div>` is not closed before `<td>`"),
            ("table tr td /div /table", "`</div>` has no matching start tag"),
            ("div table tr td /td /div", "`<table>` is not closed before `</div>`"),
            ("span p /span", "`<p>` is not closed before `</span>`"),
            ("h1 /h2", "`</h2>` closes `<h1>`"),
            ("h1 h2 /h2", "`<h1>` is not closed before `<h2>`"),
            ("svg g p", "`<g>` is not closed before `<p>`"),
            ("head title /title p /head", "`</head>` has no matching start tag"),
            ("div/", "`<div>` is not closed"),
            (
                "svg foreignobject div/ /foreignobject /svg",
                "`<div>` is not closed before `</foreignobject>`",
            ),
        ] {
            let warnings = warnings(tags);
            assert_eq!(
                warnings.first().map(String::as_str),
                Some(expected),
                "{tags}: {warnings:?}"
            );
            assert!(warnings.len() == 1 || tags == "svg g p", "{tags}: {warnings:?}");
        }
    }
}
