#![deny(deprecated)]
use template_runtime::template;

template! {
    #[slots(nav?, r#type, asked?, col*(label), others*: plain)]
    struct Layout<'a> {
        title: &'a str,
    }
    "{{title}}{{#if (has-block 'asked')}}!{{/if}}{{#each (slots 'col') as |c|}}{{c.label}}{{yield to=c}}{{/each}}"
}

template! {
    #[allow(dead_code)]
    #[slots(nav?)]
    struct Allowed<'a> {
        title: &'a str,
    }
    "{{title}}"
}

fn main() {}
