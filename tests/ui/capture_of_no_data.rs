use template_runtime::{Template, template};

struct Secret;

fn main() {
    let secret = Secret;
    let _ = template!("{{secret}}").render();
}
