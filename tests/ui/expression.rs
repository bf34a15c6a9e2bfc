use template_runtime::{Data, Template, template};

#[derive(Data)]
struct Team {
    name: String,
    score: u8,
}

fn shout(s: &str) -> String {
    s.to_uppercase()
}

fn main() {
    let _ = shout("x");
    let (name, _team) = ("x", Team { name: String::new(), score: 1 });
    let _ = template!("{{nobody}}").render();
    let _ = template!("{{name}}", nmae = name).render();
    let _ = template!("{{#if name}}").render();
}
