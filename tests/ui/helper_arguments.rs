use template_runtime::{Template, Value, helper, template};

#[helper]
fn link(
    text: &str,
    #[named] href: &str,
    #[named(default = "_self")] target: &str,
) -> String {
    format!("{text}{href}{target}")
}

#[helper]
fn short(text: &str, #[optional(default = 3)] length: usize) -> String {
    text.chars().take(length).collect()
}

#[helper]
fn list(by: &str, #[rest] items: &[Value<'_>]) -> String {
    format!("{by}{items:?}")
}

template! {
    struct Page<'a> {
        title: &'a str,
        year: u16,
    }

    "{{link title hrfe='/'}}
    {{link title href='/' rel='x'}}
    {{link title target='_top'}}
    {{link title 'a' href='/'}}
    {{short title 3 4}} {{(short)}}
    {{(list)}}
    {{link title href=year}}"
}

template! {
    struct Kinds<'a> {
        title: &'a str,
        year: u16,
    }

    "{{link year href='/'}}
    {{link title href='/' target=(short title title)}}
    {{#let (helper link title) as |to|}}{{to href=year}} {{(to)}}{{/let}}
    {{link title}}"
}

fn main() {
    let _ = Page { title: "", year: 2015 }.render();
    let _ = Kinds { title: "", year: 2015 }.render();
}
