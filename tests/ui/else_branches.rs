use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{else}}
    {{else if a}}
    {{#if a}}1{{else}}2{{else}}3{{/if}}
    {{#if a}}1{{else}}2{{else if a}}3{{/if}}"#
}

fn main() {}
