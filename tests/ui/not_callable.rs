use template_runtime::{Data, DynHelper, template};

#[derive(Data)]
struct Team {
    name: &'static str,
    style: DynHelper<'static>,
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}

template! {
    struct Page<'a> {
        team: &'a Team,
    }

    r#"{{team.name "x"}}
    {{(team.name)}}
    {{team.style}}
    {{this.team 1}}
    {{((shout "x") 1)}}
    {{helper team.name 1}}
    {{helper shout}}
    {{#each team.style}}{{/each}}"#
}

fn main() {}
