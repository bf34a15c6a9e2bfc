use std::fmt::Display;
use template_runtime::{Data, template};

#[derive(Data)]
struct Wrapper<T> {
    inner: T,
}

impl<T> Wrapper<T> {
    fn count(&self) -> usize {
        1
    }
}

impl<T: Display> Wrapper<T> {
    fn text(&self) -> String {
        self.inner.to_string()
    }
}

template! {
    struct Count<'a> {
        w: &'a Wrapper<u8>,
    }

    "{{Wrapper::count w}}"
}

template! {
    struct Text<'a> {
        w: &'a Wrapper<u8>,
    }

    "{{text w}}",
    fn text = Wrapper::text
}

fn main() {}
