use template_runtime::{Data, SafeHtml, template};

#[derive(Data)]
struct Post {
    title: &'static str,
}

fn safe(html: &str) -> SafeHtml<&str> {
    SafeHtml(html)
}

template! {
    #[slots(row?, title?: plain)]
    struct Table<'a> {
        posts: &'a [Post],
    }
    "{{#each posts as |post i|}}{{yield post to='row'}}{{yield post i}}{{/each}}{{yield to='title'}}"
}

template! {
    struct Names<'a> {
        list: &'a [Post],
    }
    r#"{{#> Table posts=list as |post|}}{{post.titel}}{{/Table}}
    {{#> Table posts=list}}{{#slot "row" as |post|}}{{post}}{{/slot}}{{/Table}}"#
}

template! {
    struct Counts<'a> {
        list: &'a [Post],
    }
    r#"{{#> Table posts=list as |post i j|}}{{post.title}}{{/Table}}
    {{#> Table posts=list}}{{#slot "row" as |post i|}}{{post.title}}{{i}}{{/slot}}{{/Table}}
    {{#> Table posts=list}}{{#slot "title" as |x|}}{{x}}{{/slot}}{{/Table}}
    {{#> Table posts=list}}{{#slot "title" as |x y|}}{{x}}{{y}}{{/slot}}{{/Table}}"#
}

template! {
    struct Markup<'a> {
        list: &'a [Post],
        html: SafeHtml<&'a str>,
    }
    r#"{{#> Table posts=list}}{{#slot "title"}}a <b>{{list.length}}</b>{{/slot}}{{/Table}}
    {{#> Table posts=list}}{{#slot "title"}}{{{list.0.title}}}{{/slot}}{{/Table}}
    {{#> Table posts=list}}{{#slot "title"}}{{> Table posts=list}}{{/slot}}{{/Table}}
    {{#> Table posts=list}}{{#slot "title"}}{{html}}{{/slot}}{{/Table}}
    {{#> Table posts=list}}{{#slot "title"}}{{#if list}}{{(safe "<b>")}}{{/if}}{{/slot}}{{/Table}}
    {{#if list}}{{#> Table posts=list}}{{#slot "title"}}{{list.length}}{{/slot}}{{/Table}}{{else}}<p>{{html}}{{/if}}{{html}}"#
}

fn main() {}
