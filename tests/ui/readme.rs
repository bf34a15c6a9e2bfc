use template_runtime::{Data, template};

#[derive(Data)]
struct Team {
    name: String,
    score: u8,
}

template! {
    struct Line<'a> {
        team: &'a Team,
    }

    "{{team.name}} has {{team.scroe}} points"
}

fn main() {}
