use template_runtime::{Template, helper, template};

struct Secret;

#[helper]
fn takes(bytes: std::ops::Range<u8>, #[named] by: Option<Box<[u8]>>) -> usize {
    bytes.len() + usize::from(by.is_some())
}

#[helper]
fn returns() -> Secret {
    Secret
}

#[helper]
fn default(#[named(default = 1)] text: &str, #[optional(default = "2")] n: u8) -> String {
    format!("{text}{n}")
}

template! {
    struct Page {}

    "{{takes 1}} {{(returns)}} {{(default)}}"
}

fn main() {
    let _ = Page {}.render();
}
