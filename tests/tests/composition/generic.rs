//! Components with type parameters.

use std::fmt::Display;
use template_runtime::{Attrs, Data, Template, template};
use template_tests::check;

template! {
    struct Cell<'a, T: Data> {
        value: T,
        #[default("td")]
        tag: &'a str,
        other: Option<T>,
    }
    "[{{value}}{{#if other}} {{other}}{{/if}} {{tag}}]"
}

template! {
    struct Frame<'a, T: Template, S: Template + ?Sized> {
        title: &'a str,
        body: T,
        side: &'a S,
        #[rest]
        rest: Attrs<'a>,
    }
    "<b{{attributes rest}}>{{title}}</b>{{body}}{{side}}"
}

template! {
    #[template(unroll)]
    struct Shown<T>
    where
        T: Display + Clone,
    {
        #[data(display)]
        shown: T,
        #[data(display)]
        all: Vec<T>,
    }
    "{{shown}}:{{#each all}}{{this}};{{/each}}"
}

template! {
    struct Table<'a, T: Data> {
        rows: &'a [T],
        depth: u8,
    }
    "{{#each rows as |row i|}}{{i}}={{yield row i}};{{else}}none{{/each}}{{#if depth}}({{> Table rows=rows depth=0}}){{/if}}"
}

#[derive(Data)]
struct User {
    name: String,
    size: u8,
}

template! {
    struct Inner<'a> {
        text: &'a str,
    }
    "<i>{{text}}</i>"
}

template! {
    struct Page<'a> {
        n: u8,
        none: Option<u8>,
        text: String,
        users: Vec<User>,
        inner: &'a Inner<'a>,
        boxed: &'a dyn Template,
    }
    "{{> Cell value=n other=n}}{{> Cell value=text tag='th'}}{{> Cell value=none}}
{{> Frame title='t' body=inner side=boxed id=n}}
{{> Shown shown=1.5 all=(array 1 'x')}}{{> Shown shown=text all=(array)}}
{{#> Table rows=users depth=1 as |user i|}}{{user.name}}{{add user.size i}}{{/Table}}{{> Table rows=(words 'a b') depth=0}}"
}

fn add(a: u8, b: usize) -> usize {
    usize::from(a) + b
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ')
}

#[test]
fn calls_give_any_type() {
    let user = |name: &str, size| User { name: name.to_owned(), size };
    let inner = Inner { text: "<" };
    let page = Page {
        n: 1,
        none: None,
        text: "&".to_owned(),
        users: vec![user("a", 1), user("b", 2)],
        inner: &inner,
        boxed: &inner,
    };
    check(
        &page,
        "[1 1 td][&amp; th][ td]\n<b id=\"1\">t</b><i>&lt;</i><i>&lt;</i>\n1.5:1;x;&amp;:\n0=a1;1=b3;(0=;1=;)0=;1=;",
    );
}

#[test]
fn they_are_still_structs() {
    check(&Cell { value: 7, tag: "x", other: Some(8) }, "[7 8 x]");
    let side: &dyn Template = &Inner { text: "s" };
    let frame = Frame { title: "t", body: Inner { text: "b" }, side, rest: Attrs::default() };
    check(&frame, "<b>t</b><i>b</i><i>s</i>");
    check(&Shown { shown: 'c', all: vec!['d'] }, "c:d;");
    check(&Table { rows: &[1, 2], depth: 1 }, "0=;1=;(0=;1=;)");
}
