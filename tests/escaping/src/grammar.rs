//! Templates of HTML with mustaches in any place, and hostile data, made from any bytes.

use crate::data::Node;
use arbitrary::{Result, Unstructured};

/// A template and two sets of data for it.
#[derive(Clone, Debug)]
pub struct Input {
    /// The text of the template.
    pub template: String,
    /// Data with attacks.
    pub hostile: Node,
    /// Data in which all characters of the attacks except whitespace are letters.
    pub harmless: Node,
}

/// Texts that end something: a tag, a quoted value, a script, a comment. A parser drops NUL from text, so that it is
/// never alone.
const ATTACKS: &[&str] = &[
    "<script>1</script>",
    "</script><b>",
    "\"><i>",
    "'><i>",
    "\" onclick=1 x=\"",
    "' onclick=1 x='",
    " onclick=1 ",
    "\tonclick=1",
    "\nx=y",
    "/",
    ">",
    "<",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "&",
    "&lt;b&gt;",
    "&quot;><b>",
    "</title><b>",
    "</textarea><b>",
    "</style><b>",
    "</noscript><b>",
    "</template>",
    "</svg><b>",
    "<plaintext>",
    "`",
    "${1}",
    "*/",
    "/*",
    "//",
    "\\",
    "\\\"",
    "javascript:1",
    "data:text/html,<b>",
    ":",
    "//e",
    "url(x)",
    "a;b:c",
    "}</style>",
    "<x y",
    "=",
    " ",
    "\u{c}",
    "\u{0}a",
    "\u{2028}",
    "a",
    "ä",
    "",
    "script",
    "-",
    "<!--<script>",
    "</script",
    "<a href=x>",
    "<form><input>",
    "<table><tr>",
    "</p></div>",
];

/// Names of elements whose contents are plain.
const ELEMENTS: &[&str] = &[
    "p",
    "div",
    "a",
    "b",
    "span",
    "ul",
    "li",
    "form",
    "button",
    "table",
    "svg",
    "math",
    "template",
    "noscript",
    "section",
    "select",
    "iframe",
    "object",
    "label",
    "h1",
    "xmp",
    "noembed",
    "desc",
    // Those that browsers read by other rules in others, or ignore.
    "svg",
    "math",
    "foreignObject",
    "mi",
    "mtext",
    "annotation-xml",
    "g",
    "font",
    "style",
    "title",
    "textarea",
    "noframes",
    "option",
    "td",
    "col",
    "colgroup",
    "frameset",
    "body",
    "noscript",
];

/// Elements without contents.
const EMPTY: &[&str] = &["img", "input", "br", "meta", "link", "base", "embed", "hr", "area"];

/// Names of attributes.
const ATTRIBUTES: &[&str] = &[
    "title",
    "class",
    "id",
    "href",
    "src",
    "action",
    "style",
    "onclick",
    "srcset",
    "data-x",
    "value",
    "alt",
    "ONLOAD",
    "xlink:href",
    "aria-label",
    "content",
    "srcdoc",
    "formaction",
    "name",
    "lang",
    "poster",
    "ping",
    "hx-on:click",
    "x-data",
    "disabled",
    "type",
    "d",
    "background",
    "http-equiv",
    "rel",
    "attributeName",
    "to",
    "hx-get",
    "color",
    "encoding",
];

/// Tags and sections that stand alone.
const STRAYS: &[&str] = &[
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<p>",
    "</p>",
    "</br>",
    "</div>",
    "<script/>",
    "<style/>",
    "<title/>",
    "</title>",
    "</style>",
    "</noscript>",
    "</script>",
    "<font color=a>",
    "</foreignObject>",
    "<col>",
    "<table>",
    "</table>",
    "<template>",
    "</select>",
    "<![CDATA[ a > ]]>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!x",
    "<?x",
    "<script type=text/html>",
    "<noscript>",
    "<mglyph>",
    "<frameset>",
];

/// Contents of scripts.
const SCRIPTS: &[&str] = &[
    "var a = ",
    "\"",
    "'",
    "`",
    "${",
    "}",
    "{",
    "/",
    "/*",
    "*/",
    "//",
    "\n",
    ";",
    "f(",
    ")",
    "x",
    " ",
    "<!--",
    "\\",
    "return ",
    "[",
    "]",
    "+",
    "</",
    "<script",
    "-->",
    "<script>",
    "<script ",
    "-",
    "<",
    "&",
    "&quot;",
    "<![CDATA[",
    "]]>",
    "]",
];

/// Contents of style sheets.
const STYLES: &[&str] = &[
    "a{b:", "}", ";", "\"", "'", "url(", ")", "/*", "*/", "c", " ", "\\", "@import ", "#", "<!--",
    "%",
];

/// Pieces of URLs and other values.
const VALUES: &[&str] = &[
    "",
    "a",
    "/",
    "?q=",
    "#",
    "https:",
    "java",
    ":",
    "//",
    "x y",
    "&amp;",
    "&",
    ", ",
    " 2x",
    "color:",
    "f(",
    ")",
    "'",
    "1",
    "&#",
    "&#39",
    "&quot",
    "&Tab;",
    "<",
    "</noscript>",
    "</style>",
    "</svg>",
    "<!--",
    "<!",
    "</scr",
    "refresh",
    "stylesheet",
    "href",
    "text/html",
    "]]>",
];

