use template_runtime::template;

template! {
    struct Page {
        a: u8,
        b: u8,
    }

    r#"{{#if a == b}}x{{/if}}
    {{#if a && b}}x{{/if}} {{#if a || b}}x{{/if}}
    {{#if !a}}x{{/if}}
    {{a + b}} {{a * b}} {{a % b}} {{if a >= b "x"}}
    {{name | upper}}"#
}

fn main() {}
