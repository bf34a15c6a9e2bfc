use template_runtime::{DynHelper, template};

template! {
    #[template(implicit_calls = true)]
    struct Value<'a> {
        today: DynHelper<'a>,
    }
    "{{today}}"
}

template! {
    #[template(implicit_calls)]
    struct List<'a> {
        names: Vec<DynHelper<'a>>,
    }
    "{{names}} {{#each names}}{{this}}{{/each}}"
}

fn main() {
    let _: DynHelper<'static>;
}
