//! Finds tags of other template languages in static text, where they are printed.

use super::{
    Parser, Spelling,
    statement::{Head, Tag, statement, word_help},
    tokens::tokens,
};

/// A tag of another language in text.
pub(crate) struct Notation {
    /// Its offset in the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The component that it calls, if it is written like an element: `<Card />`.
    pub(crate) component: Option<String>,
    /// The suggested replacement.
    pub(crate) help: String,
}

/// The kinds of tags by their braces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Braces {
    /// `{% if a %}`
    Statement,
    /// `{# a comment #}`
    Comment,
    /// `<% if (a) { %>`
    Code,
    /// `<%= a %>`
    Value,
    /// `<%- a %>`
    Unescaped,
    /// `{#if a}`, `{:else}`, `{@html a}`
    Svelte,
    /// `<Card />`
    Element,
}

/// The beginnings and the ends of tags, longer ones before their prefixes.
const BRACES: [(&str, &str, Braces); 9] = [
    ("{%", "%}", Braces::Statement),
    ("{#if ", "}", Braces::Svelte),
    ("{#each ", "}", Braces::Svelte),
    ("{:else", "}", Braces::Svelte),
    ("{@html ", "}", Braces::Svelte),
    ("{# ", " #}", Braces::Comment),
    ("<%=", "%>", Braces::Value),
    ("<%-", "%>", Braces::Unescaped),
    ("<%", "%>", Braces::Code),
];

/// The words that statements begin with.
const STATEMENTS: [&str; 30] = [
    "if",
    "elif",
    "elsif",
    "elseif",
    "else",
    "endif",
    "unless",
    "endunless",
    "for",
    "endfor",
    "block",
    "endblock",
    "extends",
    "include",
    "import",
    "from",
    "macro",
    "endmacro",
    "call",
    "endcall",
    "set",
    "let",
    "assign",
    "match",
    "when",
    "endmatch",
    "with",
    "endwith",
    "raw",
    "endraw",
];

/// The help for a comment.
const COMMENT: &str = "a comment is written `{{! … }}`";

/// The names of elements that HTML has and that are longer than one letter, beside headings.
const ELEMENTS: [&str; 104] = [
    "abbr",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "base",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "param",
    "picture",
    "pre",
    "progress",
    "rp",
    "rt",
    "ruby",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "video",
];

/// Returns the name of the tag at the beginning of `text`, if other languages would treat it as a component: the name begins
/// with a capital, contains other letters, and is not the name of an element.
fn component(text: &str) -> Option<&str> {
    let name =
        text.strip_prefix('<').filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))?;
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let is_tag = text[1 + name.len()..].starts_with([' ', '/', '>', '\n']);
    let is_mixed = name.contains(|c: char| c.is_ascii_lowercase());
    let is_element = ELEMENTS.contains(&name.to_lowercase().as_str())
        || matches!(name, "Tr" | "Tt" | "Ul" | "Var" | "Track" | "Wbr");
    (is_tag && is_mixed && !is_element).then_some(name)
}

/// The maximum length of a tag, in characters.
const MAX_LENGTH: usize = 300;

/// Finds the first tag of each kind in a sequence of text segments.
#[derive(Default)]
pub(crate) struct Notations {
    /// The kinds that are found.
    found: Vec<Braces>,
}

impl Notations {
    /// Returns the tags in the next text.
    pub(crate) fn find(&mut self, text: &str) -> Vec<Notation> {
        let mut notations = Vec::new();
        let mut at = 0;
        while let Some(start) = next_beginning(text, at) {
            at = start;
            if let Some((braces, notation)) = self.tag_at(text, at) {
                at = notation.end;
                self.found.push(braces);
                notations.push(notation);
            } else {
                at += 1;
            }
        }
        notations
    }

    /// Returns the tag of another language that begins at an offset, if none of its kind is found.
    fn tag_at(&self, text: &str, start: usize) -> Option<(Braces, Notation)> {
        let braces = BRACES.iter().find(|(open, _, _)| text[start..].starts_with(open));
        let Some((open, close, braces)) = braces else {
            let name =
                component(&text[start..]).filter(|_| !self.found.contains(&Braces::Element))?;
            let (end, help) =
                (start + 1 + name.len(), format!("a component is called as `{{{{> {name}}}}}`"));
            let component = Some(name.to_owned());
            return Some((Braces::Element, Notation { start, end, component, help }));
        };
        if self.found.contains(braces) {
            return None;
        }
        let inside = &text[start + open.len()..];
        let is_beyond = |(i, (_, c)): &(usize, (usize, char))| *i == MAX_LENGTH || *c == '\n';
        let end = inside.char_indices().enumerate().find(is_beyond);
        let length = inside[..end.map_or(inside.len(), |(_, (end, _))| end)].find(close)?;
        let end = start + open.len() + length + close.len();
        let inside = inside[..length].trim_matches(['-', '+', '~']).trim();
        let correct = match braces {
            Braces::Statement => {
                let word = inside.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                if !STATEMENTS.contains(&word) {
                    return None;
                }
                spelling(inside, Head::Statement).or_else(|| word_help(inside))
            }
            Braces::Code if inside.starts_with('#') => Some(COMMENT.to_owned()),
            Braces::Code => spelling(inside, Head::Statement).or_else(|| word_help(inside)),
            Braces::Value => spelling(inside, Head::Mustache),
            Braces::Unescaped => spelling(inside, Head::Unescaped),
            Braces::Comment | Braces::Element => Some(COMMENT.to_owned()),
            Braces::Svelte => match *open {
                "{#if " => spelling(&format!("if {inside}"), Head::Statement),
                "{#each " => spelling(&format!("each {inside}"), Head::Statement),
                "{:else" => spelling(&format!("else {inside}"), Head::Statement),
                _ => spelling(inside, Head::Unescaped),
            },
        };
        let help = correct.unwrap_or_else(|| "a tag is written as `{{…}}`".to_owned());
        Some((*braces, Notation { start, end, component: None, help }))
    }
}

/// Returns the offset from `from` on at which a tag may begin, by its first two characters.
fn next_beginning(text: &str, from: usize) -> Option<usize> {
    let mut pairs = text.as_bytes().get(from..)?.windows(2);
    let begins = |pair: &[u8]| match pair {
        [b'{', second] => matches!(second, b'%' | b'#' | b':' | b'@'),
        [b'<', second] => matches!(second, b'%' | b'A'..=b'Z'),
        _ => false,
    };
    pairs.position(begins).map(|at| from + at)
}

/// Returns what a statement is here.
fn spelling(inside: &str, head: Head) -> Option<String> {
    let tokens = tokens(inside)?;
    let mut parser = Parser::new(&tokens);
    // Its braces are foreign.
    parser.is_foreign = true;
    let Tag { mark, content } = statement(&mut parser, head)?;
    let close = if mark == "{" { "}" } else { "" };
    let text = format!("{{{{{mark}{content}{close}}}}}");
    Some(Spelling::new(text, parser).help())
}
