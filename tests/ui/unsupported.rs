use template_runtime::template;

template! {
    struct Page {}

    "{{* decorator}}"
}

fn main() {}
