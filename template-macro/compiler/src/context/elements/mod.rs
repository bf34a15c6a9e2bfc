//! The open elements, and warnings about mismatched tags.
//!
//! The rules are those of [`tree_construction`]: which elements have no end tag, which end tags may be omitted, and
//! which elements a start tag ends.
//!
//! An element that only some branches of a block open is *perhaps* open: its end tag is in another block. An element that
//! only some branches of a block close is *perhaps* closed. The compiler does not know whether two blocks have the same condition,
//! and emits no warning in case of doubt.

mod ends;
mod warnings;

use super::{collapse::Display, tree_construction};
use crate::source::{Diagnostic, Span};
use std::{cell::Cell, rc::Rc};

/// The open elements, outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Elements {
    open: Rc<Vec<Element>>,
    /// The last `<p>` that another element has ended.
    ended: Option<Ended>,
    /// The elements that a start tag has ended, with a warning: their end tags need none.
    lost: Vec<Rc<str>>,
    /// Whether a `<head>` has been opened.
    has_head: bool,
    /// The number of elements around a body whose end tags it cannot have.
    base: usize,
}

/// An open element.
#[derive(Clone, Debug)]
struct Element {
    name: Rc<str>,
    /// Whether it is one of SVG or MathML.
    is_foreign: bool,
    /// Whether its start tag ends with a slash, which HTML ignores.
    has_slash: bool,
    /// The beginning of its start tag.
    span: Span,
    /// The number of blocks around the position from where on it is open, perhaps.
    level: usize,
    /// Whether only some branches of a block before open it.
    is_opened_perhaps: bool,
    /// Whether only some branches of a block before leave it open.
    is_closed_perhaps: bool,
    /// Whether it represents several elements, of which two blocks open one each.
    is_alternative: bool,
    display: Display,
    /// Its end tag, in any branch.
    closed: Rc<Cell<Closed>>,
}

/// The end tags of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closed {
    Never,
    /// By one end tag.
    Once(Span),
    /// By several in different blocks, or by one in a block in a loop.
    Often,
}

/// A `<p>` that a start tag has ended.
#[derive(Clone, Debug)]
struct Ended {
    paragraph: Span,
    by: Span,
    name: String,
}

/// The open elements affect only warnings and white space, and never the escaping of values.
impl PartialEq for Elements {
    fn eq(&self, other: &Self) -> bool {
        let shape = |elements: &Self| -> Vec<_> {
            let shape = |element: &Element| {
                let Element { name, is_opened_perhaps, is_closed_perhaps, .. } = element;
                (name.clone(), *is_opened_perhaps, *is_closed_perhaps, element.display)
            };
            elements.open.iter().map(shape).collect()
        };
        Rc::ptr_eq(&self.open, &other.open) || shape(self) == shape(other)
    }
}

impl Eq for Elements {}

/// A tag that has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagRead {
    /// The name in lower case.
    pub name: String,
    pub is_end: bool,
    pub is_self_closing: bool,
    pub display: Display,
}

/// The position of a tag.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Position {
    /// Its beginning.
    pub span: Span,
    /// The number of blocks around it.
    pub depth: usize,
    /// Whether it is in a block in a loop.
    pub is_in_loop: bool,
}

/// The number of elements up to which tags are compared.
const MAX_OPEN: usize = 512;

impl Elements {
    /// Reads a tag. Reports warnings to `warn`.
    pub(super) fn read(
        &mut self,
        tag: &TagRead,
        position: Position,
        warn: &mut dyn FnMut(Diagnostic),
    ) {
        if self.open.len() >= MAX_OPEN {
            return;
        }
        if tag.is_end {
            self.end(&tag.name, position, warn);
        } else {
            self.start(tag, position, warn);
        }
    }

    fn start(&mut self, tag: &TagRead, position: Position, warn: &mut dyn FnMut(Diagnostic)) {
        let name = tag.name.as_str();
        if self.is_in_foreign() && tree_construction::leaves_foreign(name) {
            let is_html =
                |open: &Element| !open.is_foreign || tree_construction::contains_html(&open.name);
            let inside = self.open.iter().rposition(is_html).map_or(0, |at| at + 1);
            self.end_from(inside.max(self.base), name, position, warn);
        }
        let is_foreign = self.is_in_foreign() || matches!(name, "svg" | "math");
        if !is_foreign {
            self.end_implied(name, position, warn);
            if let Some(at) = self.table_context(name) {
                self.end_from(at + 1, name, position, warn);
            }
            self.warn_if_nested(name, position.span, warn);
        }
        self.has_head |= name == "head";
        let is_empty =
            if is_foreign { tag.is_self_closing } else { tree_construction::is_void(name) };
        if is_empty {
            return;
        }
        Rc::make_mut(&mut self.open).push(Element {
            name: name.into(),
            is_foreign,
            has_slash: tag.is_self_closing,
            span: position.span,
            level: position.depth,
            is_opened_perhaps: false,
            is_closed_perhaps: false,
            is_alternative: false,
            display: tag.display,
            closed: Rc::new(Cell::new(Closed::Never)),
        });
    }

