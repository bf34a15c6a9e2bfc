use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{a&}} {{;}} {{f (;)}} {{{a;}}} {{a`}} {{a#}} {{“a”}}"#
}

fn main() {}
