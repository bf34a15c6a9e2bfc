//! The elements that are open, and warnings about tags that do not match.
//!
//! The rules are those of the [HTML standard]: which elements have no end tag, which end tags may be left out, and
//! which elements a start tag ends. An element that only some ways through a block open is open *perhaps*: its end tag
//! stands in another block.
//!
//! [HTML standard]: https://html.spec.whatwg.org/multipage/syntax.html#optional-tags

use crate::source::{Diagnostic, Span};
use std::{cell::Cell, rc::Rc};

/// The open elements, outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Elements {
    open: Rc<Vec<Element>>,
    /// The `<p>` that another element has ended last, and the tag of that.
    ended: Option<(Span, Span, String)>,
    /// The number of elements around a body whose end tags it cannot have.
    base: usize,
}

/// An open element.
#[derive(Clone, Debug)]
struct Element {
    name: Rc<str>,
    /// The beginning of its start tag.
    span: Span,
    /// The number of blocks around the one that opens it perhaps.
    perhaps: Option<usize>,
    /// Whether a way through the template has its end tag.
    is_ended: Rc<Cell<bool>>,
}

/// What is open decides what tags mean for warnings only, and never how values are escaped.
impl PartialEq for Elements {
    fn eq(&self, other: &Self) -> bool {
        let names = |elements: &Self| -> Vec<_> {
            elements.open.iter().map(|element| (element.name.clone(), element.perhaps)).collect()
        };
        Rc::ptr_eq(&self.open, &other.open) || names(self) == names(other)
    }
}

impl Eq for Elements {}

/// A tag that has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagRead {
    /// The name in lower case.
    pub name: String,
    pub is_end: bool,
    /// Whether it is in `<svg>` or `<math>`.
    pub is_foreign: bool,
}

/// The elements without content, which have no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// The elements whose end tag may be left out.
const OPTIONAL_END: &[&str] = &[
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p",
    "rb", "rp", "rt", "rtc", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// The elements whose start tag ends a `<p>`.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
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
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
];

/// The elements that cannot contain themselves.
const NOT_NESTED: &[&str] = &["a", "button", "form"];

/// The number of elements up to which tags are compared.
const MAX_OPEN: usize = 512;

impl Elements {
    /// Reads a tag that begins at `span`, in `depth` blocks. Reports warnings to `warn`.
    pub(super) fn read(
        &mut self,
        tag: &TagRead,
        span: Span,
        depth: usize,
        warn: &mut dyn FnMut(Diagnostic),
    ) {
        if self.open.len() >= MAX_OPEN {
            return;
        }
        if tag.is_end {
            self.end(tag, span, depth, warn);
        } else {
            self.start(tag, span, warn);
        }
    }

    fn start(&mut self, tag: &TagRead, span: Span, warn: &mut dyn FnMut(Diagnostic)) {
        let name = tag.name.as_str();
        if !tag.is_foreign {
            self.end_implied(name, span);
            if NOT_NESTED.contains(&name)
                && let Some(outer) = self.innermost(name).filter(|outer| outer.perhaps.is_none())
            {
                let message = format!("this `<{name}>` is inside of another, and ends it");
                let warning = Diagnostic::warning(span, message)
                    .help(format!("close the first before the second, with `</{name}>`"));
                warn(warning.related(outer.span, "opened here"));
            }
            if VOID.contains(&name) {
                return;
            }
        }
        let is_ended = Rc::new(Cell::new(false));
        let element = Element { name: name.into(), span, perhaps: None, is_ended };
        Rc::make_mut(&mut self.open).push(element);
    }

    fn end(&mut self, tag: &TagRead, span: Span, depth: usize, warn: &mut dyn FnMut(Diagnostic)) {
        let name = tag.name.as_str();
        if !tag.is_foreign && VOID.contains(&name) {
            let message = format!("`<{name}>` has no end tag");
            warn(Diagnostic::warning(span, message).help("remove it"));
            return;
        }
        let open = Rc::make_mut(&mut self.open);
        let Some(at) =
            open.iter().rposition(|open| *open.name == *name).filter(|at| *at >= self.base)
        else {
            warn(self.stray_end_warning(name, span));
            return;
        };
        for element in open.split_off(at + 1).into_iter().rev() {
            if let Some(warning) = element.unclosed_warning(Some((name, span))) {
                warn(warning);
            }
        }
        let Some(element) = open.pop() else { return };
        element.is_ended.set(true);
        if element.perhaps.is_some_and(|block| depth <= block) {
            let message =
                format!("`</{name}>` is always here, but a block decides whether `<{name}>` is");
            warn(Diagnostic::warning(span, message).related(element.span, "opened here"));
        }
    }

    /// Ends the elements that a start tag ends.
    fn end_implied(&mut self, name: &str, span: Span) {
        let open = Rc::make_mut(&mut self.open);
        while let Some(last) = open.get(self.base..).and_then(<[_]>::last) {
            if !ends(name, &last.name) {
                break;
            }
            if *last.name == *"p" && name != "p" {
                self.ended = Some((last.span, span, name.to_owned()));
            }
            open.pop();
        }
    }

    /// Returns the innermost open element with a name, in the innermost element that delimits what is nested.
    fn innermost(&self, name: &str) -> Option<&Element> {
        let is_limit = |element: &&Element| {
            matches!(
                &*element.name,
                "template" | "svg" | "math" | "td" | "th" | "caption" | "object"
            )
        };
        self.open
            .iter()
            .rev()
            .take_while(|element| !is_limit(element))
            .find(|open| *open.name == *name)
    }

