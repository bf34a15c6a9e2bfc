use template_runtime::template;

template! {
    struct Page {
        title: u8,
        names: Vec<u8>,
    }

    r#"{{#each names}}{{title}} {{this.title}}{{/each}}"#
}

fn main() {}
