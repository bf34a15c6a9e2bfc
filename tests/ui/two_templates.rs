use template_runtime::{Template, template};

template! {
    struct Head<'a> {
        title: &'a str,
    }

    "<title>{{titel}}</title>"
}

template! {
    struct Page<'a> {
        head: Head<'a>,
    }

    "{{#if head.titel}}{{/fi}}"
}

fn main() {
    let page = Page { head: Head { title: "x" } };
    println!("{} {}", page, page.render().unwrap_or_default());
}
