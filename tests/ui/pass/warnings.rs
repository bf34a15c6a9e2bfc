//! Unusual constructs that must not cause warnings, in a crate that denies all of them.

#![deny(warnings)]
#![allow(dead_code, reason = "templates that are not rendered")]

use template_runtime::{Block, SafeHtml, Stopped, Tree, helper, template};

#[helper]
fn twice(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.body(&[1.into(), 2.into()])?;
    block.body(&[3.into(), 4.into()])
}

template! {
    struct Params<'a> {
        xs: &'a [u8],
    }

    "{{#each xs as |_x i|}}{{i}}{{/each}}{{#each xs as |x _i|}}{{x}}{{/each}}
    {{#each-in xs as |_key value|}}{{value}}{{/each-in}}{{#with xs as |_|}}-{{/with}}
    {{#let 1 2 as |a _b|}}{{a}}{{/let}}{{#xs as |x|}}{{#if (eq x 1)}}one{{/if}}{{/xs}}
    {{#(twice) as |_a b|}}{{b}}{{/twice}}{{#let (helper same 1) as |f|}}{{(f)}}{{/let}}
    {{#each xs as |x|}}{{#let x as |x|}}{{x}}{{/let}}{{/each}}"
}

fn same(x: u8) -> u8 {
    x
}

template! {
    struct Fields<'a> {
        a: &'a str,
        #[data(rename = "the b")]
        b: &'a str,
        c: Inner<'a>,
        shown: bool,
        kept: &'a str,
        quoted: &'a str,
        got: &'a str,
        at: &'a str,
        root: &'a str,
        up: &'a str,
        _unread: u8,
        #[allow(dead_code)]
        allowed: u8,
        #[allow(unused)]
        unused: u8,
        #[data(skip)]
        _skipped: fn(),
        #[cfg(any())]
        gone: u8,
    }

    "{{a}}{{this.[the b]}}{{#with c}}{{x}}{{../up}}{{@at}}{{@root.root}}{{/with}}
    {{#shown}}{{kept}}{{/shown}}{{'quoted'}}{{get this 'got'}}"
}

template! {
    #[expect(dead_code, reason = "for later")]
    #[slots(nav?)]
    struct ExpectedSlot {}
    "x"
}

template! {
    #[expect(unused)]
    struct Expected<'a> {
        a: &'a str,
        b: u8,
    }
    "{{a}}"
}

template! {
    struct ExpectedField<'a> {
        a: &'a str,
        #[expect(dead_code)]
        b: u8,
    }
    "{{a}}"
}

type Inner<'a> = Tree<'a>;

template! {
    struct Whole<'a> {
        a: &'a str,
        b: &'a str,
        name: &'a str,
    }

    "{{#each this}}{{this}}{{/each}}"
}

template! {
    struct Dynamic<'a> {
        a: &'a str,
        name: &'a str,
    }

    "{{lookup this name}}"
}

template! {
    struct InSection<'a> {
        a: &'a str,
        is_on: bool,
        b: &'a str,
    }

    "{{#is_on as |it|}}{{it.a}}{{#is_on}}{{b}}{{/is_on}}{{/is_on}}"
}

template! {
    #[data(transparent)]
    struct Transparent(Tree<'static>);

    "-"
}

template! {
    #[allow(unused)]
    struct Unused {
        a: u8,
    }

    "-"
}

template! {
    #[allow(deprecated)]
    struct Allowed<'a> {
        a: u8,
        b: &'a [u8],
        c: SafeHtml<&'a str>,
    }

    "{{#each b as |x|}}{{#if true}}-{{/if}}{{/each}}{{{c}}}"
}

template! {
    struct Conditions {
        a: u8,
        on: bool,
    }

    "{{#if (or a false)}}-{{/if}}{{#if (and on true)}}-{{/if}}{{or a 'default'}}{{#if (not a)}}-{{/if}}
    {{#if a includeZero=true}}-{{/if}}{{#each (array a)}}{{this}}{{/each}}{{'true'}}{{if on 1 0}}"
}

template! {
    struct Raw<'a, T> {
        a: &'a str,
        b: T,
    }

    "{{{a}}}{{&a}}{{{b}}}{{{concat a 1}}}{{{if a 1 a}}}"
}

struct Shout;

impl template_runtime::Escaper for Shout {
    fn escape(text: &str, out: &mut dyn std::fmt::Write) -> std::fmt::Result {
        write!(out, "{text}!")
    }
}

template! {
    #[template(escape = Shout)]
    struct Shouted {
        a: u8,
    }

    "{{a}}{{{a}}}"
}

template! {
    #[template(escape = "text")]
    struct Plain {
        a: u8,
    }

    "{{&a}}"
}

#[allow(deprecated)]
fn allowed() -> String {
    template!("{{#if 1}}x{{/if}}").to_string()
}

fn main() {
    #[allow(deprecated)]
    let line = template!("{{#if 1}}x{{/if}}").to_string();
    assert_eq!(line, allowed());
}
