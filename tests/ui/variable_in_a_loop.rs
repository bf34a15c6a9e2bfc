use template_runtime::{Data, Template, template};

#[derive(Data)]
struct Line {
    text: &'static str,
}

// In a loop a name is one of the item: `@limit` is the variable.
fn main() {
    let (lines, words) = ([Line { text: "a" }], ["a"]);
    let _ = template!(
        "{{#each lines}}{{text}} {{limit}}{{/each}}{{#each words}}{{this}} {{limit}}{{/each}}"
    )
    .render();
}