    /// Returns `true` if the innermost open element has the content of SVG or MathML.
    fn is_in_foreign(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.is_foreign && !tree_construction::contains_html(&open.name))
    }

    /// Ends the elements that a start tag ends, and those in them.
    fn end_implied(&mut self, name: &str, position: Position, warn: &mut dyn FnMut(Diagnostic)) {
        while let Some(at) = self.implied_end(name) {
            let element = self.open[at].clone();
            let is_paragraph = *element.name == *"p";
            let by = || Ended { paragraph: element.span, by: position.span, name: name.to_owned() };
            let unclosed = self.open[at + 1..].iter().rev().find(|open| open.needs_end(name));
            match unclosed {
                // One warning about the paragraph and its content.
                Some(inner) if is_paragraph && name != "p" => {
                    warn(by().warning_with(&inner.name));
                    let ended = self.open[at..].iter().map(|element| element.name.clone());
                    self.lost.extend(ended);
                    Rc::make_mut(&mut self.open).truncate(at);
                }
                _ => {
                    let is_ended = tree_construction::has_optional_end(&element.name);
                    self.end_from(if is_ended { at + 1 } else { at }, name, position, warn);
                    Rc::make_mut(&mut self.open).truncate(at);
                    if is_paragraph && name != "p" {
                        self.ended = Some(by());
                    }
                }
            }
        }
    }

    /// Returns the index of the innermost part of a table, which the start tag of another part returns to.
    fn table_context(&self, name: &str) -> Option<usize> {
        if !tree_construction::is_table_part(name) {
            return None;
        }
        let is_context =
            |open: &Element| tree_construction::is_table_context(&open.name) || open.is_foreign;
        let at = self.open.iter().rposition(is_context).filter(|at| *at >= self.base)?;
        (!self.open[at].is_foreign).then_some(at)
    }

    /// Returns the index of the innermost element that a start tag ends.
    fn implied_end(&self, name: &str) -> Option<usize> {
        let candidates = self.open.iter().enumerate().skip(self.base).rev();
        for (at, open) in candidates.filter(|(_, open)| !open.is_foreign) {
            let is_protected = || {
                let mut between = self.open[at + 1..].iter();
                between.any(|inner| {
                    tree_construction::protects(&open.name, &inner.name, inner.is_foreign, name)
                })
            };
            if tree_construction::ends(name, &open.name) && !is_protected() {
                return Some(at);
            }
        }
        None
    }

    /// Ends all elements from an index on, because of a start tag. Warns about those that need an end tag.
    fn end_from(
        &mut self,
        at: usize,
        name: &str,
        position: Position,
        warn: &mut dyn FnMut(Diagnostic),
    ) {
        if at >= self.open.len() {
            return;
        }
        for element in Rc::make_mut(&mut self.open).split_off(at).into_iter().rev() {
            if let Some(warning) = element.unclosed_before(&format!("<{name}>"), position) {
                warn(warning.related(position.span, format!("`<{name}>` ends it")));
                self.lost.push(element.name);
            }
        }
    }

    /// Warns about an element in one that cannot contain it.
    fn warn_if_nested(&self, name: &str, span: Span, warn: &mut dyn FnMut(Diagnostic)) {
        let outer = tree_construction::is_not_nested(name).then(|| self.innermost(name)).flatten();
        if let Some(outer) = outer.filter(|outer| outer.is_certain()) {
            let effect = if name == "form" { "browsers ignore it" } else { "ends it" };
            let message = format!("this `<{name}>` is nested in another, and {effect}");
            let warning = Diagnostic::warning(span, message)
                .help(format!("close the first before the second, with `</{name}>`"));
            warn(warning.related(outer.span, "opened here"));
        }
    }

    /// Returns the innermost open element with a name, in the innermost element that delimits nesting.
    fn innermost(&self, name: &str) -> Option<&Element> {
        let is_limit = |open: &&Element| {
            *open.name == *"template"
                || name != "form"
                    && matches!(&*open.name, "td" | "th" | "caption" | "object" | "marquee")
        };
        self.open
            .iter()
            .skip(self.base)
            .rev()
            .take_while(|open| !is_limit(open))
            .find(|open| *open.name == *name && !open.is_foreign)
    }

    /// Returns the name of the innermost open element.
    pub(super) fn innermost_name(&self) -> Option<&str> {
        self.open.last().map(|element| &*element.name)
    }

    /// Returns `true` if an element with this name is open on all paths to this position.
    pub(super) fn is_certainly_open(&self, name: &str) -> bool {
        let mut open = self.open.iter().skip(self.base);
        self.open.len() < MAX_OPEN && open.any(|open| *open.name == *name && open.is_certain())
    }

    /// Returns how the innermost open element with this name is displayed.
    pub(super) fn display(&self, name: &str) -> Display {
        let open = self.open.iter().rfind(|element| *element.name == *name);
        open.map(|open| open.display).unwrap_or_default()
    }

    /// Returns `true` if an open element may show white space.
    pub(super) fn shows_space(&self) -> bool {
        self.open.len() >= MAX_OPEN || self.open.iter().any(|element| element.display.shows_space)
    }

    /// Begins a body that must close the elements that it opens.
    pub(super) fn enclosed(mut self) -> Self {
        self.base = self.open.len();
        self
    }

    /// Warns about the elements that are still open at the end of a template, or of a body that must close what it
    /// opens, which `body` names.
    pub(super) fn warn_about_open(&self, body: Option<&str>, warn: &mut dyn FnMut(Diagnostic)) {
        let open = self.open.get(self.base..).unwrap_or_default();
        for element in
            open.iter().rev().filter(|element| !tree_construction::has_optional_end(&element.name))
        {
            let name = &element.name;
            let message = match body {
                Some(body) => format!("`<{name}>` is not closed where {body} ends"),
                None => format!("`<{name}>` is not closed"),
            };
            if let Some(warning) = element.unclosed_warning(message) {
                warn(warning);
            }
        }
    }

    /// Joins the open elements of two branches of a block, which is in `depth` others: what only one of them has is
    /// open perhaps.
    pub(super) fn join(self, other: &Self, depth: usize) -> Self {
        if self == *other {
            return self;
        }
        let same = self.open.iter().zip(other.open.iter());
        let common = same.take_while(|(one, other)| one.name == other.name).count();
        let mut open: Vec<Element> = self.open[..common].to_vec();
        for (element, other) in open.iter_mut().zip(other.open.iter()) {
            let is_new = |one: &Element, other: &Element| {
                one.is_certain() && one.level > depth && other.is_opened_perhaps
            };
            element.is_alternative |=
                other.is_alternative || is_new(element, other) || is_new(other, element);
            element.is_opened_perhaps |= other.is_opened_perhaps;
            element.is_opened_perhaps &= !element.is_alternative;
            element.is_closed_perhaps |= other.is_closed_perhaps;
            element.level = element.level.min(other.level).min(depth);
            element.display = element.display.join(other.display);
        }
        let (more, fewer) = if self.open.len() > common { (&self, other) } else { (other, &self) };
        if fewer.open.len() == common
            && alternatives(&mut open[self.base.min(common)..], &more.open[common..], depth)
        {
            return Self {
                open: Rc::new(open),
                ended: self.ended.or_else(|| other.ended.clone()),
                ..self
            };
        }
        let perhaps = |element: &Element| {
            // One that the loop before opens has no end tag yet.
            let is_new = element.is_opened_perhaps && element.closed.get() == Closed::Never;
            let was_open = element.level <= depth && !is_new;
            Element {
                level: element.level.min(depth),
                is_opened_perhaps: element.is_opened_perhaps || !was_open,
                is_closed_perhaps: element.is_closed_perhaps || was_open,
                ..element.clone()
            }
        };
        open.extend(self.open[common..].iter().map(perhaps));
        for element in &other.open[common..] {
            if !open.iter().any(|known| Rc::ptr_eq(&known.closed, &element.closed)) {
                open.push(perhaps(element));
            }
        }
        open.truncate(MAX_OPEN);
        Self { open: Rc::new(open), ended: self.ended.or_else(|| other.ended.clone()), ..self }
    }
}

/// Takes the elements that a block opens, which is in `depth` others, for those that a block before opens on the other
/// ways, if they have the same names: `{{#if a}}<p>{{/if}}{{#unless a}}<p id="b">{{/unless}}`. Returns whether it does.
fn alternatives(open: &mut [Element], added: &[Element], depth: usize) -> bool {
    let Some(at) = open.len().checked_sub(added.len()) else { return false };
    let before = &mut open[at..];
    let is_alternative = before.iter().zip(added).all(|(before, added)| {
        let is_opened = before.is_opened_perhaps && !before.is_closed_perhaps;
        let is_added = added.is_certain() && added.level > depth;
        before.name == added.name && is_opened && is_added && before.level == depth
    });
    if is_alternative {
        for (element, other) in before.iter_mut().zip(added) {
            element.is_opened_perhaps = false;
            element.is_alternative = true;
            element.display = element.display.join(other.display);
        }
    }
    is_alternative
}
