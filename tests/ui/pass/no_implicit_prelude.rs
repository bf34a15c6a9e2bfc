#![no_implicit_prelude]
#![deny(warnings)]

use ::template_runtime::{Data, Template, template};

#[derive(Data)]
struct Team {
    name: &'static str,
}

fn shout(text: &str) -> ::std::string::String {
    text.to_uppercase()
}

template! {
    struct Page {
        teams: [Team; 2],
    }

    "{{#each teams as |team i|}}{{i}}{{shout team.name}}{{/each}}"
}

fn main() {
    let page = Page { teams: [Team { name: "a" }, Team { name: "b" }] };
    let rendered = page.render();
    ::std::assert!(::std::matches!(rendered, ::std::result::Result::Ok(text) if text == "0A1B"));
    let name = "x";
    let _ = template!("{{shout name}} {{f 1}}", fn f = |n: u8| n).render();
}
