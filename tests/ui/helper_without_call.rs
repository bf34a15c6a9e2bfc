use template_runtime::template;

template! {
    struct Page {}

    r#"{{text::shout}} {{shout text::shout}} {{text::shout.name}}"#
}

fn main() {}
