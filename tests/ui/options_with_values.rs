use template_runtime::template;

template! {
    #[template(strict = true)]
    struct Strict {}
    "x"
}

template! {
    #[template(text = true)]
    struct Text {}
    "x"
}

template! {
    #[template(implicit_calls = true)]
    struct ImplicitCalls {}
    "x"
}

template! {
    #[template(unoptimized = true)]
    struct Unoptimized {}
    "x"
}

fn main() {
    let _ = template!(strict = true, "x");
    let _ = template!(text = true, "x");
    let _ = template!(implicit_calls = true, "x");
    let _ = template!(unoptimized = true, "x");
}
