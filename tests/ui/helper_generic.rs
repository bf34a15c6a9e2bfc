use template_runtime::template;

fn double<T: Into<u64>>(n: T) -> u64 {
    n.into() * 2
}

fn letters(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

template! {
    struct Page {
        name: u8,
    }

    "{{double name}}"
}

template! {
    struct Letters<'a> {
        name: &'a str,
    }

    "{{letters name}}"
}

fn main() {}
