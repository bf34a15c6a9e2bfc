use template_runtime::{Data, Template, template};

#[derive(Data)]
struct Post {
    title: &'static str,
}

template! {
    struct List<T: Data> {
        items: Vec<T>,
    }

    "{{#fragment rows}}{{#each items}}{{titel}}{{/each}}{{/fragment}}"
}

fn main() {
    let list = List { items: vec![Post { title: "a" }] };
    let _ = list.rows().render();
    let _ = list.render();
}
