//! Errors of types. With a nightly compiler their spans are those in `expected.txt`.

use template_runtime::template;

fn shout(text: &str) -> String {
    text.to_uppercase()
}

template! {
    struct Types<'a> {
        name: &'a str,
        count: u8,
    }

    "\u{e9} \"{{nmae}}\" {{shout count}}
    \t{{shout name name}} {{name}}"
}

fn main() {}
