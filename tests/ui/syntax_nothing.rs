use template_runtime::template;

template! {
    struct Page {}

    r#"{{}} {{{ }}} {{#}} {{/}}"#
}

fn main() {}
