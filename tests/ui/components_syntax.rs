use template_runtime::template;

template! {
    #[slots(nav?)]
    struct Card<'a> {
        title: &'a str,
    }
    "{{title}}{{yield to='nav'}}{{yield}}"
}

template! {
    struct Twice {}
    r#"{{> Card title="a" title="b"}}"#
}

template! {
    struct Contexts<'a> {
        a: &'a str,
    }
    "{{> Card a a}}"
}

template! {
    struct Lowercase {}
    r#"{{#> Card title="a"}}{{/card}}"#
}

template! {
    struct Content {}
    r#"{{#> Card title="a"}}text{{#slot "content"}}more{{/slot}}{{/Card}}
    {{#> Card title="a" as |x|}}{{#slot "nav"}}n{{/slot}}{{/Card}}
    {{#> Card title="a"}}{{#if title}}{{#slot "nav"}}n{{/slot}}{{/if}}{{/Card}}
    {{#> Card title="a"}}{{#slot nav}}n{{/slot}}{{#slot}}n{{/slot}}{{/Card}}
    {{#> Card title="a"}}{{#slot "nav"}}n{{else}}m{{/slot}}{{/Card}}
    {{#> Card title="a"}}{{#slot "nav" as |x x|}}n{{/slot}}{{/Card}}
    {{#> Card title="a"}}{{#slot "content"}}a{{/slot}}{{#slot "content" label="x"}}more{{/slot}}{{/Card}}
    {{#slot "nav"}}n{{/slot}}"#
}

template! {
    #[slots(nav?, foot)]
    struct Yields<'a> {
        title: &'a str,
    }
    r#"{{yield to="nva"}}{{yield to="side"}}{{yield form="nav"}}{{yield to=1}}
    {{#yield to="nav"}}a{{else}}b{{/yield}}{{#yield to="nav" as |x|}}a{{/yield}}
    {{#if (has-block title)}}a{{/if}}{{#if (has-block "side")}}a{{/if}}{{#each (slots)}}a{{/each}}{{#each (slots "foots")}}b{{/each}}{{yield to="foot"}}
    {{#each (slots "nav") as |c|}}{{#yield to=c}}none{{/yield}}{{/each}}"#
}

fn main() {}
