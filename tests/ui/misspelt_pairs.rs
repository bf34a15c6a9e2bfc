use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{#eahc xs}}{{this}}{{/eahc}}
    {{#foreach xs as |x|}}{{x}}{{/foreach}}
    {{#list-of xs}}{{/list-of}}"#
}

fn main() {}
