use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    r#"{{"x" name}} {{shout (1)}}"#
}

fn main() {}
