use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    r#"{{title}} is found last: {{#if}}first the blocks{{/if}}"#
}

fn main() {}
