use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{#each xs as |x i n|}}{{/each}}
    {{#each xs as |x x|}}{{/each}}
    {{#with xs as |x y|}}{{/with}}
    {{#if xs as |x|}}{{/if}}
    {{#unless xs as |x|}}{{/unless}}
    {{#xs as |x i n|}}{{/xs}}"#
}

fn main() {}
