use template_runtime::template;

template! {
    struct Page {
        name: &'static str,
        yes: Option<bool>,
    }

    r#"{{#each name}}{{/each}} {{#each-in yes}}{{/each-in}} {{#each (concat 1 2)}}{{/each}}
    {{#each 3}}{{/each}}"#
}

fn main() {}
