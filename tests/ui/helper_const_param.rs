use template_runtime::{Template, template};

fn padded<const N: usize>(text: &str) -> String {
    format!("{text:N$}")
}

fn main() {
    let name = "Ann";
    let _ = template!("{{f name}}", fn f = padded).render();
    let _ = template!("{{f name}}", fn f = padded::<8>).render();
}
