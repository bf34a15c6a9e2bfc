//! Partials: files, inline partials, and blocks that are given to partials.

use template_runtime::{Data, Error, template};
use template_tests::{check, fails, failure, renders};

template! {
    struct Page<'a> {
        title: &'a str,
        links: &'a [&'a str],
    }

    include_str!("partials/page.hbs")
}

template! {
    #[template(unroll)]
    struct Unrolled<'a> {
        title: &'a str,
        links: &'a [&'a str],
    }

    include_str!("partials/page.hbs")
}

#[test]
fn files() {
    let expected = "<h1>T</h1>\n  <nav><a>0/Tx</a><a>1/Ty</a></nav>\n<p><i>a &amp; b</i> in T</p>\n\
                    <div class=\"x\">\n  T!\n</div>\n<nav><a>0/Tx</a><a>1/Ty</a></nav>\n";
    check(&Page { title: "T", links: &["x", "y"] }, expected);
    check(&Unrolled { title: "T", links: &["x", "y"] }, expected);
}

template! {
    #[template(text, partials = "tests/composition/partials")]
    struct Mail<'a> {
        user: &'a str,
    }

    include_str!("partials/mail.txt")
}

#[test]
fn a_partial_has_the_extension_of_its_includer() {
    check(&Mail { user: "a" }, "Hi a\ntext of a");
}

#[derive(Data)]
struct Person {
    name: &'static str,
    home: Home,
}

#[derive(Data)]
struct Home {
    name: &'static str,
}

#[test]
fn files_of_inline_text() {
    let name = "a";
    let person = Person { name: "b", home: Home { name: "c" } };
    renders!("{{> badge}}{{> badge person}}{{> \"badge\" person.home}}", "[a][b][c]");
    renders!("{{> badge name=(concat name 1)}}{{> ./badge person name=2}}", "[a1][2]");
    renders!(
        "{{#each (array person)}}{{> badge}}{{> badge ..}}{{/each}}",
        { name = name },
        "[b][a]"
    );
    let page = template!(partials = "templates", "{{> badge}}");
    check(&page, "[a]");
}

#[test]
fn the_context_and_the_names() {
    let (a, b) = (Person { name: "a", home: Home { name: "h" } }, "b");
    renders!(
        "{{#*inline 'i'}}{{name}}{{this.name}}{{../b}}{{@root.b}}{{/inline}}{{> i a}} {{> i a name=1}}",
        "aabb 11bb"
    );
    // A name belongs to the context: it is not one of the contexts inside of it.
    renders!(
        "{{#*inline 'i'}}{{#with home}}{{name}}{{../name}}{{/with}}{{/inline}}{{#with a}}{{> i name=1}}{{/with}}{{b}}",
        "h1b"
    );
    renders!(
        "{{#*inline 'i'}}{{> j y=2}}{{/inline}}{{#*inline 'j'}}{{x}}{{y}}{{/inline}}{{> i x=1}}",
        "12"
    );
    renders!(
        "{{#*inline 'i'}}{{#if on}}{{on}}{{/if}}{{/inline}}{{> i on=true}}{{> i on=false}}",
        "true"
    );
    renders!("{{#*inline 'i'}}{{f 1}}{{/inline}}{{> i f=(helper double)}}", "2");
}

fn double(n: u32) -> u32 {
    2 * n
}

#[test]
fn inline_partials() {
    renders!("{{#*inline 'a'}}1{{/inline}}{{#*inline 'a'}}2{{/inline}}{{> a}}", "2");
    renders!("{{#*inline 'Card'}}1{{/inline}}{{> Card}}{{> 'Card'}}", "11");
    // They see the block params of the place that defines them, and the loop of the place that includes them.
    let xs = [1, 2];
    renders!(
        "{{#let 7 as |n|}}{{#*inline 'a'}}{{n}}{{@index}}{{this}} {{/inline}}{{#each xs as |n|}}{{#if n}}{{> a}}{{/if}}{{/each}}{{/let}}",
        "701 712 "
    );
    // One that a block defines ends with it.
    renders!(
        "{{#*inline 'a'}}1{{/inline}}{{#if xs}}{{#*inline 'a'}}2{{/inline}}{{> a}}{{/if}}{{> a}}",
        "21"
    );
}

#[test]
fn blocks_of_partials() {
    let (title, on) = ("t", true);
    renders!("{{#*inline 'f'}}[{{> @partial-block}}]{{/inline}}{{#> f}}{{title}}{{/f}}", "[t]");
    renders!("{{#> nothing}}{{title}}{{/nothing}}", "t");
    // An inline partial in the block is one of the partial that is given the block.
    renders!(
        "{{#*inline 'f'}}{{#> nav}}default{{/nav}}|{{> @partial-block}}{{/inline}}\
         {{#> f}}{{/f}} {{#> f}}{{#*inline 'nav'}}own{{/inline}}x{{/f}}",
        "default| own|x"
    );
    renders!(
        "{{#*inline 'f'}}{{#if @partial-block}}[{{> @partial-block}}]{{else if on}}none{{/if}}{{/inline}}{{> f}}{{#> f}}x{{/f}}",
        "none[x]"
    );
    // A block is printed in the scope of the place where it is written.
    renders!(
        "{{#*inline 'f'}}{{#let 1 as |title|}}{{title}}{{> @partial-block}}{{/let}}{{/inline}}{{#> f}}{{title}}{{#if on}}{{/if}}{{/f}}",
        "1t"
    );
}

#[test]
fn lines_are_indented() {
    let (xs, lines, on) = ([1, 2], "a\nb", false);
    renders!("{{#*inline 'i'}}\na\n\nb\n{{/inline}}\n  {{> i}}\nc", "  a\n  \n  b\nc");
    renders!(
        "{{#*inline 'i'}}\n{{#each xs}}\n{{this}}\n{{/each}}\n{{/inline}}\n<\n\t{{> i}}\n>",
        "<\n\t1\n\t2\n>"
    );
    renders!("{{#*inline 'i'}}\n{{lines}}\n{{/inline}}\n  {{> i}}\n", "  a\nb\n");
    renders!(
        "{{#*inline 'i'}}\n{{#if on}}x{{/if}}y\n{{#if on}}x\n{{else}}z\n{{/if}}\n{{/inline}}\n  {{> i}}\n.",
        "  y\n  z\n."
    );
    renders!(
        "{{#*inline 'j'}}\nx\n{{/inline}}\n{{#*inline 'i'}}\n  {{> j}}\n{{/inline}}\n  {{> i}}\n{{> i}}.",
        "    x\n  x\n."
    );
    renders!("{{#*inline 'i'}}\nx\n{{/inline}}\na {{> i}}|\n {{~> i}}", "a x\n|x\n");
}

fn fallible(_: u32) -> Result<u32, &'static str> {
    Err("no")
}

template! {
    struct Failing {}

    include_str!("partials/failing_page.hbs")
}

#[test]
fn an_error_of_a_render_names_the_file_of_the_partial() {
    let error: Error = fails(&Failing {});
    assert!(error.file().is_some_and(|file| file.ends_with("partials/failing.hbs")), "{error}");
    assert_eq!((error.line(), error.column()), (Some(1), Some(3)));
    let error = failure!("{{#*inline 'i'}}{{fallible 1}}{{/inline}}{{> i}}");
    assert!(error.file().is_some_and(|file| file.ends_with("partials.rs")), "{error}");
}