    fn stray_end_warning(&self, name: &str, span: Span) -> Diagnostic {
        if name == "p"
            && let Some((paragraph, by, block)) = &self.ended
        {
            let message = format!("`</p>` closes nothing: the `<{block}>` has ended the paragraph");
            let help =
                format!("a `<p>` cannot contain a `<{block}>`: write `<div>`, or close it before");
            let earlier = if paragraph.start < by.start { *by } else { *paragraph };
            return Diagnostic::warning(span, message).help(help).related(earlier, "ended here");
        }
        let warning = Diagnostic::warning(span, format!("`</{name}>` closes nothing"));
        match self.open.get(self.base..).and_then(<[_]>::last) {
            Some(last) => warning.related(last.span, format!("`<{}>` is open", last.name)),
            None => warning,
        }
    }

    /// Returns the name of the innermost open element.
    pub(super) fn innermost_name(&self) -> Option<&str> {
        self.open.last().map(|element| &*element.name)
    }

    /// Reports whether an element with this name may be open.
    pub(super) fn may_contain(&self, name: &str) -> bool {
        self.open.len() >= MAX_OPEN || self.open.iter().any(|element| *element.name == *name)
    }

    /// Begins a body that must close what it opens.
    pub(super) fn enclosed(mut self) -> Self {
        self.base = self.open.len();
        self
    }

    /// Warns about the elements that are still open at the end of a body that must close what it opens.
    pub(super) fn warn_about_open(&self, warn: &mut dyn FnMut(Diagnostic)) {
        let open = self.open.get(self.base..).unwrap_or_default();
        for warning in open.iter().rev().filter_map(|open| open.unclosed_warning(None)) {
            warn(warning);
        }
    }

    /// Joins the open elements of two ways through a block, which is in `depth` others: what only one of them has is open
    /// perhaps.
    pub(super) fn join(self, other: &Self, depth: usize) -> Self {
        if self == *other {
            return self;
        }
        let same = self.open.iter().zip(other.open.iter());
        let common = same.take_while(|(one, other)| one.name == other.name).count();
        let perhaps = |element: &Element| Element {
            perhaps: Some(element.perhaps.map_or(depth, |before| before.min(depth))),
            ..element.clone()
        };
        let mut open: Vec<Element> = self.open[..common].to_vec();
        for (element, other) in open.iter_mut().zip(other.open.iter()) {
            element.perhaps = element.perhaps.max(other.perhaps);
        }
        open.extend(self.open[common..].iter().map(perhaps));
        open.extend(other.open[common..].iter().map(perhaps));
        open.truncate(MAX_OPEN);
        Self { open: Rc::new(open), ..self }
    }
}

impl Element {
    /// Returns the warning that the element has no end tag, unless it needs none, or another way through the template has
    /// it. `outer` is the name and the end tag of an element around it.
    fn unclosed_warning(&self, outer: Option<(&str, Span)>) -> Option<Diagnostic> {
        let is_ended_elsewhere = self.perhaps.is_some() && self.is_ended.get();
        if OPTIONAL_END.contains(&&*self.name) || is_ended_elsewhere {
            return None;
        }
        let name = &self.name;
        Some(match outer {
            Some((outer, end)) => {
                let message = format!("`<{name}>` is not closed before `</{outer}>`");
                Diagnostic::warning(self.span, message).related(end, "closed around it here")
            }
            None => Diagnostic::warning(self.span, format!("`<{name}>` is not closed")),
        })
    }
}

/// Reports whether the start tag of an element ends an open one, which is the innermost.
fn ends(name: &str, open: &str) -> bool {
    match open {
        "p" => BLOCKS.contains(&name),
        "li" => name == "li",
        "dt" | "dd" => matches!(name, "dt" | "dd"),
        "option" => matches!(name, "option" | "optgroup" | "hr"),
        "optgroup" => matches!(name, "optgroup" | "hr"),
        "td" | "th" => matches!(name, "td" | "th" | "tr" | "tbody" | "tfoot" | "thead"),
        "tr" => matches!(name, "tr" | "tbody" | "tfoot" | "thead"),
        "tbody" | "thead" | "tfoot" => matches!(name, "tbody" | "tfoot" | "thead"),
        "caption" | "colgroup" => {
            matches!(name, "colgroup" | "tbody" | "tfoot" | "thead" | "tr")
                || open == "colgroup" && name == "caption"
        }
        "rt" | "rp" | "rb" | "rtc" => matches!(name, "rt" | "rp" | "rb" | "rtc"),
        "head" => name == "body",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the warnings about tags, which stand one after another.
    fn warnings(tags: &str) -> Vec<String> {
        let mut elements = Elements::default();
        let mut found = Vec::new();
        for (at, tag) in tags.split_whitespace().enumerate() {
            let read = TagRead {
                name: tag.trim_start_matches('/').to_owned(),
                is_end: tag.starts_with('/'),
                is_foreign: false,
            };
            elements
                .read(&read, Span::new(at, at + 1), 0, &mut |warning| found.push(warning.message));
        }
        elements.warn_about_open(&mut |warning| found.push(warning.message));
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
            "html head title /title body p",
            "dl dt dd dt dd /dl",
            "select option option /select",
            "a /a a /a",
            "div a /a /div",
        ] {
            assert!(warnings(tags).is_empty(), "{tags}: {:?}", warnings(tags));
        }
    }

    #[test]
    fn tags_that_do_not_match() {
        for (tags, expected) in [
            ("div", "`<div>` is not closed"),
            ("/div", "`</div>` closes nothing"),
            ("div b /div", "`<b>` is not closed before `</div>`"),
            ("p div /div /p", "`</p>` closes nothing: the `<div>` has ended the paragraph"),
            ("a a /a /a", "this `<a>` is inside of another, and ends it"),
            ("br /br", "`<br>` has no end tag"),
        ] {
            assert_eq!(warnings(tags), [expected], "{tags}");
        }
    }
}
