use template_runtime::{Template, callable, template};

fn main() {
    let offset = 1;
    let by = callable!(|n: u8| n + offset);
    let _ = template!("{{this.by 1 step=2}} {{by}}", by = by).render();
}
