use template_runtime::template;

template! {
    struct Page {}

    r#"{{.5}} {{5.}} {{1e999}}"#
}

fn main() {}
