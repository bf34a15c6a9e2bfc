//! With a nightly compiler the errors point at the places in `expected.txt`.

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
