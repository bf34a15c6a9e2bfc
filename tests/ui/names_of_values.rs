use template_runtime::template;

fn main() {
    let _ = template!("{{a}}", crate = 1);
    let _ = template!("{{a}}", _ = 1);
    let _ = template!("{{a}}", "b" = 1);
}
