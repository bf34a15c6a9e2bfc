use template_runtime::template;

template! {
    struct Page {}

    r#"{{#let a=1}}{{a}}{{/let}}"#
}

fn main() {}
