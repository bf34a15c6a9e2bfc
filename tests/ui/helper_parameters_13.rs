use template_runtime::template;

#[allow(clippy::too_many_arguments)]
fn many(
    _: u8,
    _: u8,
    _: u8,
    _: u8,
    _: u8,
    _: u8,
    _: u8,
    _: u8,
    _: u8,
    _: u8,
    _: u8,
    _: u8,
    _: u8,
) -> u8 {
    0
}

template! {
    struct Page {}

    "{{many 1 2 3 4 5 6 7 8 9 10 11 12 13}}"
}

fn main() {}
