use std::fmt::Display;
use template_runtime::{Data, template};

#[derive(Data)]
struct Post {
    title: String,
}

fn joined<T: Display>(items: &[T], by: &str) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(by)
}

template! {
    struct Card<'a> {
        title: &'a str,
    }
    "{{title}}"
}

template! {
    struct Pairs<'a, K: Data, V: Data> {
        pairs: &'a [(K, V)],
    }
    "{{#each pairs as |pair|}}{{yield pair.0 pair.1}}{{/each}}"
}

template! {
    struct Page<'a> {
        posts: &'a [Post],
        counts: Vec<(u8, String)>,
    }
    "{{joined posts ', '}}
    {{> Card title=posts}}
    {{#> Pairs pairs=counts as |k v|}}{{k}}{{v}}{{/Pairs}}"
}

fn main() {}
