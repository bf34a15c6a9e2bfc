use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    r#"{{{name}} escapes
    {{name}}} closes too much
    {{name} }} closes too early
    {{#if name}}}x{{/if}}
    {{name}} is right
    {{name} and {{name}} again"#
}

fn main() {}
