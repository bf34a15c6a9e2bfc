use template_runtime::template;

template! {
    #[template(strict = true)]
    struct Strict {}
    "x"
}

template! {
    #[template(text)]
    struct Text {}
    "x"
}

fn main() {
    let _ = template!(text = true, "x");
    let _ = template!(unoptimized = true, "x");
}
