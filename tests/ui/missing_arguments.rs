use template_runtime::{helper, template};

#[helper]
fn link(text: &str, #[named] to: &str, #[named(default = "")] class: &str) -> String {
    format!("{text}{to}{class}")
}

template! {
    struct Page {
        name: &'static str,
    }

    "{{link name}} {{link to=name}} {{link name too=name}} {{link name to=1}} {{link name to=name style=1}}"
}

fn main() {}
