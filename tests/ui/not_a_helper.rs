use template_runtime::{Template, template};

struct Secret;

fn takes_box(b: Box<[u8]>) -> usize {
    b.len()
}

fn returns_secret() -> Secret {
    Secret
}

fn nothing_is_right(n: u8, b: Box<[u8]>, c: Secret) -> Option<Secret> {
    (usize::from(n) > b.len()).then_some(c)
}

template! {
    struct Helpers {}

    "{{takes_box 1}}
    {{(returns_secret)}}
    {{nothing_is_right 1 2 3}}"
}

fn main() {
    let _ = Helpers {}.render();
}
