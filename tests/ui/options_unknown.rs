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
    #[template(unroll = 2)]
    struct Unrolled {}
    "x"
}

template! {
    #[template]
    struct Nothing {}
    "x"
}

template! {
    #[template(path = "page.html")]
    struct OfAFile {}
}

fn main() {
    let _ = template!(stric, "x");
    let _ = template!(optimize = 0, "x");
    let _ = template!(unroll = 2, "x");
    let _ = template!(strict "x");
}
