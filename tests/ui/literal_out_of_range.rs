use template_runtime::{helper, template};

fn small(n: u8) -> u8 {
    n
}

fn large(n: usize) -> usize {
    n
}

#[helper]
fn signed(#[named(default = 1)] n: i8, #[named(default = 1)] m: u64) -> u64 {
    u64::from(n.unsigned_abs()) + m
}

template! {
    struct Numbers {
        yes: bool,
    }

    "{{small 255}}{{small 256}}
    {{signed n=-128}}{{signed n=-129 m=9223372036854775807}}
    {{signed m=-1}}
    {{large 9223372036854775808}}
    {{small (if yes 1 256)}}{{#let 256 as |n|}}{{small n}}{{/let}}"
}

fn main() {}
