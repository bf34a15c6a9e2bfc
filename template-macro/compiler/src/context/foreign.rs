//! Foreign content: positions at which the rules of SVG and MathML apply, as far as the tags of a template determine them.
//!
//! The content of an element such as `<style>` or `<title>` is text in HTML, and markup in `<svg>`. The [tree construction] of a
//! browser determines which of them applies. This module implements the part that well-nested elements need; where
//! the rest would be needed, both readings are possible from there on: [`Reading::Doubtful`].
//!
//! [tree construction]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign

use super::{tag::Tag, tree_construction};

/// The rules by which browsers parse the content of an element, or the text at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// By the rules of HTML.
    Html,
    /// By those of SVG and MathML.
    Foreign,
    /// By either.
    Doubtful,
}

/// The elements of SVG and MathML that are open, and those of HTML in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Foreign {
    /// From the outermost `<svg>` or `<math>` on.
    open: Vec<Element>,
    /// Whether the tags have not been well nested, so that browsers may be inside or outside of foreign elements.
    is_doubtful: bool,
    /// Whether a `<select>` is open, in which browsers may ignore other elements.
    in_select: bool,
    /// The number of open `<template>` elements.
    templates: u32,
    /// Whether an end tag has closed one of these that is not open here: one around the template.
    has_left: bool,
    /// Whether the last `<table>` is closed, or outside of the innermost `<template>`.
    is_outside_of_table: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Element {
    name: String,
    kind: Kind,
}

/// The kind of the content of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// HTML, and it is an element of HTML.
    Html,
    /// HTML, and it is an element of SVG or MathML: an integration point.
    Integration,
    /// Elements of SVG or MathML.
    Foreign,
    /// It depends on an attribute that is not known.
    Either,
}

/// Returns `true` if an element of SVG is one that HTML does not have: an end tag of one that is not open does nothing.
fn is_of_svg_only(name: &str) -> bool {
    matches!(
        name,
        "circle"
            | "clippath"
            | "defs"
            | "ellipse"
            | "filter"
            | "g"
            | "line"
            | "lineargradient"
            | "marker"
            | "mask"
            | "path"
            | "pattern"
            | "polygon"
            | "polyline"
            | "radialgradient"
            | "rect"
            | "stop"
            | "switch"
            | "symbol"
            | "text"
            | "textpath"
            | "tspan"
    )
}

/// The name that represents any number of SVG elements, which only some branches of the template open.
const PERHAPS: &str = "";

impl Foreign {
    /// Returns how browsers read the content of an element whose start tag is next.
    pub(super) fn content(&self, name: &str) -> Reading {
        // Scripts are read in `<select>`, too.
        if self.is_doubtful || self.in_select && name != "script" {
            return Reading::Doubtful;
        }
        match self.open.last().map(|open| open.kind) {
            None | Some(Kind::Html | Kind::Integration) => Reading::Html,
            Some(Kind::Foreign) => Reading::Foreign,
            Some(Kind::Either) => Reading::Doubtful,
        }
    }

    /// Returns `true` if browsers read all elements here by the rules of HTML.
    pub(super) fn is_html(&self) -> bool {
        self.content("title") == Reading::Html
    }

    /// Returns `true` if a tag would leave an `<svg>` around the template.
    pub(super) fn would_leave(&self, tag: &Tag) -> bool {
        let is_one = if tag.is_end {
            matches!(tag.name.as_str(), "p" | "br")
        } else {
            tree_construction::leaves_foreign(&tag.name) || tag.name == "font"
        };
        is_one && self.open.is_empty()
    }

    /// Returns `true` if an end tag may be that of an element around the template, if the template opens none with its name.
    pub(super) fn may_end_outside(&self, name: &str) -> bool {
        self.open.is_empty() && !is_of_svg_only(name)
    }

    /// Returns by which rules browsers read the text at this position: only in SVG and MathML there are CDATA sections.
    pub(super) fn text(&self) -> Reading {
        if self.is_doubtful || self.in_select {
            return Reading::Doubtful;
        }
        match self.open.last().map(|open| open.kind) {
            None | Some(Kind::Html) => Reading::Html,
            Some(Kind::Integration | Kind::Foreign | Kind::Either) => Reading::Foreign,
        }
    }

