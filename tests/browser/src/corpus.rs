//! The pages: each payload at each position, rendered in all ways.

use crate::{
    generated, json, known,
    payloads::{self, halves},
    positions::{self, Group},
};
use escaping::data::{KINDS, Node};
use std::collections::HashSet;
use template_runtime::{Compiled, Compiler, Error, SafeKind};

/// All pages.
pub(crate) struct Corpus {
    /// The pages without duplicates.
    pub(crate) pages: Vec<Page>,
    /// The number of pages that were rendered.
    pub(crate) renders: usize,
    /// The number of renders that ended with an error.
    pub(crate) errors: usize,
    /// The names of the positions at which values are refused.
    pub(crate) refused: Vec<&'static str>,
    /// The names of the positions at which two adjacent values are refused.
    pub(crate) refused_split: Vec<&'static str>,
    /// Templates whose ways to run differ.
    pub(crate) differences: Vec<String>,
}

/// A page.
pub(crate) struct Page {
    pub(crate) html: String,
    pub(crate) origin: Origin,
}

/// Where a page comes from.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    /// The index of the position.
    pub(crate) position: usize,
    /// The index of the payload.
    pub(crate) payload: usize,
    /// How it was rendered.
    pub(crate) how: String,
    /// Whether nothing is escaped.
    pub(crate) is_control: bool,
    /// Whether the payload is known to run: such pages of the control group are loaded first.
    pub(crate) is_known: bool,
}

/// The pages by their text, and the position if they are of the control group: each position needs its own ones.
type Known = HashSet<(String, Option<usize>)>;

impl Corpus {
    /// Renders all pages.
    pub(crate) fn new(texts: &[String]) -> Self {
        let mut corpus = Self {
            pages: Vec::new(),
            renders: 0,
            errors: 0,
            refused: Vec::new(),
            refused_split: Vec::new(),
            differences: Vec::new(),
        };
        let mut known = Known::new();
        for (position, (group, name, template)) in positions::all().enumerate() {
            let split = template.replace("{{x}}", "{{x}}{{y}}");
            let whole = Ways::of(template);
            let halved = if split == *template { None } else { Ways::of(&split) };
            if whole.is_none() {
                corpus.refused.push(name);
            } else if halved.is_none() && split != *template {
                corpus.refused_split.push(name);
            }
            let control = Compiler::new().text().compile(template);
            let control = control.unwrap_or_else(|error| panic!("{name}: {error}"));
            for (payload, text) in texts.iter().enumerate() {
                let origin = |how: &str, is_control| Origin {
                    position,
                    payload,
                    how: how.to_owned(),
                    is_control,
                    is_known: is_control && known::runs(name, payload),
                };
                if payloads::runs(text) {
                    let html = at_run_time(&control, &Node::Text(text.clone()), &empty(), text);
                    corpus.add(&mut known, html, origin("without escaping", true));
                }
                if let Some(ways) = &whole {
                    let kinds = KINDS.into_iter().filter(|kind| !trusts(group, name, *kind));
                    corpus.render(&mut known, ways, text, "", None, &origin("text", false));
                    for kind in kinds {
                        let origin = origin(&format!("{kind:?}"), false);
                        corpus.render(&mut known, ways, text, "", Some(kind), &origin);
                    }
                }
                if let Some(ways) = &halved {
                    for (first, second) in halves(text) {
                        let origin = origin(&format!("text in two parts: {first:?}"), false);
                        corpus.render(&mut known, ways, &first, &second, None, &origin);
                    }
                }
            }
        }
        corpus
    }

    /// Returns the pages, and where they come from, as JSON for the driver.
    pub(crate) fn json(&self) -> String {
        let pages: Vec<&str> = self.pages.iter().map(|page| page.html.as_str()).collect();
        let numbers = |number: fn(&Origin) -> usize| {
            json::numbers(self.pages.iter().map(|page| number(&page.origin)))
        };
        format!(
            "{{\"pages\": {}, \"positions\": {}, \"payloads\": {}, \"control\": {}}}",
            json::texts(&pages),
            numbers(|origin| origin.position),
            numbers(|origin| origin.payload),
            numbers(|origin| usize::from(origin.is_control) + usize::from(origin.is_known)),
        )
    }

