use template_runtime::{Data, Template, template};

#[derive(Data)]
struct Wrapper<T> {
    inner: T,
}

struct Secret;

template! {
    struct Page<T> {
        wrapper: Wrapper<T>,
    }

    "{{wrapper.inner}}"
}

fn main() {
    let _ = Page { wrapper: Wrapper { inner: Secret } }.render();
}