    /// Reads a tag.
    pub(super) fn read(&mut self, tag: &Tag) {
        if self.is_doubtful {
            return;
        }
        if tag.is_end {
            self.end(&tag.name);
        } else {
            self.start(tag);
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        let outer = self.open.last().map(|open| open.kind);
        let in_foreign = match (outer, name) {
            // Between the elements of HTML and of MathML that contain text, browsers differ.
            (_, "mglyph" | "malignmark") => return self.doubt(),
            (Some(Kind::Foreign), _) if self.parent_is("annotation-xml") && name == "svg" => true,
            (Some(Kind::Either), "svg") => true,
            (Some(Kind::Either), _) => return self.doubt(),
            (Some(Kind::Foreign), _) => true,
            (None | Some(Kind::Html | Kind::Integration), _) => false,
        };
        if in_foreign {
            let is_html_font = || ["color", "face", "size"].iter().any(|name| tag.may_have(name));
            if tree_construction::leaves_foreign(name) || name == "font" && is_html_font() {
                return self.doubt();
            }
            return self.push_foreign(tag);
        }
        match name {
            "svg" | "math" => return self.push_foreign(tag),
            "frameset" => return self.doubt(),
            "select" => self.in_select = true,
            "template" => {
                self.templates += 1;
                self.is_outside_of_table = true;
            }
            "table" => self.is_outside_of_table = false,
            // In a `<template>` browsers ignore other elements after it.
            "col" | "colgroup" if self.templates > 0 && self.is_outside_of_table => {
                return self.doubt();
            }
            _ => {}
        }
        if self.open.is_empty() || tree_construction::is_empty(name) && name != "hr" {
            return;
        }
        let is_in_table = || {
            self.open
                .iter()
                .rev()
                .take_while(|open| open.kind == Kind::Html)
                .any(|open| matches!(open.name.as_str(), "table" | "template"))
        };
        if tree_construction::is_table_part(name) && !is_in_table() {
            return self.doubt();
        }
        while let Some(top) = self.open.last()
            && top.kind == Kind::Html
            && self.is_ended_by(&top.name, name)
        {
            self.open.pop();
        }
        if name != "hr" {
            self.open.push(Element { name: name.to_owned(), kind: Kind::Html });
        }
    }

    /// Returns `true` if browsers end the innermost element, whose end tag may be left out, at this start tag. (A `<table>`
    /// ends a `<p>` only if the page has a doctype.) [`tree_construction::ends`] is about elements at any depth.
    fn is_ended_by(&self, top: &str, name: &str) -> bool {
        let is_part = tree_construction::is_table_part(name);
        match top {
            "p" => tree_construction::is_block(name) && name != "table",
            "li" => name == "li",
            "dd" | "dt" => matches!(name, "dd" | "dt"),
            "rp" | "rt" => {
                let is_in_ruby = || self.open.iter().any(|open| open.name == "ruby");
                matches!(name, "rp" | "rt") && is_in_ruby()
            }
            "option" => matches!(name, "option" | "optgroup"),
            "optgroup" => name == "optgroup" && self.in_select,
            "td" | "th" | "caption" => is_part,
            "tr" => is_part && !matches!(name, "td" | "th"),
            "tbody" | "thead" | "tfoot" => is_part && !matches!(name, "td" | "th" | "tr"),
            "colgroup" => is_part && name != "col",
            _ => false,
        }
    }

    fn push_foreign(&mut self, tag: &Tag) {
        if tag.is_self_closing {
            return;
        }
        let kind = match tag.name.as_str() {
            "foreignobject" | "desc" | "title" | "mi" | "mo" | "mn" | "ms" | "mtext" => {
                // In the other language they are elements like all others.
                let root = self.open.iter().rfind(|open| matches!(&*open.name, "svg" | "math"));
                let is_svg = root.is_some_and(|root| root.name == "svg");
                let is_of_svg = matches!(&*tag.name, "foreignobject" | "desc" | "title");
                if is_svg == is_of_svg { Kind::Integration } else { Kind::Foreign }
            }
            "annotation-xml" => {
                let is_html = |value: Option<&str>| {
                    value.is_some_and(|value| {
                        ["text/html", "application/xhtml+xml"]
                            .iter()
                            .any(|html| value.eq_ignore_ascii_case(html))
                    })
                };
                if tag.always("encoding", is_html) {
                    Kind::Integration
                } else if tag.always("encoding", |value| !is_html(value)) {
                    Kind::Foreign
                } else {
                    Kind::Either
                }
            }
            _ => Kind::Foreign,
        };
        self.open.push(Element { name: tag.name.clone(), kind });
    }

    fn end(&mut self, name: &str) {
        match name {
            "select" => self.in_select = false,
            "template" => {
                self.templates = self.templates.saturating_sub(1);
                self.is_outside_of_table = self.templates > 0;
            }
            "table" => self.is_outside_of_table = self.templates > 0,
            _ => {}
        }
        let Some(top) = self.open.last() else {
            // A `<title>` is one of HTML, too.
            let contains_html = tree_construction::contains_html(name) && name != "title";
            self.has_left |= matches!(name, "svg" | "math") || contains_html;
            return;
        };
        if top.name == name {
            self.open.pop();
            return;
        }
        if tree_construction::is_empty(name) && name != "br" && top.kind == Kind::Html {
            return;
        }
        // The body is not in scope.
        if matches!(name, "body" | "html") && matches!(top.kind, Kind::Html | Kind::Integration) {
            return;
        }
        let html = self.open.iter().rev().take_while(|open| open.kind == Kind::Html);
        if let Some(above) = html.clone().position(|open| open.name == name)
            && html.take(above).all(|open| has_optional_end(&open.name))
        {
            self.open.truncate(self.open.len() - above - 1);
            return;
        }
        if is_of_svg_only(name) && self.end_perhaps(name) {
            return;
        }
        // In foreign elements an end tag closes those around it up to the one with its name.
        let foreign = self.open.iter().rev().take_while(|open| open.kind != Kind::Html);
        let closed = foreign.take_while(|open| open.name != name).count();
        match self.open.len().checked_sub(closed + 1).map(|at| &self.open[at]) {
            Some(open) if open.name == name && open.kind != Kind::Html && name != "p" => {
                self.open.truncate(self.open.len() - closed - 1);
            }
            _ => self.doubt(),
        }
    }

    /// Reads an end tag of an element that may be one of those that only some branches open. Returns whether there are
    /// such ones.
    fn end_perhaps(&mut self, name: &str) -> bool {
        let foreign = self.open.iter().rev().take_while(|open| open.kind == Kind::Foreign);
        let Some(above) = foreign.clone().position(|open| open.name == PERHAPS) else {
            return false;
        };
        if foreign.clone().take(above).any(|open| open.name == name) {
            return false;
        }
        // In the other branches it closes the next one around.
        let closed = foreign.clone().position(|open| open.name == name).unwrap_or(above);
        self.open.truncate(self.open.len() - closed - 1);
        self.open.push(Element { name: PERHAPS.to_owned(), kind: Kind::Foreign });
        true
    }

    fn parent_is(&self, name: &str) -> bool {
        self.open.last().is_some_and(|open| open.name == name)
    }

    /// Returns the number of elements.
    pub(super) const fn count(&self) -> usize {
        self.open.len()
    }

    /// Returns `true` if both readings are possible from here on.
    pub(super) const fn is_doubtful(&self) -> bool {
        self.is_doubtful
    }

    /// From here on both readings are possible.
    pub(super) fn doubt(&mut self) {
        *self = Self { is_doubtful: true, ..Self::default() };
    }

    /// Joins the elements of two branches of a block.
    pub(super) fn join(mut self, other: Self) -> Self {
        if self == other {
            return self;
        }
        let in_select = self.in_select || other.in_select;
        let has_left = self.has_left || other.has_left;
        let same = self.open.iter().zip(&other.open).take_while(|(one, other)| one == other);
        let common = same.count();
        let mut others = self.open[common..].iter().chain(&other.open[common..]);
        let is_perhaps = |open: &Element| {
            open.kind == Kind::Foreign && (open.name == PERHAPS || is_of_svg_only(&open.name))
        };
        let is_same = self.open == other.open;
        let is_perhaps = common > 0 && others.all(is_perhaps);
        if !is_same && is_perhaps {
            self.open.truncate(common);
            self.open.push(Element { name: PERHAPS.to_owned(), kind: Kind::Foreign });
        } else if !is_same {
            self.doubt();
        }
        if other.is_doubtful {
            self.doubt();
        }
        if !self.is_doubtful {
            (self.in_select, self.has_left) = (in_select, has_left);
            self.templates = self.templates.max(other.templates);
            self.is_outside_of_table |= other.is_outside_of_table;
        }
        self
    }
}

/// Returns `true` if the end tag of an element around this one ends it, too. (A `<body>` or a `<head>` in others is
/// ignored.)
fn has_optional_end(name: &str) -> bool {
    tree_construction::has_optional_end(name) && !matches!(name, "body" | "head" | "html")
}

#[cfg(test)]
mod tests {
    use super::{super::state::State, Reading};

