use template_runtime::template;

fn double<T: Into<u64>>(n: T) -> u64 {
    n.into() * 2
}

template! {
    struct Page {
        name: u8,
    }

    "{{double name}}"
}

fn main() {}
