use template_runtime::template;

template! {
    struct Concat {}
    include_str!(NAME)
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

template! {
    struct Unset {}
    include_str!(concat!(env!("NO_SUCH_FOLDER"), "/a.hbs"))
}

fn main() {}
