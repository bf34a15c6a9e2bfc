//! Trees of elements, and how they are written: with or without the end tags that may be left out.

use crate::random::Random;

/// A part of a page.
pub(crate) enum Node {
    Element(Element),
    /// Text, a comment, or an element that is written as it stands, such as a script.
    Verbatim(String),
}

/// An element with its content.
pub(crate) struct Element {
    pub(crate) name: &'static str,
    pub(crate) attributes: String,
    pub(crate) content: Vec<Node>,
    /// How it ends.
    pub(crate) end: End,
}

/// How an element ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// With an end tag, which may be left out where the standard allows it.
    Tag,
    /// With an end tag.
    WrittenTag,
    /// It is void, and has no end tag.
    Void,
    /// It is one of SVG or MathML without content: `<path/>`.
    SelfClosing,
}

/// Returns an element.
pub(crate) fn element(name: &'static str, content: Vec<Node>) -> Node {
    Node::Element(Element { name, attributes: String::new(), content, end: End::Tag })
}

/// Returns an element without content and end tag.
pub(crate) fn void(name: &'static str, attributes: &str) -> Node {
    let attributes = attributes.to_owned();
    Node::Element(Element { name, attributes, content: Vec::new(), end: End::Void })
}

/// Returns an element of SVG or MathML without content.
pub(crate) fn self_closing(name: &'static str, attributes: &str) -> Node {
    let attributes = attributes.to_owned();
    Node::Element(Element { name, attributes, content: Vec::new(), end: End::SelfClosing })
}

/// Returns a text.
pub(crate) fn text(text: &str) -> Node {
    Node::Verbatim(text.to_owned())
}

impl Node {
    /// Adds attributes.
    pub(crate) fn with(mut self, attributes: &str) -> Self {
        if let Self::Element(element) = &mut self {
            element.attributes = attributes.to_owned();
        }
        self
    }

    /// Requires an end tag.
    pub(crate) fn written(mut self) -> Self {
        if let Self::Element(element) = &mut self {
            element.end = End::WrittenTag;
        }
        self
    }

    fn name(&self) -> Option<&'static str> {
        match self {
            Self::Element(element) => Some(element.name),
            Self::Verbatim(_) => None,
        }
    }
}

/// Writes the nodes of an element called `parent`. Leaves out some of the end tags that may be left out.
pub(crate) fn write(nodes: &[Node], parent: &str, random: &mut Random, page: &mut String) {
    for (at, node) in nodes.iter().enumerate() {
        let element = match node {
            Node::Verbatim(text) => {
                page.push_str(text);
                continue;
            }
            Node::Element(element) => element,
        };
        let Element { name, attributes, content, end } = element;
        *page += &format!("<{name}");
        if !attributes.is_empty() {
            *page += &format!(" {attributes}");
        }
        match end {
            End::Tag | End::WrittenTag => page.push('>'),
            End::Void => page.push_str(random.pick::<&str>(&[">", ">", "/>", " />"])),
            End::SelfClosing => page.push_str("/>"),
        }
        if matches!(end, End::Void | End::SelfClosing) {
            continue;
        }
        let breaks = random.one_in(3) && !matches!(*name, "pre" | "caption" | "colgroup");
        if breaks {
            page.push('\n');
        }
        write(content, name, random, page);
        let next = nodes.get(at + 1);
        let is_optional = match next {
            Some(next) => next.name().is_some_and(|next| is_ended_by(name, next)),
            None => ends_with_parent(name, parent),
        };
        if !(is_optional && *end == End::Tag && random.one_in(2)) {
            *page += &match random.below(8) {
                0 => format!("</{}>", name.to_uppercase()),
                1 => format!("</{name} >"),
                _ => format!("</{name}>"),
            };
            if random.one_in(3) {
                page.push('\n');
            }
        }
    }
}

/// Reports whether an end tag may be left out before a start tag, in all browsers and in all modes of pages.
fn is_ended_by(name: &str, next: &str) -> bool {
    match name {
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "p" => matches!(
            next,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "details"
                | "dialog"
                | "div"
                | "dl"
                | "fieldset"
                | "figure"
                | "footer"
                | "form"
                | "h1"
                | "h2"
                | "h3"
                | "header"
                | "hr"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "search"
                | "section"
                | "ul"
        ),
        "rt" | "rp" => matches!(next, "rt" | "rp"),
        "option" => matches!(next, "option" | "optgroup"),
        "optgroup" => next == "optgroup",
        "caption" | "colgroup" => matches!(next, "colgroup" | "thead" | "tbody" | "tr"),
        "thead" => matches!(next, "tbody" | "tfoot"),
        "tbody" => matches!(next, "tbody" | "tfoot"),
        "tr" => next == "tr",
        "td" | "th" => matches!(next, "td" | "th"),
        "head" => next == "body",
        _ => false,
    }
}

/// Reports whether an end tag may be left out at the end of the parent.
fn ends_with_parent(name: &str, parent: &str) -> bool {
    match name {
        "p" => {
            !matches!(
                parent,
                "a" | "audio" | "del" | "ins" | "map" | "noscript" | "video" | "foreignObject"
            ) && !parent.contains('-')
        }
        "li" | "dd" | "rt" | "rp" | "option" | "optgroup" | "tbody" | "tfoot" | "tr" | "td"
        | "th" | "body" | "html" => true,
        _ => false,
    }
}
