use template_runtime::{Data, Template, template};

struct Secret;

#[derive(Data)]
struct Team {
    name: String,
    secret: Secret,
}

template! {
    struct Page {
        secret: Secret,
    }

    "{{secret}}"
}

template! {
    struct Borrowed<'a> {
        secrets: &'a [Secret],
    }

    "{{#each secrets}}{{this}}{{/each}}"
}

fn main() {
    let _ = Borrowed { secrets: &[] }.render();
    let _ = Page { secret: Secret }.render();
}
