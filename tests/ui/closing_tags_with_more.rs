use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{#if a}}x{{/if a}} {{#(panel)}}x{{/(panel)}}"#
}

fn main() {}
