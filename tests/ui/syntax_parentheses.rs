use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    r#"{{join (shout name}}
    {{shout name)}}
    {{join ()}}
    {{join (shout (trim name) name}}
    {{list [odd key}}"#
}

fn main() {}
