use template_runtime::{Data, template};

#[derive(Data)]
struct Team {
    name: &'static str,
}

template! {
    struct Page {
        title: &'static str,
        teams: Vec<Team>,
    }

    "{{title}} {{#each teams as |team|}}{{name}} {{titel}} {{@titel}} {{team.titel}}{{/each}}"
}

fn main() {}
