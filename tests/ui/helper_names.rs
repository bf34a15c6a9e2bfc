use template_runtime::{Template, template};

template! {
    struct Page<'a> {
        name: &'a str,
    }

    "{{to-upper name}} {{name}}
    {{$price name}}"
}

fn main() {
    let _ = Page { name: "x" }.render();
}
