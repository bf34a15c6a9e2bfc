use template_runtime::{Data, helper, template};

#[derive(Data)]
struct Team {
    name: &'static str,
    score: u8,
    tags: Vec<String>,
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}

fn repeat(text: &str, times: usize) -> String {
    text.repeat(times)
}

#[helper]
fn link(text: &str, #[named] href: &str, #[named(default = false)] blank: bool) -> String {
    format!("{text}{href}{blank}")
}

template! {
    struct Page<'a> {
        teams: &'a [Team],
        title: &'a str,
    }

    r#"{{#each teams}}
    {{shout score}} {{shout tags}} {{shout 1.5}} {{shout (eq score 1)}}
    {{repeat name "3"}} {{repeat name name}}
    {{link name href=score blank="yes"}}
    {{titel}}
    {{/each}}"#
}

fn main() {}
