use template_runtime::{Data, template};

template! {
    struct NoText {
        year: u16,
    }
}

template! {
    #[template(escape = "xml")]
    struct BadEscape {}
    "x"
}

template! {
    struct BadText {}
    concat!("a", "b")
}

template! {
    struct NoFile {}
    include_str!("missing.hbs")
}

#[derive(Data)]
union U {
    a: u8,
}

template! {
    struct BadAttribute {
        #[data(renam = "x")]
        a: u8,
    }
    "{{a}}"
}

template! {
    struct Bytes {}
    b"x"
}

template! {
    enum Choice {
        A,
    }
    "x"
}

template! {
    struct Comma { a: u8 },
    "{{a}}"
}

fn main() {
    let a = 1;
    let _ = template!("{{a}}", a);
    let _ = template_runtime::Template::render(&BadAttribute { a: 1 });
    let _ = template!(c"x");
    let _ = template!(html, "x");
    let _ = template!("{{a}}", a = 1, a = 2);
}
