use template_runtime::{Template, template};

struct Secret;

fn takes_box(b: Box<[u8]>) -> usize {
    b.len()
}

fn returns_secret() -> Secret {
    Secret
}

template! {
    struct Helpers {}

    "{{takes_box 1}}
    {{(returns_secret)}}"
}

fn main() {
    let _ = Helpers {}.render();
}
