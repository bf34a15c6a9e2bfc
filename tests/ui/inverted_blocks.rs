use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{^each xs}}none{{/each}}
    {{^if xs as |x|}}none{{/if}}
    {{^empty xs}}none{{/empty}}
    {{^xs as |x|}}none{{/xs}}"#
}

fn main() {}
