use template_runtime::{Template, template};

// The fields of a template are known only with the bound `Data`; `cargo check` finds the errors.
template! {
    struct Layout<T: Template> {
        content: T,
        parts: Vec<T>,
    }
    "{{content}}{{#each parts}}{{this}}{{/each}}{{content.title}}{{contents}}"
}

fn main() {}
