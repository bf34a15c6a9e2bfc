use template_runtime::template;

template! {
    #[template(stric)]
    struct Misspelt {}
    "x"
}

template! {
    #[template(optimize = 0)]
    struct NotABool {}
    "x"
}

template! {
    #[template(unoptimized)]
    struct Word {}
    "x"
}

template! {
    #[template(unroll = 2)]
    struct Unrolled {}
    "x"
}

template! {
    #[template]
    struct Nothing {}
    "x"
}

fn main() {
    let _ = template!(optimize = false, "x");
    let _ = template!(strict "x");
}
