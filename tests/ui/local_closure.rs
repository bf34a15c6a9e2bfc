use template_runtime::{Template, template};

fn main() {
    let name = "x";
    let shout = |text: &str| text.to_uppercase();
    let _ = template!("{{shout name}}").render();
    let _ = template!("{{shout name}}", fn shout = shout).render();
}
