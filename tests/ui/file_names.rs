use template_runtime::template;

template! {
    struct Concat {}
    include_str!(concat!("a", ".hbs"))
}

template! {
    struct Two {}
    include_str!("a.hbs", "b.hbs")
}

template! {
    struct Bytes {}
    include_bytes!("a.hbs")
}

template! {
    struct Latin {}
    include_str!("files/latin1.hbs")
}

template! {
    struct Const {}
    TEXT
}

fn main() {}
