//! Errors of the syntax. With a nightly compiler their spans are those in `expected.txt`.

use template_runtime::template;

template! {
    struct Syntax<'a> {
        name: &'a str,
    }

    r##"{{name}}
    {{#if name}}open
    {{name"##
}

template! {
    struct Keywords<'a> {
        name: &'a str,
    }

    "\u{e9} {{name}} \"{{eq name}}\"
    {{@index}}"
}

fn main() {}
