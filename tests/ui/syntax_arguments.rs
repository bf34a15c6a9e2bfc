use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{f a, a}}
    {{f k=}}
    {{f =1}}
    {{f a.b=1}}
    {{f k=1 a}}
    {{f(a)}}
    {{f"a"}}
    {{a[0]}}"#
}

fn main() {}
