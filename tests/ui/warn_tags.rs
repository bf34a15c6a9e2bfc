#![deny(deprecated)]

use template_runtime::template;

template! {
    struct Page<'a> {
        title: &'a str,
        link: bool,
    }
    r#"<main>
    <p>{{title}}<div></div></p>
    {{#if link}}<a href="/">{{/if}}home{{#if link}}</a>{{/if}}
    <b>{{#if link}}<i>{{/if}}
</main>"#
}

template! {
    #[template(lint = false)]
    struct Header {}
    "<main>"
}

fn main() {}
