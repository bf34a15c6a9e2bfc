#![deny(deprecated)]

use template_runtime::template;

template! {
    struct Page<'a> {
        xs: &'a [u8],
        map: &'a [u8],
    }

    "{{#each xs as |x i|}}{{x}}{{/each}}
    {{#each xs as |x i|}}{{i}}{{/each}}
    {{#each-in map as |key value|}}-{{/each-in}}
    {{#let xs map as |a b|}}{{#each b}}-{{/each}}{{/let}}
    {{#with xs as |first|}}-{{/with}}"
}

fn main() {
    let name = "x";
    let _ = template!("{{#with name as |n|}}{{name}}{{/with}}");
}
