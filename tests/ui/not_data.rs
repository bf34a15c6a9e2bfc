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

fn main() {
    let _ = Page { secret: Secret }.render();
}
