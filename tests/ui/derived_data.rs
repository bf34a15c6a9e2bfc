use template_runtime::{Data, template};

template! {
    #[derive(Clone, Data)]
    struct Page {
        title: String,
    }

    "{{title}}"
}

fn main() {}
