//! Valid pages, by a seeded grammar of the elements that people use.

use crate::{
    random::Random,
    tree::{Node, element, self_closing, text, void, write},
};

/// The depth of elements at which only text follows.
const MAX_DEPTH: usize = 7;

const WORDS: &[&str] = &[
    "apples",
    "a &lt; b",
    "over &amp; over",
    "the quick fox",
    "1 < 2",
    "Tom &copy; 2026",
    "größer",
    "x > y",
    "an answer",
    "\u{4f60}\u{597d}",
    "&nbsp;",
    "line\nbreak",
    "don't",
    "\"quoted\"",
];

/// What may not stand in the element around.
#[derive(Clone, Copy, Default)]
struct Inside {
    depth: usize,
    /// In an `<a>` or a `<button>`.
    interactive: bool,
    form: bool,
}

impl Inside {
    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

/// Returns the valid page with a number.
pub(crate) fn page(seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut grammar = Grammar { random: &mut random };
    let head = grammar.head();
    let body = grammar.flow_list(Inside::default(), 6);
    let mut page = String::from("<!doctype html>\n");
    let nodes = match random.below(4) {
        // Without tags around the head and the body.
        0 => head.into_iter().chain([element("p", vec![text("x")])]).chain(body).collect(),
        _ => vec![element("html", vec![element("head", head), element("body", body)])],
    };
    write(&nodes, "", &mut random, &mut page);
    page
}

struct Grammar<'r> {
    random: &'r mut Random,
}

