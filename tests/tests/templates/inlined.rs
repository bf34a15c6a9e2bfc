//! Calls of components that are replaced with copies of their ops, and those that are not.

use std::sync::atomic::{AtomicU32, Ordering};
use template_runtime::{Data, Program, Template, template};
use template_tests::{check, fails};

#[derive(Data)]
struct Item {
    label: String,
    note: &'static str,
    count: u32,
    big: u64,
    on: bool,
    maybe: Option<&'static str>,
}

fn items() -> [Item; 2] {
    let item = |i: u32| Item {
        label: format!("<{i}>"),
        note: ["a & b", ""][i as usize],
        count: 7 * i,
        big: u64::from(i),
        on: i == 1,
        maybe: (i > 0).then_some("m"),
    };
    [item(0), item(1)]
}

template! {
    #[template(unroll = false)]
    struct Card<'a> { label: &'a str, note: &'a str, count: u32, on: bool }
    "<li{{#if note}} title={{note}}{{/if}}>{{label}}{{#unless on}}?{{/unless}}{{#if count}}: {{count}}{{else}}, none{{/if}}</li>"
}

template! {
    #[template(unroll)]
    struct UnrolledCard<'a> { label: &'a str, note: &'a str, count: u32, on: bool }
    "<li{{#if note}} title={{note}}{{/if}}>{{label}}{{#unless on}}?{{/unless}}{{#if count}}: {{count}}{{else}}, none{{/if}}</li>"
}

template! {
    #[template(unroll = false)]
    struct Maybe<'a> { maybe: Option<&'a str> }
    "{{#if maybe}}[{{maybe}}]{{/if}}\n"
}

template! {
    #[template(unroll = false)]
    struct OrElse<'a> { #[default("else")] maybe: &'a str }
    "{{maybe}};"
}

template! {
    #[template(unroll = false)]
    struct Rule {}
    "<hr>"
}

/// Renders a page in all ways, checks its output, and returns whether a call of a component remains in it.
macro_rules! calls {
    ($text:literal, $expected:literal) => {{
        template! {
            #[template(unroll = false)]
            #[allow(dead_code)]
            struct Page<'a> { title: &'a str, on: bool, items: &'a [Item] }
            $text
        }
        let items = items();
        let page = Page { title: "T", on: true, items: &items };
        check(&page, $expected);
        assert_eq!(page.program().to_string(), Page::PROGRAM.to_string());
        calls(&Page::__TEMPLATE_INLINED.program)
    }};
}

fn calls(program: &Program<'_>) -> bool {
    program.to_string().contains("CallComponent ")
}

fn twice(text: &str) -> String {
    text.repeat(2)
}

#[test]
fn leaves_in_any_order() {
    assert!(!calls!(
        "{{#each items as |i|}}{{> Card count=i.count label=i.label on=i.on note=i.note}}{{/each}}.",
        r#"<li title="a &amp; b">&lt;0&gt;?, none</li><li>&lt;1&gt;: 7</li>."#
    ));
    assert!(!calls!(
        "{{#each items as |i|}}{{> UnrolledCard note=i.note count=i.count label=i.label on=on}}{{/each}}.",
        r#"<li title="a &amp; b">&lt;0&gt;?, none</li><li>&lt;1&gt;: 7</li>."#
    ));
}

