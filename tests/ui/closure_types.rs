use template_runtime::{Template, template};

fn main() {
    let _ = template!("{{double 2}}", fn double = |n| n * 2).render();
}
