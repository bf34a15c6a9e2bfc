use template_runtime::template;

template! {
    #[template(strict, strict)]
    struct Strict {}
    "x"
}

template! {
    #[template(escape = "text")]
    #[template(escape = "html")]
    struct Escape {}
    "x"
}

template! {
    #[template(text, escape = "text")]
    struct Text {}
    "x"
}

template! {
    #[template(optimize = false, unoptimized)]
    struct Unoptimized {}
    "x"
}

fn main() {
    let _ = template!(scratch = 1, scratch = 2, "x");
    let _ = template!(text, escape = "text", "x");
    let _ = template!(strict, strict, "x");
    let _ = template!(optimize = false, unoptimized, "x");
}
