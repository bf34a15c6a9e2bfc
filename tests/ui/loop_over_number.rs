use template_runtime::{Data, Template, template};

#[derive(Data)]
struct Team {
    name: String,
    score: u8,
}

fn shout(s: &str) -> String {
    s.to_uppercase()
}

template! {
    struct Page {
        year: u16,
        teams: Vec<Team>,
    }

    r#"<h1>CSL {{year}} {{teams.0.name}}</h1>
    {{#each year as |digit|}}{{digit}}{{/each}}
"#
}

fn main() {
    let page = Page { year: 2015, teams: vec![] };
    let _ = (page.render(), shout("x"));
}
