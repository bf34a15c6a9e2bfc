//! Fields for which the call creates a value, and attributes that one component passes on to another.

use std::{fmt::Display, rc::Rc};
use template_runtime::{Attrs, Data, Error, Template, template};
use template_tests::{check, fails};

fn upper(text: &str) -> String {
    text.to_uppercase()
}

#[derive(Data)]
struct Post {
    title: String,
    tags: Vec<String>,
    note: Option<String>,
    size: u32,
}

fn posts() -> [Post; 2] {
    [
        Post { title: "A & B".into(), tags: vec!["x".into()], note: None, size: 1 },
        Post { title: "C".into(), tags: Vec::new(), note: Some("n".into()), size: 2 },
    ]
}

#[test]
fn references_to_texts_and_numbers() {
    let posts = posts();
    renders!(
        [struct Card<'a> { title: &'a String, tags: &'a Vec<String>, note: Option<&'a String>, size: &'a u32 }
            "<b>{{title}}</b>{{#each tags}}{{this}}{{/each}} {{note}} {{size}};"]
        "{{#each posts as |p|}}{{> Card p}}{{> Card p title=(upper p.title) note='<'}}{{/each}}",
        { posts = &posts },
        "<b>A &amp; B</b>x  1;<b>A &amp; B</b>x &lt; 1;<b>C</b> n 2;<b>C</b> &lt; 2;",
    );
    let (title, size) = (&posts[0].title, 7_u32);
    renders!(
        [struct Line<'a> { title: &'a String, #[default(&3)] size: &'a u32, #[inherit] flag: &'a bool }
            "{{title}} {{size}} {{flag}};"
         struct Frame<'a> { n: &'a u32 } "[{{n}}{{yield}}]"]
        "{{> Line title=title size=size}}{{#> Frame n=size}}{{> Line title=title flag=false}}{{/Frame}}",
        { title = title, size = size, flag = &true },
        "A &amp; B 7 true;[7A &amp; B 3 false;]",
    );
}

#[test]
fn references_to_what_is_displayed() {
    renders!(
        [struct Show<'a> { value: &'a dyn Display, text: &'a Rc<str> } "({{value}} {{text}})"]
        "{{> Show value=1.5 text='<'}}{{> Show value=name text=name}}",
        { name = "a & b" },
        "(1.5 &lt;)(a &amp; b a &amp; b)",
    );
}

template! {
    struct Nest<'a> {
        name: &'a String,
        depth: &'a u8,
    }
    "{{name}}{{#if (lt depth 3)}}({{> Nest name=(concat name depth) depth=(next depth)}}){{/if}}"
}

fn next(n: u8) -> u8 {
    n + 1
}

#[test]
fn created_fields_live_as_long_as_the_component() {
    check(&Nest { name: &"n".into(), depth: &0 }, "n(n0(n01(n012)))");
}

#[test]
fn a_field_that_is_created_has_a_range() {
    let error = failure!(
        [struct Small<'a> { n: &'a u8 } "{{n}}"]
        "{{> Small n=n}}", n = 300
    );
    assert_eq!(
        error.kind().to_string(),
        "component `Small`: argument `n` must be an integer (`u8`), but is 300"
    );
}

#[test]
fn attributes_are_passed_on() {
    renders!(
        [struct Input<'a> { name: &'a str, #[rest] rest: Attrs<'a> } "<i name='{{name}}'{{attributes rest class='field'}}>"
         struct Field<'a> { name: &'a str, #[rest] attrs: Attrs<'a> } "{{> Input name=name rest=attrs class='own'}}"
         struct Outer<'a> { #[rest] all: Attrs<'a> } "{{> Field name='o' title='t' attrs=all}}"]
        "{{> Field name='n'}}{{> Field name='n' class='wide' id=id hidden=true lang=null}}{{> Outer href=url class='x'}}",
        { id = "a & b", url = "javascript:f()" },
        "<i name='n' class=\"field own\"><i name='n' class=\"field wide own\" id=\"a &amp; b\" hidden>\
         <i name='o' title=\"t\" href=\"#unsafe-url\" class=\"field x own\">",
    );
    // What is passed on is also read, asked for and counted.
    renders!(
        [struct In<'a> { #[rest] rest: Attrs<'a> } "{{#if rest}}{{rest.id}} {{rest.length}} {{#each rest}}{{@key}}{{/each}}{{else}}none{{/if}};"
         struct Out<'a> { #[rest] rest: Attrs<'a> } "{{> In rest=rest}}"]
        "{{> Out}}{{> Out id=1 title=2}}", "none;1 2 idtitle;",
    );
    let error = failure!(
        [struct Inner<'a> { #[rest] rest: Attrs<'a> } "<i{{attributes rest}}>"
         struct Twice<'a> { #[rest] rest: Attrs<'a> } "{{> Inner id='a' rest=rest}}"]
        "{{> Twice id='b'}}"
    );
    assert_eq!(error.kind().to_string(), "the attribute `id` is specified more than once");
}

thread_local! {
    /// The number of calls of `counted`.
    static MADE: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Counts its calls.
fn counted(number: &u32) -> u32 {
    MADE.set(MADE.get() + 1);
    *number
}

#[derive(Data)]
struct Counted {
    #[data(with = counted)]
    number: u32,
}

/// An even number.
#[derive(Data, Clone, Copy)]
#[data(transparent, try_from)]
struct Even(u32);

impl TryFrom<u32> for Even {
    type Error = ();

    fn try_from(number: u32) -> Result<Self, ()> {
        if number.is_multiple_of(2) { Ok(Self(number)) } else { Err(()) }
    }
}

/// Tests what code of the user makes or checks, in interpreted and in unrolled templates.
macro_rules! made_and_checked {
    ($name:ident, $unroll:literal) => {
        #[test]
        fn $name() {
            template! { #[template(unroll = $unroll)] struct Number { n: u32 } "{{n}}{{yield}}" }
            template! {
                #[template(unroll = $unroll)]
                struct Filled<'a> { of: &'a Counted }
                "{{#> Number n=of.number}}x{{/Number}}"
            }
            template! {
                #[template(unroll = $unroll)]
                struct Alone<'a> { of: &'a Counted }
                "{{> Number n=of.number}}"
            }
            let of = &Counted { number: 3 };
            for (page, text) in [(&Filled { of } as &dyn Template, "3x"), (&Alone { of }, "3")] {
                MADE.set(0);
                assert_eq!(page.render().unwrap(), text);
                assert_eq!(MADE.get(), 1, "{text}");
            }
            template! {
                #[template(unroll = $unroll)]
                struct Evens<'a> { _e: Even, o: Option<Even>, s: &'a str }
                "{{s}}{{o}}"
            }
            template! {
                #[template(unroll = $unroll)]
                struct Page<'a> { e: u32, o: u32, s: &'a str }
                "{{> Evens _e=e o=o s=s}}"
            }
            template! {
                #[template(unroll = $unroll)]
                struct OfLiteral<'a> { s: &'a str }
                "{{> Evens _e=2 o=3 s=s}}"
            }
            let page = |e, o| Page { e, o, s: "s" }.render();
            assert_eq!(page(2, 4).unwrap(), "s4");
            assert!(page(3, 4).is_err(), "a field that is not printed");
            assert!(page(2, 3).is_err());
            assert!(OfLiteral { s: "" }.render().is_err());
        }
    };
}

made_and_checked! { values_are_made_once_and_checked, false }
made_and_checked! { values_are_made_once_and_checked_in_unrolled_programs, true }
