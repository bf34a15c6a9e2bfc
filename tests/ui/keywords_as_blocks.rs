use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{#(eq) a 1}}yes{{/eq}}
    {{#log a}}{{/log}}
    {{#concat a "x"}}{{/concat}}
    {{#(if) a}}yes{{/if}}"#
}

fn main() {}
