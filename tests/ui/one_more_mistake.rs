use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    r#"{{a1}} {{a2}} {{a3}} {{a4}} {{a5}} {{a6}} {{a7}} {{a8}} {{a9}}"#
}

fn main() {}
