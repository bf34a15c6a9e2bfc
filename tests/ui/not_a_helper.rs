use template_runtime::{Template, template};

struct Secret;

fn takes_vec(v: Vec<u8>) -> u8 {
    v[0]
}

fn returns_secret() -> Secret {
    Secret
}

template! {
    struct Helpers {}

    "{{takes_vec 1}}
    {{(returns_secret)}}"
}

fn main() {
    let _ = Helpers {}.render();
}
