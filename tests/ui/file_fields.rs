use template_runtime::{Data, template};

#[derive(Data)]
struct Team {
    name: &'static str,
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}

template! {
    struct Page {
        teams: Vec<Team>,
    }

    include_str!("files/team_fields.hbs")
}

fn main() {}
