#![deny(deprecated)]

use template_runtime::template;

template! {
    struct Page<'a> {
        title: &'a str,
        #[data(rename = "body text")]
        body: &'a str,
    }

    "<h1>{{title}}</h1>"
}

template! {
    struct Generic<T> {
        title: T,
        body: T,
    }

    "<h1>{{title}}</h1>"
}

template! {
    struct Pair(u8, u8);

    "{{this.1}}"
}

fn main() {}
