#![no_implicit_prelude]
#![deny(warnings)]

use ::template_runtime::{Data, Template, template};

#[derive(Data)]
struct Team {
    name: &'static str,
}

#[derive(Data, ::std::clone::Clone, ::std::marker::Copy)]
struct Label<'a, T> {
    text: &'a str,
    number: T,
}

fn number(label: Label<'_, u8>) -> u8 {
    label.number
}

fn shout(text: &str) -> ::std::string::String {
    text.to_uppercase()
}

template! {
    struct Page<'a> {
        teams: [Team; 2],
        label: Label<'a, u8>,
    }

    "{{label.text}}{{number label}}{{#each teams as |team i|}}{{i}}{{shout team.name}}{{/each}}"
}

fn main() {
    let page = Page {
        teams: [Team { name: "a" }, Team { name: "b" }],
        label: Label { text: "x", number: 7 },
    };
    let rendered = page.render();
    ::std::assert!(::std::matches!(rendered, ::std::result::Result::Ok(text) if text == "x70A1B"));
    let name = "x";
    let _ = template!("{{shout name}} {{f 1}}", fn f = |n: u8| n).render();
}
