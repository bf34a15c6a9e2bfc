use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{@index}} {{#each xs}}{{@../first}}{{else}}{{@last}}{{/each}}
    {{#with xs}}{{@key}}{{@../title}}{{/with}}"#
}

fn main() {}
