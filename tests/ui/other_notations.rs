use template_runtime::{Data, template};

#[derive(Data)]
struct User {
    name: String,
    tags: Vec<String>,
}

template! {
    struct Page<'a> {
        users: &'a [User],
    }

    r#"{{#for user in users}}
    {{#if user.tags.len() > 0 && !user.name.is_empty()}}
    {{user.name | upper}} {{user.name as u8}}
    {{/if}}
    {{/for}}"#
}

template! {
    struct Silent<'a> {
        users: &'a [User],
    }

    r#"{% if users %}<%= users.len() %>{% endif %}<Card />{{#each users}}{{loop.index}}{{/each}}"#
}

fn main() {}
