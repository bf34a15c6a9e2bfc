//! Pages as a browser sees them: elements, attributes and texts.

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink, tree_builder::TreeBuilderOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::mem;

/// A part of a page, in the order of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// An element with its attributes, in the order of their names.
    Element {
        /// The name of the element, after that of its namespace if it is not HTML.
        name: String,
        /// The names and values of its attributes.
        attributes: Vec<(String, String)>,
        /// The number of elements around it.
        depth: usize,
    },
    /// A text, with comments left out of it.
    Text(String),
}

/// Parses a page as a browser that runs scripts. Comments and empty texts are left out.
pub fn parse(html: &str) -> Vec<Part> {
    parse_with(html, true)
}

/// Parses a page. Without scripts, `<noscript>` contains elements.
fn parse_with(html: &str, scripting_enabled: bool) -> Vec<Part> {
    let tree_builder = TreeBuilderOpts { scripting_enabled, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let dom = parse_document(RcDom::default(), options).one(html);
    let mut parts = Vec::new();
    // Not recursive: hostile pages nest as deep as they like.
    let mut open = vec![(dom.document.clone(), 0)];
    while let Some((node, depth)) = open.pop() {
        visit(&node, depth, &mut parts);
        let children = node.children.borrow();
        open.extend(children.iter().rev().map(|child| (child.clone(), depth + 1)));
        if let NodeData::Element { template_contents, .. } = &node.data
            && let Some(contents) = &*template_contents.borrow()
        {
            open.push((contents.clone(), depth + 1));
        }
    }
    parts.retain(|part| !matches!(part, Part::Text(text) if text.is_empty()));
    dismantle(&dom.document);
    parts
}

fn visit(node: &Handle, depth: usize, parts: &mut Vec<Part>) {
    match &node.data {
        NodeData::Text { contents } => {
            let text = contents.borrow();
            match parts.last_mut() {
                Some(Part::Text(before)) => before.push_str(&text),
                _ => parts.push(Part::Text(text.to_string())),
            }
        }
        NodeData::Element { name, attrs, .. } => {
            let is_html = &*name.ns == "http://www.w3.org/1999/xhtml";
            let namespace = if is_html { "" } else { &*name.ns };
            let attributes = attrs.borrow();
            let attribute =
                |a: &html5ever::Attribute| (a.name.local.to_string(), a.value.to_string());
            let mut attributes: Vec<_> = attributes.iter().map(attribute).collect();
            attributes.sort();
            let name = format!("{namespace}{}", name.local);
            parts.push(Part::Element { name, attributes, depth });
        }
        _ => {}
    }
}

/// Takes a tree apart, whose nodes would drop each other recursively.
fn dismantle(root: &Handle) {
    let mut open = vec![root.clone()];
    while let Some(node) = open.pop() {
        open.extend(mem::take(&mut *node.children.borrow_mut()));
    }
}

/// Returns the elements with the names of their attributes, in a browser that runs scripts, and then in one that
/// does not: what data must not change.
pub fn outline(html: &str) -> Vec<String> {
    let element = |part| match part {
        Part::Element { name, attributes, depth } => {
            let names: Vec<String> = attributes.into_iter().map(|(name, _)| name).collect();
            Some(format!("{depth} {name} {}", names.join(" ")))
        }
        Part::Text(_) => None,
    };
    let pages = [true, false].into_iter().flat_map(|scripting| parse_with(html, scripting));
    pages.filter_map(element).collect()
}

/// Reports whether a page ends where a tag would be no tag: in a script, a comment, an attribute.
pub fn is_open(html: &str) -> bool {
    let probe = parse(&format!("{html}<i id=probe>"));
    let is_probe = |part: &Part| {
        let id = ("id".to_owned(), "probe".to_owned());
        matches!(part, Part::Element { attributes, .. } if attributes.contains(&id))
    };
    !probe.iter().any(is_probe)
}

#[cfg(test)]
mod tests {
    use super::{Part, outline, parse};

    #[test]
    fn parts() {
        assert_eq!(parse("a<!-- b -->c").last(), Some(&Part::Text("ac".to_owned())));
        assert_eq!(parse("<p title=a&gt;>"), parse("<p title='a>'>"));
        assert_ne!(parse("<p title=a>"), parse("<p title=b>"));
        assert_eq!(outline("<p title=a>"), outline("<p title=b>c"));
        assert_ne!(outline("<p title=a>"), outline("<p lang=b>"));
        assert!(outline("<svg><a/></svg><template><i></template>").len() > 5);
    }
}
