use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{#this.panel 1}}{{/this.panel}}
    {{#each xs as |x|}}{{#x 1}}{{/x}}{{/each}}
    {{#each xs}}{{#if (f @index) this}}{{/if}}{{/each}}"#
}

fn main() {}
