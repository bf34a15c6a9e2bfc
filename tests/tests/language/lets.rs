//! `let`: names for values.

use template_runtime::Data;
use template_tests::renders;

#[cfg(feature = "alloc")]
#[derive(Data)]
struct Team<'a> {
    name: &'a str,
    lead: Option<&'a Person>,
    home: Box<Place>,
}

#[cfg(feature = "alloc")]
#[derive(Data)]
struct Person {
    name: String,
    home: Option<Place>,
}

#[cfg(feature = "alloc")]
#[derive(Data)]
struct Place {
    city: String,
}

fn shout(s: &str) -> String {
    s.to_uppercase()
}

#[test]
fn names_for_values() {
    let x = "x";
    renders!("{{#let x as |a|}}{{a}}{{/let}}", "x");
    renders!(
        "{{#let x 1 'two' true null 1.5 as |a b c d e f|}}{{a}}{{b}}{{c}}{{d}}[{{e}}]{{f}}{{/let}}",
        "x1twotrue[]1.5"
    );
    renders!(
        "{{#let (shout x) (shout 'y') as |a b|}}{{a}}{{b}}{{shout (concat a b)}}{{/let}}",
        "XYXY"
    );
    renders!(
        "{{#let list as |l|}}{{#each l}}{{this}}{{/each}}{{l.1}}{{/let}}",
        { list = [1, 2] },
        "122"
    );
    renders!("{{#let x as |a|}}{{/let}}[{{x}}]", "[x]");
}

#[test]
fn names_end_with_the_block() {
    let x = "field";
    renders!("{{#let 1 as |x|}}{{x}}{{/let}}{{x}}", "1field");
    renders!("{{#let 1 as |a|}}{{a}}{{/let}}{{#let 2 as |a|}}{{a}}{{/let}}", "12");
    renders!("{{#let 1 as |x|}}{{#let 2 as |x|}}{{x}}{{/let}}{{x}}{{/let}}{{x}}", "21field");
    // The values are evaluated in the outer scope.
    renders!(
        "{{#let x as |x|}}{{#let x (concat x '!') as |a x|}}{{a}}{{x}}{{/let}}{{/let}}",
        "fieldfield!"
    );
    renders!(
        "{{#let 1 as |a|}}{{#let (concat a a) as |a|}}{{#let (concat a a) as |a|}}{{a}}{{/let}}{{a}}{{/let}}{{a}}{{/let}}",
        "1111111"
    );
}

#[test]
fn the_context_stays() {
    let (x, list) = ("x", [1, 2]);
    renders!(
        "{{#each list}}{{#let this ../x as |n y|}}{{n}}{{y}}{{this}}{{../x}} {{/let}}{{/each}}",
        "1x1x 2x2x "
    );
    renders!(
        "{{#let x as |y|}}{{#each list as |n|}}{{y}}{{n}} {{/each}}{{#with list}}{{y}}{{/with}}{{/let}}",
        "x1 x2 x"
    );
    renders!(
        "{{#each list as |n|}}{{#if n}}{{#let (concat n ../x) as |m|}}{{m}}{{/let}}{{/if}}{{../x}} {{/each}}",
        "1xx 2xx "
    );
}

#[test]
fn in_every_branch() {
    for (yes, expected) in [(true, "[A]"), (false, "[B]")] {
        renders!(
            "[{{#if yes}}{{#let (shout 'a') as |x|}}{{x}}{{/let}}{{else}}{{#let (shout 'b') as |x|}}{{x}}{{/let}}{{/if}}]",
            expected
        );
        renders!("{{#let (if yes (shout 'a') (shout 'b')) as |x|}}[{{x}}]{{/let}}", expected);
    }
}

/// An object that is absent is null, and so are its fields.
#[cfg(feature = "alloc")]
#[test]
fn names_for_objects() {
    let lead = Person { name: "Ann".to_owned(), home: Some(Place { city: "Bern".to_owned() }) };
    let deputy = Person { name: "Bob".to_owned(), home: None };
    let home = |city: &str| Box::new(Place { city: city.to_owned() });
    let teams = [
        Team { name: "a", lead: Some(&lead), home: home("Rome") },
        Team { name: "b", lead: Some(&deputy), home: home("Oslo") },
        Team { name: "c", lead: None, home: home("Graz") },
    ];
    renders!(
        "{{#each teams as |team|}}{{#let team team.lead team.lead.home team.home as |t p h o|}}{{t.name}}: {{p.name}} {{h.city}} {{o.city}}{{#if h}}!{{/if}};{{/let}}{{/each}}",
        "a: Ann Bern Rome!;b: Bob  Oslo;c:   Graz;"
    );
    renders!(
        "{{#*inline 'home'}}[{{city}}{{#let this as |h|}}{{h.city}}{{/let}}]{{/inline}}{{#each teams}}{{> home lead.home}}{{#with lead}}{{#let home as |h|}}{{h.city}}{{/let}}{{/with}}{{/each}}",
        "[BernBern]Bern[][]"
    );
}