/// Returns a random template and its data.
///
/// # Errors
///
/// Returns an error if the bytes end.
pub fn input(u: &mut Unstructured<'_>) -> Result<Input> {
    let mut template = String::new();
    for _ in 0..u.int_in_range(1..=4)? {
        part(u, &mut template, 0)?;
    }
    if u.ratio(1, 4)? {
        disturb(u, &mut template)?;
    }
    let mut texts = Vec::new();
    for _ in 0..5 {
        let count = u.int_in_range(1..=3)?;
        let mut text = String::new();
        for _ in 0..count {
            text += u.choose(ATTACKS)?;
        }
        texts.push(text);
    }
    let condition = u.arbitrary()?;
    let data = |tame: fn(&str) -> String| {
        let text = |index: usize| Node::Text(tame(&texts[index]));
        Node::map([
            ("x", text(0)),
            ("y", text(1)),
            ("z", text(2)),
            ("c", Node::Bool(condition)),
            ("xs", Node::List(vec![text(3), text(4)])),
        ])
    };
    Ok(Input { hostile: data(str::to_owned), harmless: data(tame), template })
}

/// Replaces all characters except whitespace by a letter.
fn tame(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_whitespace() { c } else { 'a' }).collect()
}

/// Changes the text in one place, so that it is HTML that nobody would write.
fn disturb(u: &mut Unstructured<'_>, template: &mut String) -> Result<()> {
    let places: Vec<usize> = template.char_indices().map(|(at, _)| at).collect();
    let at = *u.choose(&places)?;
    match u.int_in_range(0..=2)? {
        0 => template.insert_str(at, "{{x}}"),
        1 => {
            template.remove(at);
        }
        _ => template.insert_str(at, u.choose(&["<", ">", "\"", "'", "=", "/", " ", "<!--", "`"])?),
    }
    Ok(())
}

/// Writes a part of the contents of an element.
fn part(u: &mut Unstructured<'_>, out: &mut String, depth: usize) -> Result<()> {
    match u.int_in_range(0..=if depth < 3 { 13 } else { 3 })? {
        0 => hole(u, out)?,
        1 => *out += u.choose(&["text ", "a &amp; b", "x < y ", "<!-- c -->", "<br/>", "&lt;"])?,
        2 => {
            *out += "<";
            *out += u.choose(EMPTY)?;
            attributes(u, out)?;
            *out += u.choose(&[">", ">", "/>", " >"])?;
        }
        3 => {
            let name = *u.choose(&["title", "textarea"])?;
            *out += &format!("<{name}>");
            pieces(u, out, VALUES)?;
            *out += &format!("</{name}>");
        }
        4 => {
            let kind = u.choose(&[
                "",
                "",
                " type=module",
                " type=\"application/json\"",
                " type=text/html",
            ])?;
            *out += &format!("<script{kind}>");
            pieces(u, out, SCRIPTS)?;
            *out += "</script>";
        }
        5 => {
            *out += "<style>";
            pieces(u, out, STYLES)?;
            *out += "</style>";
        }
        6 => {
            *out += "<!--";
            pieces(u, out, VALUES)?;
            *out += "-->";
        }
        7 => {
            *out += "{{#if c}}";
            part(u, out, depth + 1)?;
            if u.arbitrary()? {
                *out += "{{else}}";
                part(u, out, depth + 1)?;
            }
            *out += "{{/if}}";
        }
        8 => {
            *out += "{{#each xs}}";
            part(u, out, depth + 1)?;
            *out += "{{this}}{{/each}}";
        }
        9 => *out += u.choose(STRAYS)?,
        10 => {
            *out += "<![CDATA[";
            pieces(u, out, VALUES)?;
            *out += "]]>";
        }
        _ => {
            let name = *u.choose(ELEMENTS)?;
            *out += &format!("<{name}");
            attributes(u, out)?;
            *out += ">";
            for _ in 0..u.int_in_range(0..=2)? {
                part(u, out, depth + 1)?;
            }
            *out += &format!("</{name}>");
        }
    }
    Ok(())
}

fn hole(u: &mut Unstructured<'_>, out: &mut String) -> Result<()> {
    *out += u.choose(&[
        "{{x}}",
        "{{x}}",
        "{{y}}",
        "{{z}}",
        "{{#each xs}}{{this}}{{/each}}",
        "{{xs.0}}",
    ])?;
    Ok(())
}

/// Writes pieces of text with mustaches among them.
fn pieces(u: &mut Unstructured<'_>, out: &mut String, pieces: &[&str]) -> Result<()> {
    for _ in 0..u.int_in_range(0..=4)? {
        match u.int_in_range(0..=5)? {
            0..=2 => *out += u.choose(pieces)?,
            3 | 4 => hole(u, out)?,
            _ => {
                *out += "{{#if c}}";
                *out += u.choose(pieces)?;
                *out += "{{else}}";
                hole(u, out)?;
                *out += "{{/if}}";
            }
        }
    }
    Ok(())
}

fn attributes(u: &mut Unstructured<'_>, out: &mut String) -> Result<()> {
    for _ in 0..u.int_in_range(0..=2)? {
        *out += u.choose(&[" ", " ", " ", "\n", "/", "  "])?;
        let is_conditional = u.ratio(1, 6)?;
        if is_conditional {
            *out += "{{#if c}} ";
        }
        *out += u.choose(ATTRIBUTES)?;
        let quote = *u.choose(&["\"", "\"", "'", ""])?;
        *out += u.choose(&["=", "=", "=", " = "])?;
        *out += quote;
        let mut value = String::new();
        pieces(u, &mut value, VALUES)?;
        // What ends the value was not meant.
        if !quote.is_empty() && value.contains(quote) {
            value = value.replace(quote, "");
        }
        *out += &value;
        *out += quote;
        if is_conditional {
            *out += "{{/if}}";
        }
    }
    Ok(())
}
