use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{#each}}{{/each}}
    {{#if}}{{/if}}
    {{#with}}{{/with}}
    {{#each (f xs) xs}}{{/each}}
    {{if xs}}
    {{eq xs}} {{not}} {{and}}
    {{get xs}}
    {{hash xs}}"#
}

fn main() {}
