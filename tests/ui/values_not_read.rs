use template_runtime::{Template, template};

fn main() {
    let _ = template!("{{a}}", a = 1, b = 2, fn c = |n: u8| n).render();
}
