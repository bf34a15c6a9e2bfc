use template_runtime::template;

const NAME: &str = "x";

template! {
    struct Page {
        name: u8,
    }

    "{{NAME name}}"
}

fn main() {}