impl Grammar<'_> {
    fn word(&mut self) -> Node {
        text(self.random.pick::<&str>(WORDS))
    }

    /// Returns several results of a function.
    fn some(&mut self, most: usize, make: impl Fn(&mut Self) -> Node) -> Vec<Node> {
        let count = 1 + self.random.below(most);
        (0..count).map(|_| make(self)).collect()
    }

    fn head(&mut self) -> Vec<Node> {
        let mut nodes =
            vec![void("meta", "charset=utf-8"), element("title", vec![text("A <b> page")])];
        for _ in 0..self.random.below(4) {
            nodes.push(match self.random.below(5) {
                0 => void("link", "rel=stylesheet href='/main.css'"),
                1 => void("meta", "name=\"a>b\" content='<p>'"),
                2 => text("<style>p > a::before { content: '</p>' }</style>"),
                3 => text("<script>if (a < b) { c = '<div></p>'; }</script>"),
                _ => text("<!-- <div> -->"),
            });
        }
        nodes
    }

    /// Returns what may stand in an element like `<div>`.
    fn flow_list(&mut self, inside: Inside, most: usize) -> Vec<Node> {
        self.some(most, |grammar| grammar.flow(inside))
    }

    fn flow(&mut self, inside: Inside) -> Node {
        if inside.depth > MAX_DEPTH {
            return element("p", vec![self.word()]);
        }
        let inner = inside.deeper();
        match self.random.below(22) {
            0..=4 => element("p", self.phrasing_list(inner)).with(self.class()),
            5..=7 => {
                let name = *self.random.pick(&[
                    "div",
                    "section",
                    "article",
                    "main",
                    "blockquote",
                    "aside",
                    "header",
                    "nav",
                    "my-card",
                    "center",
                    "address",
                ]);
                element(name, self.flow_list(inner, 4)).with(self.class())
            }
            8 => {
                let name = *self.random.pick(&["h1", "h2", "h3"]);
                element(name, self.phrasing_list(inner))
            }
            9 | 10 => {
                let name = *self.random.pick(&["ul", "ol", "menu"]);
                element(name, self.some(4, |grammar| grammar.item("li", inner)))
            }
            11 | 12 => self.table(inner),
            13 => {
                let terms = self.some(3, |grammar| {
                    let name = *grammar.random.pick(&["dt", "dd"]);
                    grammar.item(name, inner)
                });
                let last = self.item("dd", inner);
                element("dl", terms.into_iter().chain([last]).collect())
            }
            14 if !inside.form && !inside.interactive => {
                let inner = Inside { form: true, ..inner };
                let mut content = self.flow_list(inner, 3);
                content.extend(self.controls(inner));
                element("form", content).with("action=/send method=post")
            }
            15 => void("hr", ""),
            16 => element("pre", self.phrasing_list(inner)),
            17 => {
                let caption = element("figcaption", self.flow_list(inner, 2));
                element("figure", vec![void("img", "src=/a.png alt='>'"), caption])
            }
            18 if !inside.interactive => {
                let summary = element("summary", self.phrasing_list(inner));
                let mut content = vec![summary];
                content.extend(self.flow_list(inner, 2));
                element("details", content).with("open")
            }
            19 => element("template", self.template(inner)),
            20 => self.verbatim(),
            // Around blocks, where the end tag of a `<p>` is required.
            _ if !inside.interactive => {
                let inner = Inside { interactive: true, ..inner };
                let name = *self.random.pick(&["a", "ins", "del"]);
                element(name, self.flow_list(inner, 2))
            }
            _ => self.word(),
        }
    }

    fn verbatim(&mut self) -> Node {
        text(self.random.pick::<&str>(&[
            "<script>document.write('<div>' + \"</p>\"); /* </div> */</script>",
            "<script type='application/json'>{\"a\": \"<p>\"}</script>",
            "<style>a > b { color: red } /* <div> */</style>",
            "<!-- </div> <p> -->",
            "<textarea><div></textarea>",
            "<noscript><img src=/pixel alt=></noscript>",
            "<iframe src=/a><p></iframe>",
            "<?php ?>",
        ]))
    }

    /// Returns the content of a `<template>`, where parts of tables may stand.
    fn template(&mut self, inside: Inside) -> Vec<Node> {
        match self.random.below(3) {
            // A cell that is left open would change what is read after the template.
            0 => vec![element("tr", vec![self.item("td", inside).written()])],
            1 => vec![self.item("li", inside)],
            _ => self.flow_list(inside, 2),
        }
    }

    /// Returns a list item, or another element with any content.
    fn item(&mut self, name: &'static str, inside: Inside) -> Node {
        let content = match self.random.below(3) {
            0 => self.flow_list(inside.deeper(), 2),
            _ => self.phrasing_list(inside),
        };
        element(name, content).with(self.class())
    }

    fn table(&mut self, inside: Inside) -> Node {
        let mut parts = Vec::new();
        if self.random.one_in(3) {
            parts.push(element("caption", self.phrasing_list(inside)));
        }
        if self.random.one_in(3) {
            let columns = self.some(3, |_| void("col", "span=2"));
            parts.push(element("colgroup", columns));
        }
        if self.random.one_in(2) {
            parts.push(element("thead", vec![self.row(inside)]));
        }
        if self.random.one_in(3) {
            parts.extend(self.some(3, |grammar| grammar.row(inside)));
        } else {
            parts.extend(self.some(2, |grammar| {
                let rows = grammar.some(3, |grammar| grammar.row(inside));
                element("tbody", rows)
            }));
            if self.random.one_in(3) {
                parts.push(element("tfoot", vec![self.row(inside)]));
            }
        }
        element("table", parts)
    }

    fn row(&mut self, inside: Inside) -> Node {
        let cells = self.some(3, |grammar| {
            let name = *grammar.random.pick(&["td", "th", "td"]);
            grammar.item(name, inside.deeper())
        });
        element("tr", cells)
    }

    /// Returns what may stand in an element like `<span>`.
    fn phrasing_list(&mut self, inside: Inside) -> Vec<Node> {
        self.some(4, |grammar| grammar.phrasing(inside))
    }

    fn phrasing(&mut self, inside: Inside) -> Node {
        if inside.depth > MAX_DEPTH {
            return self.word();
        }
        let inner = inside.deeper();
        match self.random.below(24) {
            0..=6 => self.word(),
            7..=10 => {
                let name = *self.random.pick(&[
                    "b", "i", "em", "strong", "span", "code", "small", "q", "sub", "mark", "u",
                    "x-tag", "kbd", "cite", "abbr",
                ]);
                element(name, self.phrasing_list(inner)).with(self.class())
            }
            11 | 12 if !inside.interactive => {
                let inner = Inside { interactive: true, ..inner };
                element("a", self.phrasing_list(inner)).with("href=\"/a?b=1&amp;c\"")
            }
            13 => void("br", ""),
            14 => void("img", "src=/a.png alt"),
            15 => void("wbr", ""),
            16 => self.ruby(),
            17 | 18 => self.svg(inner),
            19 => element("math", vec![element("mi", vec![text("x")]), self_closing("mspace", "")]),
            20 if !inside.interactive => {
                let inner = Inside { interactive: true, ..inner };
                element("button", self.phrasing_list(inner)).with("type=button")
            }
            21 => {
                let name = *self.random.pick(&["video", "audio", "object", "canvas"]);
                element(name, self.phrasing_list(inner))
            }
            22 if !inside.interactive => self.select(),
            _ => text("<!-- <i> -->"),
        }
    }

    fn controls(&mut self, inside: Inside) -> Vec<Node> {
        if inside.interactive {
            return Vec::new();
        }
        let label = vec![text("Name "), void("input", "name=n value='>' required")];
        let fieldset = vec![element("legend", self.phrasing_list(inside)), self.select()];
        let list = self.some(2, |_| element("option", vec![text("x")]));
        vec![
            element("label", label),
            element("fieldset", fieldset),
            element("datalist", list).with("id=list"),
            element("button", vec![text("Send")]),
        ]
    }

    fn select(&mut self) -> Node {
        let option = |grammar: &mut Self| element("option", vec![grammar.word()]).with("value=1");
        let mut content = self.some(3, option);
        if self.random.one_in(2) {
            content.extend(
                self.some(2, |grammar| {
                    element("optgroup", grammar.some(2, option)).with("label=x")
                }),
            );
        }
        element("select", content).with("name=s")
    }

    fn ruby(&mut self) -> Node {
        let mut content = vec![text("\u{6f22}")];
        if self.random.one_in(2) {
            content.push(element("rp", vec![text("(")]));
            content.push(element("rt", vec![text("kan")]));
            content.push(element("rp", vec![text(")")]));
        } else {
            content.push(element("rt", vec![text("kan")]));
        }
        element("ruby", content)
    }

    fn svg(&mut self, inside: Inside) -> Node {
        let mut content = vec![self_closing("path", "d='M0 0'")];
        if self.random.one_in(2) {
            content.push(element("title", vec![text("A title")]));
        }
        if self.random.one_in(2) {
            let circle = element("circle", Vec::new()).with("r=1");
            content.push(element("g", vec![circle, self_closing("use", "href='#a'")]));
        }
        if self.random.one_in(3) {
            content.push(element("foreignObject", self.flow_list(inside, 3)));
        }
        if self.random.one_in(3) {
            content.push(element("a", vec![element("text", vec![text("x")])]).with("href=/b"));
        }
        element("svg", content).with("viewBox='0 0 1 1'")
    }

    fn class(&mut self) -> &'static str {
        self.random.pick::<&str>(&[
            "",
            "",
            "class=a",
            "class=\"a b\" id='x>y'",
            "hidden",
            "data-a='</p>'",
        ])
    }
}
