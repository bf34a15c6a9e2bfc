use template_runtime::template;

template! {
    struct Page {
        name: String,
        list: Vec<u8>,
    }

    r#"{{name.[odd key]}} {{[odd key]}}
    {{get name "first"}} {{#with (lookup name 'a b')}}{{/with}}
    {{list.[a\]b]}}"#
}

fn main() {}
