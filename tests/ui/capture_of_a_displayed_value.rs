use template_runtime::{Template, template};

struct Team {
    name: String,
}

impl std::fmt::Display for Team {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

fn main() {
    let team = Team { name: "Owls".to_owned() };
    let _ = template!("{{team}} {{team.name}} {{#each team}}{{this}}{{/each}}").render();
}
