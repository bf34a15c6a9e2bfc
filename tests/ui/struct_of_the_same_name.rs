mod data {
    use template_runtime::Data;

    #[derive(Data)]
    pub struct Item {
        pub title: String,
        pub name: String,
    }
}

use template_runtime::{Data, template};

#[derive(Data)]
struct Item {
    name: String,
    title: String,
}

template! {
    struct Card<'a> { item: &'a Item }
    "{{item.name}}: {{item.title}}"
}

template! {
    struct Page { item: data::Item }
    "{{> Card item=item}}"
}

fn main() {}
