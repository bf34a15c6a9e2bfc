use template_runtime::template;

template! {
    struct Page {}

    r#"{{> header title="x"}}
    {{#> layout}}content{{/layout}}
    {{#*inline "row"}}x{{/inline}}
    {{* decorator}}"#
}

fn main() {}
