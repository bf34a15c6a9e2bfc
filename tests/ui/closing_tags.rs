use template_runtime::template;

template! {
    struct Page {
        a: u8,
        xs: Vec<u8>,
    }

    r#"{{/if}}
    {{#if a}}x{{/each}}
    {{#each xs}}{{#if a}}x{{/each}}
    {{#with a}}{{/b}}"#
}

fn main() {}
