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

fn main() {
    let _ = template!(scratch = 1, scratch = 2, "x");
    let _ = template!(text, escape = "text", "x");
    let _ = template!(strict, strict, "x");
}
