use template_runtime::{Data, template};

#[derive(Data)]
struct Team {
    name: &'static str,
    tags: Vec<&'static str>,
}

template! {
    struct OfTheTemplate {
        year: u16,
        team: Team,
    }

    "{{#each team.tags}}{{year}}{{/each}}"
}

template! {
    struct Misspelt {
        title: &'static str,
        unrelated: u8,
    }

    "{{titel}}"
}

template! {
    struct NotRead<'a> {
        name: &'a str,
        team: Team,
    }

    "{{#each (array team)}}{{name}}{{/each}}{{#with team}}{{name}}{{/with}}"
}

template! {
    struct Called {
        upper: &'static str,
    }

    "{{upper 1}}"
}

fn main() {}
