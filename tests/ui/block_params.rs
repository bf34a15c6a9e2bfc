use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{#each xs as ||}}{{/each}}
    {{#each xs as |x}}{{/each}}
    {{#each xs as x}}{{/each}}
    {{#each xs |x|}}{{/each}}
    {{#each xs as |x, i|}}{{/each}}
    {{#each xs as |x.y|}}{{/each}}
    {{#each xs as |x| key="i"}}{{/each}}
    {{each xs as |x|}}"#
}

fn main() {}
