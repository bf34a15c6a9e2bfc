use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{ #if a}} {{ /if}} {{{~a~}}} {{{a~}}}"#
}

fn main() {}
