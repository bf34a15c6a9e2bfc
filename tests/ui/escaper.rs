use template_runtime::{Template, template};

struct NoEscaper;

template! {
    #[template(escape = NoEscaper)]
    struct Page {
        name: u8,
    }
    "{{name}}"
}

fn main() {
    let _ = template!(escape = Missing, "x").render();
    let _ = template!(escape = "xml", "x").render();
}
