//! The rules of HTML about tags that may be omitted, and about the elements that a tag ends.
//!
//! They come from [tree construction], as far as they determine the start tag that an end tag belongs to, and the content of
//! `<svg>` and `<math>`.
//!
//! [tree construction]: https://html.spec.whatwg.org/multipage/parsing.html#tree-construction

/// The obsolete elements without content.
const OBSOLETE_VOID: &[&str] = &["basefont", "bgsound", "frame", "image", "keygen"];

/// The elements whose end tag may be left out.
const OPTIONAL_END: &[&str] = &[
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p",
    "rb", "rp", "rt", "rtc", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// The elements whose start tag ends a `<p>`.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "li", "listing", "main", "menu", "nav", "ol", "p", "plaintext",
    "pre", "search", "section", "summary", "table", "ul", "xmp",
];

/// The elements besides [`BLOCKS`] that the end tag of an element like `<span>` does not close.
#[rustfmt::skip]
const OTHER_SPECIAL: &[&str] = &[
    "applet", "body", "button", "caption", "colgroup", "frameset", "head", "html", "iframe",
    "marquee", "noembed", "noframes", "noscript", "object", "script", "select", "style", "tbody",
    "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr",
];

/// The elements that are allowed in a `<head>`.
#[rustfmt::skip]
const METADATA: &[&str] = &[
    "base", "basefont", "bgsound", "head", "link", "meta", "noframes", "noscript", "script",
    "style", "template", "title",
];

/// Returns `true` if an element has no content and no end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Returns `true` if browsers read no content of an element, also of an obsolete one.
pub(super) fn is_empty(name: &str) -> bool {
    is_void(name) || OBSOLETE_VOID.contains(&name)
}

/// Returns `true` if the end tag of an element may be left out.
pub(super) fn has_optional_end(name: &str) -> bool {
    OPTIONAL_END.contains(&name)
}

/// Returns `true` if an element cannot contain itself.
pub(super) fn is_not_nested(name: &str) -> bool {
    matches!(name, "a" | "button" | "form")
}

/// Returns `true` if the start tag of an element ends a `<p>`.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Returns `true` if an element is one that the end tag of an element like `<span>` does not close.
pub(super) fn is_special(name: &str) -> bool {
    is_block(name) || OTHER_SPECIAL.contains(&name)
}

/// Returns `true` if a start tag ends the enclosing `<svg>` or `<math>`, which cannot contain the element.
pub(super) fn leaves_foreign(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "blockquote"
            | "body"
            | "br"
            | "center"
            | "code"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "em"
            | "embed"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "hr"
            | "i"
            | "img"
            | "li"
            | "listing"
            | "menu"
            | "meta"
            | "nobr"
            | "ol"
            | "p"
            | "pre"
            | "ruby"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "strike"
            | "sub"
            | "sup"
            | "table"
            | "tt"
            | "u"
            | "ul"
            | "var"
    )
}

/// Returns `true` if an element of `<svg>` or `<math>` contains HTML.
pub(super) fn contains_html(name: &str) -> bool {
    matches!(
        name,
        "foreignobject" | "desc" | "title" | "annotation-xml" | "mi" | "mo" | "mn" | "ms" | "mtext"
    )
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_ruby_text(name: &str) -> bool {
    matches!(name, "rt" | "rp" | "rb" | "rtc")
}

/// Returns `true` if an element is directly in a table, or in another such part of it.
pub(super) fn is_table_part(name: &str) -> bool {
    matches!(
        name,
        "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
    )
}

/// Returns `true` if parts of a table are directly in an element, or in one that stops the search for it.
pub(super) fn is_table_context(name: &str) -> bool {
    matches!(
        name,
        "caption"
            | "colgroup"
            | "table"
            | "tbody"
            | "td"
            | "template"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
    )
}

/// Returns `true` if an end tag never closes elements outside of an open element.
pub(super) fn confines_ends(open: &str, is_foreign: bool, name: &str) -> bool {
    if is_foreign {
        return contains_html(open);
    }
    match name {
        "html" | "body" | "template" => false,
        "table" | "caption" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" => {
            open == "template"
        }
        "p" => open == "button" || confines(open),
        "li" => matches!(open, "ol" | "ul") || confines(open),
        _ => confines(open),
    }
}

/// Returns `true` if no tag in an open element closes what is outside. A table does not: where its cells are closed, it
/// is its own end tag that is missing.
fn confines(open: &str) -> bool {
    matches!(open, "applet" | "caption" | "marquee" | "object" | "td" | "template" | "th")
}

/// Returns `true` if a start tag ends an open element.
pub(super) fn ends(name: &str, open: &str) -> bool {
    match open {
        "p" => is_block(name) || is_ruby_text(name),
        "li" => name == "li",
        "dt" | "dd" => matches!(name, "dt" | "dd"),
        "option" => matches!(name, "option" | "optgroup" | "hr"),
        "optgroup" => matches!(name, "optgroup" | "hr"),
        "td" | "th" => matches!(name, "td" | "th" | "tr" | "tbody" | "tfoot" | "thead"),
        "tr" => matches!(name, "tr" | "tbody" | "tfoot" | "thead"),
        "tbody" | "thead" | "tfoot" => matches!(name, "tbody" | "tfoot" | "thead"),
        "caption" => {
            matches!(name, "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th")
                || matches!(name, "thead" | "tr")
        }
        "colgroup" => !matches!(name, "col" | "template"),
        "rt" | "rp" | "rb" | "rtc" => is_ruby_text(name),
        "head" => !METADATA.contains(&name),
        _ => is_heading(open) && is_heading(name),
    }
}

/// Returns `true` if a start tag in `between`, which is in an element called `open`, does not end that.
pub(super) fn protects(open: &str, between: &str, is_foreign: bool, name: &str) -> bool {
    is_foreign
        || match open {
            "p" if is_ruby_text(name) => true,
            "p" => matches!(between, "button" | "table") || confines(between),
            "li" | "dt" | "dd" => {
                !matches!(between, "address" | "div" | "p") && is_special(between)
            }
            "caption" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" => {
                matches!(between, "table" | "template")
            }
            _ => true,
        }
}
