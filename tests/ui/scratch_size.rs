use template_runtime::{Template, template};

template! {
    #[template(scratch = "1k")]
    struct Page {
        name: u8,
    }
    "{{name}}"
}

fn main() {
    let size = 10;
    let _ = template!(scratch = size, "x").render();
}
