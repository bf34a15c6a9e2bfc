use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    "<p>
    {{name..}}
    \
    {{;}}"
}

fn main() {}