    /// Renders a template in all ways.
    fn render(
        &mut self,
        known: &mut Known,
        ways: &Ways,
        x: &str,
        y: &str,
        kind: Option<SafeKind>,
        origin: &Origin,
    ) {
        let before = self.pages.len();
        for html in ways.render(x, y, kind) {
            self.add(known, html, origin.clone());
        }
        // All ways print the same page.
        if self.pages.len() > before + 1 {
            self.differences.push(format!("{origin:?}: {:?}", self.pages[before].html));
        }
    }

    fn add(&mut self, known: &mut Known, html: Result<String, Error>, origin: Origin) {
        self.renders += 1;
        let Ok(html) = html else {
            self.errors += 1;
            return;
        };
        let key = (html, origin.is_control.then_some(origin.position));
        if !known.contains(&key) {
            self.pages.push(Page { html: key.0.clone(), origin });
            known.insert(key);
        }
    }
}

/// The ways to run a template.
struct Ways {
    generated: &'static generated::Generated,
    compiled: Compiled,
}

impl Ways {
    /// Returns the ways to run a template, or `None` if it is refused.
    fn of(template: &str) -> Option<Self> {
        let compiled = Compiler::new().compile(template).ok()?;
        // The build script compiled it with the same compiler.
        let generated = generated::find(template).expect("the template is generated");
        Some(Self { generated, compiled })
    }

    fn render(&self, x: &str, y: &str, kind: Option<SafeKind>) -> Vec<Result<String, Error>> {
        let node = |text: &str| match kind {
            Some(kind) => Node::safe(kind, text),
            None => Node::Text(text.to_owned()),
        };
        let whole = format!("{x}{y}");
        let characters: Vec<String> = whole.chars().map(String::from).collect();
        let (first, second) = (node(x), node(y));
        let nodes: Vec<Node> = characters.iter().map(|c| node(c)).collect();
        let borrowed: Vec<&Node> = nodes.iter().collect();
        let mut outputs =
            vec![self.compiled.render(&data(first.clone(), second.clone(), nodes.clone()))];
        for way in self.generated.any {
            outputs.push(way(&first, &second, &borrowed));
        }
        if let (Some(ways), None) = (self.generated.text_only, kind) {
            let texts: Vec<&str> = characters.iter().map(String::as_str).collect();
            outputs.extend(ways.map(|way| way(x, y, &texts)));
        }
        outputs
    }
}

fn at_run_time(template: &Compiled, x: &Node, y: &Node, text: &str) -> Result<String, Error> {
    let characters = text.chars().map(|c| Node::Text(c.to_string())).collect();
    template.render(&data(x.clone(), y.clone(), characters))
}

fn data(x: Node, y: Node, xs: Vec<Node>) -> Node {
    Node::map([("x", x), ("y", y), ("xs", Node::List(xs)), ("on", Node::Bool(true))])
}

fn empty() -> Node {
    Node::Text(String::new())
}

/// Reports whether a value of the type may run a script at the position, because its author says that it is safe
/// there.
fn trusts(group: Group, name: &str, kind: SafeKind) -> bool {
    let is_rcdata = name.starts_with("title") || name.starts_with("textarea");
    match group {
        Group::Text => kind == SafeKind::Html && !is_rcdata,
        Group::Url => matches!(kind, SafeKind::Url | SafeKind::ResourceUrl),
        Group::Resource => kind == SafeKind::ResourceUrl,
        // A template in a script is HTML.
        Group::Script if name == "script of another type" => kind == SafeKind::Html,
        Group::Script => kind == SafeKind::Script && !name.contains("string"),
        Group::Style => kind == SafeKind::Style,
        Group::Tag | Group::Attribute => false,
    }
}
