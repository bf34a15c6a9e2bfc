use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{each xs}} {{f (with xs)}} {{let xs}}"#
}

fn main() {}
