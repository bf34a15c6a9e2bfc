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
    let (name, team) = ("x", Team { name: String::new(), score: 1 });
    let _ = template!("{{shout name name}} {{team.nmae}}").render();
}
