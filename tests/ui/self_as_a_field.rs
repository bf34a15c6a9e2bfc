use template_runtime::template;

template! {
    struct Page {
        x: u8,
    }

    "{{self.x}}"
}

fn main() {}
