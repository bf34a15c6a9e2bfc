use template_runtime::{Data, template};

#[derive(Data)]
struct Nothing {}

template! {
    struct Page {
        nothing: Nothing,
        one: (u8, u8),
    }

    "{{nothing.name}} {{one.2}}"
}

fn main() {}
