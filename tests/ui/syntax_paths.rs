use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{a..b}} {{a.}} {{.a}} {{a//b}}
    {{../}} {{...}} {{a/../b}} {{a.this}}
    {{a:b}} {{a::}} {{a.b::c}} {{@}}"#
}

fn main() {}
