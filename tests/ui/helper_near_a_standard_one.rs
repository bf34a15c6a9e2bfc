//! A helper that exists, whose name is that of a standard one, or near to it: the message does not propose the standard one.

use template_runtime::template;

struct Secret;

fn json(_: &Secret) -> u8 {
    1
}

fn jsons<T: Into<i64>>(_: T) -> u8 {
    1
}

fn uppercased(_: &Secret) -> u8 {
    1
}

template! {
    struct Page<'a> {
        name: &'a str,
    }

    "{{json name}} {{uppercased name}} {{jsons name}}"
}

fn main() {}
