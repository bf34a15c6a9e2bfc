use template_runtime::{Data, Template, template};

#[derive(Data)]
struct Order {
    number: u32,
    tags: Vec<&'static str>,
    lines: Vec<Line>,
}

#[derive(Data)]
struct Line {
    text: &'static str,
}

template! {
    struct Page<'a> {
        order: &'a Order,
        title: &'a str,
    }

    "{{#each order.tags as |tag|}}{{tag}} {{order.number}}{{title.x}}{{/each}}
{{#each order.lines}}{{text}} {{title}} {{number}}{{/each}}
{{#with order.number as |n|}}{{n.x}}{{/with}}{{#title}}{{this.size}}{{/title}}"
}

fn main() {
    let order = Order { number: 1, tags: vec![], lines: vec![] };
    let _ = Page { order: &order, title: "" }.render();
}