#[test]
fn literals() {
    assert!(!calls!(
        r#"{{> Card label="<b>" note="\"q\"" count=3 on=false}}{{> Card label=title note="" count=0 on=true}}"#,
        r#"<li title="&quot;q&quot;">&lt;b&gt;?: 3</li><li>T, none</li>"#
    ));
    // Not all integers fit into all types.
    assert!(calls!(r#"{{> Card label="a" note="" count=300 on=on}}"#, "<li>a: 300</li>"));
}

#[test]
fn optional_text() {
    assert!(!calls!(
        r#"{{#each items as |i|}}{{> Maybe maybe=i.maybe}}{{> Maybe maybe=i.label}}{{> Maybe maybe="x"}}{{/each}}"#,
        "[&lt;0&gt;][x][m][&lt;1&gt;][x]"
    ));
    // Null is replaced with the default.
    assert!(calls!("{{#each items as |i|}}{{> OrElse maybe=i.maybe}}{{/each}}", "else;m;"));
    assert!(calls!("{{> OrElse}}", "else;"));
    assert!(!calls!("{{> OrElse maybe=title}}", "T;"));
}

/// A component that is copied is not constructed, and neither is a field that it does not read.
#[test]
fn defaults_that_are_not_read() {
    static CONSTRUCTED: AtomicU32 = AtomicU32::new(0);
    fn construct() -> u32 {
        CONSTRUCTED.fetch_add(1, Ordering::Relaxed)
    }
    template! {
        #[template(unroll = false, lint = false)]
        struct Unread<'a> {
            label: &'a str,
            #[default(construct())]
            #[allow(dead_code)]
            count: u32,
        }
        "{{label}};"
    }
    assert!(!calls!("{{> Unread label=title}}", "T;"));
    assert_eq!(CONSTRUCTED.load(Ordering::Relaxed), 0);
    assert!(calls!("{{> Unread label=(twice title)}}", "TT;"));
    assert!(CONSTRUCTED.load(Ordering::Relaxed) > 0);
}

#[test]
fn null_for_a_field_that_is_not_optional() {
    template! {
        #[template(unroll = false)]
        struct Page<'a> { maybe: Option<&'a str> }
        "{{> Card label=maybe note=maybe count=1 on=true}}"
    }
    assert!(calls(&Page::__TEMPLATE_INLINED.program));
    check(&Page { maybe: Some("x") }, r#"<li title="x">x: 1</li>"#);
    let error = fails(&Page { maybe: None });
    assert!(error.to_string().contains("`label` must be"), "{error}");
}

/// An integer may not fit into a field of another type.
#[test]
fn integers_of_other_types() {
    assert!(calls!(
        "{{#each items as |i|}}{{> Card label=i.label note=i.note count=i.big on=i.on}}{{/each}}",
        r#"<li title="a &amp; b">&lt;0&gt;?, none</li><li>&lt;1&gt;: 1</li>"#
    ));
}

#[test]
fn without_arguments() {
    assert!(!calls!(
        "{{> Rule}}{{#if on}}{{> Rule}}{{else}}{{> Card label=title note=title count=1 on=on}}{{/if}}{{title}}",
        "<hr><hr>T"
    ));
}

/// A conditional argument is pushed in two places, of which one is directly before the next argument.
#[test]
fn conditional_arguments() {
    assert!(calls!(
        "{{> Card label=(if on title title) note=title count=1 on=on}}",
        r#"<li title="T">T: 1</li>"#
    ));
    assert!(calls!(
        r#"{{> Maybe maybe=(if on "yes" "no")}}{{> Maybe maybe=(or title "no")}}"#,
        "[yes][T]"
    ));
    // A condition around the call, or before it, is none of its arguments.
    assert!(!calls!(
        "{{#if on}}{{> Maybe maybe=title}}{{/if}}{{#unless on}}+{{/unless}}{{> Maybe maybe=title}}",
        "[T][T]"
    ));
}

/// Components that call others, or whose ops can fail or need memory, are called.
#[test]
fn other_components() {
    template! {
        #[template(unroll = false)]
        struct Outer<'a> { label: &'a str }
        "({{> Maybe maybe=label}})"
    }
    template! {
        #[template(unroll = false)]
        struct Words<'a> { label: &'a str, words: &'a [&'a str] }
        "{{label}}{{#each words}} {{this}}{{/each}}"
    }
    template! {
        #[template(unroll = false)]
        struct Page<'a> { label: &'a str, words: &'a [&'a str] }
        "{{> Outer label=label}}{{> Words label=label words=words}}{{> Maybe maybe=label}}"
    }
    assert!(!calls(&Outer::__TEMPLATE_INLINED.program));
    // A program without copies is the program with the calls.
    template! {
        #[template(unroll = false)]
        struct Called<'a> { label: &'a str, words: &'a [&'a str] }
        "{{> Outer label=label}}{{> Words label=label words=words}}"
    }
    assert_eq!(Called::__TEMPLATE_INLINED.program.to_string(), Called::PROGRAM.to_string());
    check(&Called { label: "l", words: &["v"] }, "([l])l v");
    let listing = Page::__TEMPLATE_INLINED.program.to_string();
    assert_eq!(listing.matches("CallComponent ").count(), 2, "{listing}");
    check(&Page { label: "l", words: &["v", "w"] }, "([l])l v w[l]");
}

template! {
    #[template(unroll = false)]
    struct Frame<'a> { title: &'a str }
    "({{title}}){{yield}}."
}

template! {
    #[template(unroll = false)]
    #[slots(head, foot?, side?)]
    struct Layout { wide: bool }
    "{{#if wide}}{{yield to='side'}}{{/if}}({{yield to='head'}}|{{yield}}{{#if (has-block 'foot')}}|{{yield to='foot'}}{{else}}-{{/if}})"
}

template! {
    #[template(unroll = false)]
    struct Twice {}
    "{{yield}}{{yield}}"
}

template! {
    #[template(unroll = false)]
    struct WithParam<'a> { title: &'a str }
    "{{yield title}}"
}

#[test]
fn fills() {
    assert!(!calls!(
        "{{#> Frame title=title}}{{#each items as |i|}}{{i.label}}{{#if i.on}}+{{/if}}{{/each}}{{title}}{{/Frame}}{{title}}",
        "(T)&lt;0&gt;&lt;1&gt;+T.T"
    ));
    // In a loop, in each other, and with calls in them.
    assert!(!calls!(
        "{{#each items as |i|}}{{#> Frame title=i.label}}{{#> Frame title=i.note}}{{> Maybe maybe=i.maybe}}{{i.count}}\
         {{/Frame}}!{{/Frame}}{{/each}}",
        "(&lt;0&gt;)(a &amp; b)0.!.(&lt;1&gt;)()[m]7.!."
    ));
    assert!(!calls!("{{#> Frame title=title}}{{/Frame}}{{> Frame title=title}}", "(T).(T)."));
}

