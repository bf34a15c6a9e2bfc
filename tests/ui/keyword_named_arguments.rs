use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{#each xs limit=3}}{{/each}}
    {{#if xs zero=true}}{{/if}}
    {{#if xs includeZero=1}}{{/if}}
    {{concat xs sep=","}}
    {{f a=1 a=2}}"#
}

fn main() {}
