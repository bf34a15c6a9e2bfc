use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{#eech xs}}{{this}}{{/each}}
    {{#unles xs}}none{{/unless}}"#
}

fn main() {}