#[test]
fn slots() {
    assert!(!calls!(
        "{{#> Layout wide=on}}{{#slot 'head'}}{{title}}{{/slot}}text{{#slot 'side'}}[{{> Maybe maybe=title}}]{{/slot}}{{/Layout}}\
         {{#> Layout wide=false}}{{#slot 'foot'}}f{{/slot}}{{#slot 'side'}}s{{/slot}}{{#slot 'head'}}{{/slot}}{{/Layout}}",
        "[[T]](T|text-)(||f)"
    ));
    // A fill that is passed under a condition.
    assert!(calls!(
        "{{#> Layout wide=on}}{{#slot 'head' if=on}}{{title}}{{/slot}}{{/Layout}}",
        "(T|-)"
    ));
}

/// A page whose calls with fills that are not replaced contain some that are.
#[test]
fn fills_with_other_calls() {
    assert!(calls!(
        "{{#> Twice}}{{#> Frame title=title}}{{> Maybe maybe=title}}{{/Frame}}{{/Twice}}",
        "(T)[T].(T)[T]."
    ));
    assert!(calls!(
        "{{#> Frame title=title}}{{#> WithParam title=title as |t|}}{{t}}{{> Maybe maybe=t}}{{/WithParam}}{{/Frame}}",
        "(T)T[T]."
    ));
    assert!(!calls!(
        "{{#> Frame title=title}}{{concat title 'x'}}{{twice title}}{{/Frame}}",
        "(T)TxTT."
    ));
}

#[test]
fn fragments() {
    template! {
        #[template(unroll = false)]
        struct Page<'a> { title: &'a str, items: &'a [Item] }
        "{{#> Frame title=title}}{{#each items as |i|}}{{> Maybe maybe=i.label}}{{/each}}{{/Frame}}\
         {{#fragment last}}{{> Maybe maybe=title}}{{/fragment}}"
    }
    let items = items();
    let page = Page { title: "T", items: &items };
    check(&page, "(T)[&lt;0&gt;][&lt;1&gt;].[T]");
    check(&page.last(), "[T]");
}

/// The copies are after the ops of the page, whose positions remain the same. The listing names their component.
#[test]
fn copies_follow_the_program() {
    template! {
        #[template(unroll = false)]
        struct Page<'a> { title: &'a str }
        r#"{{> Maybe maybe=title}}{{> Maybe maybe="x"}}"#
    }
    let listing = Page::__TEMPLATE_INLINED.program.to_string();
    let op = |line: &str| {
        let words: Vec<&str> = line.split_once("] ")?.1.split_whitespace().collect();
        Some(words.join(" "))
    };
    let ops: Vec<String> = listing.lines().filter_map(op).collect();
    let expected = [
        "Jump target=5",
        "Jump target=2",
        "Jump target=12",
        "Jump target=4",
        "Return",
        "GetPlace var=0 offset=0 &str ; Maybe",
        "JumpIfFalse target=10 ; Maybe",
        r#"Text "[" ; Maybe"#,
        "AppendPlace var=0 offset=0 &str escape=html ; Maybe",
        r#"Text "]" ; Maybe"#,
        "Jump target=2 ; Maybe",
        "Jump target=2 ; Maybe",
        r#"PushConstant "x" ; Maybe"#,
        "JumpIfFalse target=18 ; Maybe",
        r#"Text "[" ; Maybe"#,
        r#"PushConstant "x" ; Maybe"#,
        "Append escape=html ; Maybe",
        r#"Text "]" ; Maybe"#,
        "Jump target=4 ; Maybe",
        "Jump target=4 ; Maybe",
    ];
    assert_eq!(ops, expected, "{listing}");
}

/// A page that only calls simple components needs no memory, like the components.
#[test]
fn needs() {
    template! {
        #[template(unroll = false)]
        struct Page<'a> { title: &'a str }
        "{{#> Frame title=title}}{{> Maybe maybe=title}}{{/Frame}}"
    }
    template! {
        #[template(unroll = false)]
        struct Calls<'a> { title: &'a str, items: &'a [u8] }
        "{{#> Twice}}{{title}}{{items.length}}{{/Twice}}"
    }
    let needs = |needs: &dyn std::fmt::Debug| format!("{needs:?}");
    let page = needs(&Page::__TEMPLATE_INLINED.needs);
    assert!(page.contains("calls: false") && page.contains("memory: false"), "{page}");
    let calls = needs(&Calls::__TEMPLATE_INLINED.needs);
    assert!(calls.contains("calls: true") && calls.contains("memory: true"), "{calls}");
    check(&Page { title: "T" }, "(T)[T].");
    check(&Calls { title: "T", items: &[1] }, "T1T1");
}

/// Copies that are too many, or too long, are calls.
#[test]
fn limits() {
    template! {
        #[template(unroll = false)]
        struct Long<'a> { t: &'a str }
        "{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.\
         {{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}.{{t}}."
    }
    assert!(calls!(
        "{{> Long t=title}}",
        "T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T.T."
    ));
}
