use template_runtime::template;

template! {
    #[slots(nav, nav?)]
    struct Twice {}
    "x"
}

template! {
    #[slots(content)]
    struct Content {}
    "x"
}

template! {
    #[slots(col(if))]
    struct Condition {}
    "x"
}

template! {
    #[slots(title: text)]
    struct Kind {}
    "x"
}

template! {
    #[slots(nav!)]
    struct Mark {}
    "x"
}

template! {
    #[slots]
    struct NoList {}
    "x"
}

template! {
    struct Value {
        #[default = 1]
        n: u8,
    }
    "{{n}}"
}

template! {
    struct Defaults {
        #[default]
        #[default(1)]
        n: u8,
    }
    "{{n}}"
}

template! {
    struct Inherits {
        #[inherit(n)]
        n: u8,
    }
    "{{n}}"
}

template! {
    struct NotTheType {
        #[default("x")]
        n: u8,
    }
    "{{n}}"
}

fn main() {}
