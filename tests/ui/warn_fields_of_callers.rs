//! Unread fields of templates that call components.

#![deny(deprecated)]

use template_runtime::template;

template! {
    #[slots(nav?)]
    struct Layout<'a> {
        title: &'a str,
        #[default]
        subtitle: Option<&'a str>,
        #[inherit]
        user: &'a str,
    }
    "<h1>{{title}}</h1>{{subtitle}}{{user}}{{yield}}{{yield to='nav'}}"
}

// The layout inherits `user`, but not `subtitle`, and takes `summary` only if the call passes it.
template! {
    struct Page<'a> {
        title: &'a str,
        subtitle: Option<&'a str>,
        user: &'a str,
        body: &'a str,
        links: &'a str,
        summary: &'a str,
    }
    "{{#> Layout title=title}}{{body}}{{#slot 'nav'}}{{links}}{{/slot}}{{/Layout}}"
}

template! {
    struct Generic<'a, T> {
        title: &'a str,
        user: T,
        unread: T,
    }
    "{{> Layout title=title user=''}}"
}

// All fields of the context may be taken.
template! {
    struct Whole<'a> {
        title: &'a str,
        user: &'a str,
        subtitle: Option<&'a str>,
    }
    "{{> Layout this}}"
}

template! {
    struct Marked<'a> {
        title: &'a str,
        user: &'a str,
        _unread: u8,
        #[expect(dead_code)]
        expected: u8,
        #[data(skip)]
        skipped: u8,
    }
    "{{> Layout title=title}}"
}

fn main() {
    let page = Marked { title: "", user: "", _unread: 0, expected: 0, skipped: 0 };
    let _ = page.skipped;
}
