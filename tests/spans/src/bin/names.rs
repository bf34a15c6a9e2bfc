//! Errors of names. With a nightly compiler their spans are those in `expected.txt`.

use template_runtime::template;

template! {
    struct Names<'a> {
        name: &'a str,
    }

    "{{name}} {{shuot name}}"
}

fn main() {
    let name = "x";
    let _ = template!("{{name}} {{naem}}");
}
