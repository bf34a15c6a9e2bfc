use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{#if a}}1{{elseif a}}2{{/if}}"#
}

fn main() {}
