//! Calls of components whose arguments are leaves of the data, which are not pushed; and components whose programs are
//! stateless.

use std::{fmt, time::Duration};
use template_runtime::{Data, Error, ErrorKind, Template, template};
use template_tests::{check, fails};

#[derive(Data)]
struct Item {
    label: String,
    note: &'static str,
    count: u32,
    big: i64,
    ratio: f32,
    on: bool,
    sign: char,
    maybe: Option<&'static str>,
}

fn items() -> Vec<Item> {
    let item = |i: u32| Item {
        label: format!("<{i}>"),
        note: ["a", "b & c", ""][i as usize % 3],
        count: 7 * i,
        big: if i == 2 { -1 } else { i64::from(i) },
        ratio: i as f32 / 2.0,
        on: i != 1,
        sign: ['+', '"'][i as usize % 2],
        maybe: (i > 0).then_some("m"),
    };
    (0..3).map(item).collect()
}

/// Declares a component interpreted, and the same one unrolled.
macro_rules! component {
    ($name:ident, $unrolled:ident, { $($fields:tt)* }, $text:literal) => {
        component!(@ $name, (unroll = false), { $($fields)* }, $text);
        component!(@ $unrolled, (unroll), { $($fields)* }, $text);
    };
    (@ $name:ident, $options:tt, { $($fields:tt)* }, $text:literal) => {
        template! {
            #[template $options]
            struct $name<'a> { $($fields)* }
            $text
        }
    };
}

