use template_runtime::{Template, template};

fn trim(text: &str) -> &str {
    text
}

fn main() {
    let _ = template!("{{trim}}").render();
    let name = "x";
    let _ = template!("{{trim name}}").render();
}
