use template_runtime::{Template, template};

template! {
    struct Page {
        title: &'static str,
    }

    "{{#fragment title}}{{title}}{{/fragment}}{{#fragment ⓐ}}{{/fragment}}"
}

template! {
    struct Twice {
        title: &'static str,
    }

    "{{#fragment head}}{{title}}{{/fragment}}"
}

impl Twice {
    fn head(&self) -> u8 {
        1
    }
}

fn main() {
    let _ = Page { title: "" }.title().render();
}
