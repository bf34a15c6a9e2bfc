#![deny(deprecated)]

use template_runtime::{SafeHtml, template};

fn bold(text: &str) -> SafeHtml<String> {
    SafeHtml(format!("<b>{text}</b>"))
}

template! {
    struct Page<'a> {
        title: &'a str,
        body: Option<SafeHtml<&'a str>>,
        count: u8,
        share: f32,
        open: bool,
    }

    "{{{body}}} {{&body}} {{{bold title}}} {{{count}}} {{{ share }}} {{{eq open true}}}"
}

fn main() {}
