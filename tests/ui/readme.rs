use template_runtime::{Data, Template, template};

#[derive(Data)]
struct Team {
    name: String,
    score: u8,
}

template! {
    struct Row<'a> {
        team: &'a Team,
    }

    "<li>{{team.name}}: {{team.scroe}}</li>"
}

fn main() {
    let team = Team { name: "Owls & Co".to_string(), score: 43 };
    let _ = Row { team: &team }.render();
}
