use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{#let xs}}{{/let}}
    {{#let 1 2 as |a|}}{{/let}}
    {{#let 1 2 as |a a|}}{{/let}}
    {{#let 1 as |a|}}{{else}}none{{/let}}"#
}

fn main() {}
