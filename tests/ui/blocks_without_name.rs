use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{#"x"}}{{/x}}
    {{#(f a)}}x{{/f}}"#
}

fn main() {}