// No call passes `end`, and so none is replaced with the ops of the component: see `inlined.rs`.
component!(Card, UnrolledCard, { label: &'a str, note: &'a str, count: u32, #[default("")] end: &'a str },
    "<li{{#if note}} title={{note}}{{/if}}>{{label}}: {{count}}</li>{{end}}");
component!(Wide, UnrolledWide, {
    label: String,
    count: i64,
    ratio: f64,
    on: bool,
    sign: char,
    maybe: Option<&'a str>,
    #[default("none")]
    other: &'a str,
}, "{{label}}|{{count}}|{{ratio}}|{{#if on}}on{{else}}off{{/if}}|{{sign}}|{{maybe}}|{{other}};");
component!(Link, UnrolledLink, { label: &'a str, note: &'a str },
    r#"<a href="/{{note}}" onclick="go({{label}})">{{label}}</a>"#);
component!(Small, UnrolledSmall, { count: u8, #[default("")] unit: &'a str }, "{{count}}{{unit}},");
component!(Text, UnrolledText, { note: &'a str, #[default("")] end: &'a str }, "{{note}},{{end}}");
component!(Inheriting, UnrolledInheriting, { label: &'a str, #[inherit] title: &'a str }, "{{title}}/{{label}} ");

/// Evaluates an expression with a page that calls interpreted components, and with one that calls unrolled ones.
macro_rules! each_page {
    ($text:literal, $unrolled:literal, |$page:ident| $use:expr) => {{
        let items = items();
        {
            template! {
                #[template(unroll = false)]
                #[allow(dead_code)]
                struct Page<'a> { title: &'a str, items: &'a [Item] }
                $text
            }
            let $page = &Page { title: "T", items: &items };
            $use;
        }
        {
            template! {
                #[template(unroll = false)]
                #[allow(dead_code)]
                struct Page<'a> { title: &'a str, items: &'a [Item] }
                $unrolled
            }
            let $page = &Page { title: "T", items: &items };
            $use;
        }
        {
            template! {
                #[template(unroll)]
                #[allow(dead_code)]
                struct Page<'a> { title: &'a str, items: &'a [Item] }
                $text
            }
            let $page = &Page { title: "T", items: &items };
            $use;
        }
    }};
}

#[test]
fn arguments_in_any_order() {
    each_page!(
        "{{#each items as |i|}}{{> Card count=i.count label=i.label note=i.note}}{{/each}}",
        "{{#each items as |i|}}{{> UnrolledCard note=i.note count=i.count label=i.label}}{{/each}}",
        |page| check(
            page,
            r#"<li title="a">&lt;0&gt;: 0</li><li title="b &amp; c">&lt;1&gt;: 7</li><li>&lt;2&gt;: 14</li>"#
        )
    );
}

#[test]
fn every_kind_of_field() {
    let expected =
        "&lt;0&gt;|0|0|on|+||none;&lt;1&gt;|7|0.5|off|&quot;|m|m;&lt;2&gt;|14|1|on|+|m|m;";
    each_page!(
        "{{#each items as |i|}}{{> Wide label=i.label count=i.count ratio=i.ratio on=i.on sign=i.sign maybe=i.maybe \
         other=i.maybe}}{{/each}}",
        "{{#each items as |i|}}{{> UnrolledWide label=i.label count=i.count ratio=i.ratio on=i.on sign=i.sign \
         maybe=i.maybe other=i.maybe}}{{/each}}",
        |page| check(page, expected)
    );
}

#[test]
fn values_in_other_contexts() {
    each_page!(
        "{{#each items as |i|}}{{> Link label=i.label note=i.note}}{{/each}}",
        "{{#each items as |i|}}{{> UnrolledLink label=i.label note=i.note}}{{/each}}",
        |page| check(
            page,
            concat!(
                r#"<a href="/a" onclick="go(&quot;\u003c0\u003e&quot;)">&lt;0&gt;</a>"#,
                r#"<a href="/b%20&amp;%20c" onclick="go(&quot;\u003c1\u003e&quot;)">&lt;1&gt;</a>"#,
                r#"<a href="/" onclick="go(&quot;\u003c2\u003e&quot;)">&lt;2&gt;</a>"#
            )
        )
    );
}

#[test]
fn inherited_fields() {
    each_page!(
        "{{#each items as |i|}}{{> Inheriting label=i.label}}{{/each}}",
        "{{#each items as |i|}}{{> UnrolledInheriting label=i.label}}{{/each}}",
        |page| check(page, "T/&lt;0&gt; T/&lt;1&gt; T/&lt;2&gt; ")
    );
}

/// What is printed by its `Display` is no leaf, and a text for the field.
#[test]
fn inherited_fields_that_are_displayed() {
    macro_rules! page {
        ($options:tt, $text:literal) => {{
            template! {
                #[template $options]
                struct Page<'a> { title: Duration, name: &'a str }
                $text
            }
            check(&Page { title: Duration::from_secs(3), name: "<n>" }, "3s/&lt;n&gt; ");
        }};
    }
    page!((unroll = false), "{{> Inheriting label=name}}");
    page!((unroll = false), "{{> UnrolledInheriting label=name}}");
    page!((unroll), "{{> Inheriting label=name}}");
}

#[test]
fn null_is_the_default_of_a_number() {
    component!(Priced, UnrolledPriced, { #[default(7)] count: u32, #[default("-")] note: &'a str }, "{{count}}{{note}};\n");
    // The line break at the end of a component ends its file, and is not printed.
    each_page!(
        "{{#each items as |i|}}{{> Priced note=i.maybe}}{{/each}}",
        "{{#each items as |i|}}{{> UnrolledPriced note=i.maybe}}{{/each}}",
        |page| check(page, "7-;7m;7m;")
    );
}

fn fail_for(count: u32) -> Result<u32, String> {
    if count == 7 { Err("seven".to_owned()) } else { Ok(count) }
}

#[test]
fn errors_in_a_component_have_their_own_place() {
    component!(Failing, UnrolledFailing, { count: u32, label: &'a str }, "{{label}}{{fail_for count}}");
    let mut errors: Vec<Error> = Vec::new();
    each_page!(
        "{{#each items as |i|}}{{> Failing label=i.label count=i.count}}{{/each}}",
        "{{#each items as |i|}}{{> UnrolledFailing label=i.label count=i.count}}{{/each}}",
        |page| errors.push(fails(page))
    );
    for error in &errors {
        assert!(error.to_string().ends_with("helper `fail_for`: seven"), "{error}");
        assert_eq!((error.line(), error.column()), (errors[0].line(), errors[0].column()));
    }
}

/// A writer that accepts some writes.
struct Failing(usize);

impl fmt::Write for Failing {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        self.0 = self.0.checked_sub(1).ok_or(fmt::Error)?;
        Ok(())
    }
}

#[test]
fn a_writer_that_fails_ends_the_loop() {
    let many: Vec<Item> = (0..1000).flat_map(|_| items()).collect();
    template! {
        #[template(unroll = false)]
        struct Page<'a> { items: &'a [Item] }
        "{{#each items as |i|}}{{> Card label=i.label note=i.note count=i.count}}{{/each}}"
    }
    let error = Page { items: &many }.render_to(&mut Failing(2)).expect_err("the writer fails");
    assert_eq!(*error.kind(), ErrorKind::Write);
}

#[test]
fn arguments_that_a_field_does_not_take() {
    let mut errors: Vec<Error> = Vec::new();
    each_page!(
        "{{#each items as |i|}}{{> Small count=i.big}}{{/each}}",
        "{{#each items as |i|}}{{> UnrolledSmall count=i.big}}{{/each}}",
        |page| errors.push(fails(page))
    );
    for error in &errors {
        assert!(matches!(error.kind(), ErrorKind::Helper(_)), "{error:?}");
        assert!(
            error.to_string().contains("`count`") && error.to_string().contains("u8"),
            "{error}"
        );
    }
    // The first and the last have the same text.
    assert_eq!((errors[0].kind(), errors[0].column()), (errors[2].kind(), errors[2].column()));
    errors.clear();
    each_page!(
        "{{#each items as |i|}}{{> Text note=i.maybe}}{{/each}}",
        "{{#each items as |i|}}{{> UnrolledText note=i.maybe}}{{/each}}",
        |page| errors.push(fails(page))
    );
    for error in &errors {
        assert!(
            error.to_string().contains("`note`") && error.to_string().contains("null"),
            "{error}"
        );
    }
}

template! {
    #[template(unroll = false)]
    struct Endless { count: u32 }
    "{{count}}{{> Endless count=count}}"
}

#[test]
fn recursion_is_limited() {
    let error = fails(&Endless { count: 1 });
    assert!(error.to_string().contains("more than 64 nested components"), "{error}");
}

#[test]
fn which_calls_read_leaves() {
    macro_rules! listing {
        ($text:literal) => {{
            template! {
                #[template(unroll = false)]
                #[allow(deprecated, reason = "not all of them read all fields")]
                struct Page<'a> { title: &'a str, on: bool, count: u32, items: &'a [Item] }
                $text
            }
            Page::PROGRAM.to_string()
        }};
    }
    let leaves = listing!(
        "{{#each items as |i|}}{{> Card label=i.label note=i.note count=i.count}}{{/each}}"
    );
    assert!(leaves.contains("GetFirstArg "), "{leaves}");
    for other in [
        listing!(r#"{{> Card label="a" note=title count=count}}"#),
        listing!("{{> Card label=title note=(if on title title) count=count}}"),
        listing!("{{> Small count=(if on count count)}}"),
        listing!("{{> Text note=(or title title)}}"),
        listing!("{{title}}{{count}}"),
    ] {
        assert!(!other.contains("GetFirstArg "), "{other}");
    }
}

/// An `if` before the call joins at its first argument, which is no other value for that.
#[test]
fn a_call_after_a_condition() {
    each_page!(
        "{{#each items as |i|}}{{#if i.on}}+{{/if}}{{> Card label=i.label note=i.note count=i.count}}{{/each}}",
        "{{#each items as |i|}}{{#if i.on}}+{{/if}}{{> UnrolledCard label=i.label note=i.note count=i.count}}{{/each}}",
        |page| check(
            page,
            r#"+<li title="a">&lt;0&gt;: 0</li><li title="b &amp; c">&lt;1&gt;: 7</li>+<li>&lt;2&gt;: 14</li>"#
        )
    );
}