    /// Returns how browsers read the content of a `<style>` after text.
    fn reading(text: &str) -> Reading {
        let mut state = State::new();
        for (at, c) in text.char_indices() {
            let step = state.push(c, &|| Box::new(text[at + c.len_utf8()..].chars()));
            assert_eq!(step.mistake, None, "{text}");
        }
        state.foreign.content("style")
    }

    #[test]
    fn readings() {
        for (text, expected) in [
            ("", Reading::Html),
            ("<p>", Reading::Html),
            ("<svg>", Reading::Foreign),
            ("<svg/>", Reading::Html),
            ("<svg></svg>", Reading::Html),
            ("<svg><g>", Reading::Foreign),
            ("<svg><g></g>", Reading::Foreign),
            ("<svg><path></svg>", Reading::Html),
            ("<svg><path/>", Reading::Foreign),
            ("<svg><script/><style/>", Reading::Foreign),
            ("<svg><foreignObject>", Reading::Html),
            ("<svg><foreignObject><div>", Reading::Html),
            ("<svg><foreignObject><div></div></foreignObject>", Reading::Foreign),
            ("<svg><foreignObject><br><div/></foreignObject>", Reading::Doubtful),
            ("<svg><foreignObject><div></svg>", Reading::Doubtful),
            ("<svg><foreignObject><td>", Reading::Doubtful),
            ("<svg><foreignObject><table><tr><td>", Reading::Html),
            ("<svg><foreignObject></svg>", Reading::Html),
            ("<svg><foreignObject><ul><li>a<li>b</ul></foreignObject>", Reading::Foreign),
            ("<svg><foreignObject><p>a<p>b</p></foreignObject>", Reading::Foreign),
            ("<svg><foreignObject><p>a<hr></foreignObject>", Reading::Foreign),
            ("<svg><foreignObject><p>a</html></p></foreignObject>", Reading::Foreign),
            ("<svg><foreignObject><p>a</foreignObject>", Reading::Doubtful),
            ("<svg><foreignObject><p>a<table></table></foreignObject>", Reading::Doubtful),
            ("<svg><foreignObject><ul><li><b>a</ul></foreignObject>", Reading::Doubtful),
            ("<svg><foreignObject><svg>", Reading::Foreign),
            ("<svg><title>", Reading::Html),
            ("<math><title>", Reading::Foreign),
            ("<svg><mi>", Reading::Foreign),
            ("<math><mi>", Reading::Html),
            ("<math><mi><mglyph>", Reading::Doubtful),
            ("<math><annotation-xml>", Reading::Foreign),
            ("<math><annotation-xml encoding='MathML-Content'><apply/>", Reading::Foreign),
            ("<math><annotation-xml encoding=\"Text/HTML\">", Reading::Html),
            ("<math><annotation-xml encoding='text/htm&#108;'>", Reading::Html),
            ("<svg><p>", Reading::Doubtful),
            ("<svg><p></p></svg>", Reading::Doubtful),
            ("<svg></p>", Reading::Doubtful),
            ("<svg><font>", Reading::Foreign),
            ("<svg><font color=red>", Reading::Doubtful),
            ("<svg></div>", Reading::Doubtful),
            ("<select>", Reading::Doubtful),
            ("<select><option></select>", Reading::Html),
            ("<frameset>", Reading::Doubtful),
            ("<template><col>", Reading::Doubtful),
            ("<template><table><col>", Reading::Html),
            ("<template><table></table><col>", Reading::Doubtful),
            ("<template></template><col>", Reading::Html),
        ] {
            assert_eq!(reading(text), expected, "{text}");
        }
    }
}
