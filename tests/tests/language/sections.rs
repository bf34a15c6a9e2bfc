//! Sections, `each` over objects, and literals as names.

use std::collections::BTreeMap;
use template_runtime::{Data, Value, dyn_helper, template};
use template_tests::{check, failure, renders};

#[cfg(feature = "alloc")]
#[derive(Data)]
struct Team {
    name: &'static str,
    tags: Vec<&'static str>,
}

#[cfg(feature = "alloc")]
fn owls() -> Team {
    Team { name: "Owls", tags: vec!["a", "b"] }
}

#[test]
fn a_list_is_looped_over() {
    let empty: [u8; 0] = [];
    renders!("{{#x}}{{@index}}{{this}} {{/x}}", { x = [5, 6] }, "05 16 ");
    renders!("{{#x as |n i|}}{{i}}{{n}} {{/x}}", { x = [5, 6] }, "05 16 ");
    renders!("{{#empty}}x{{else}}none{{/empty}}{{#empty}}x{{^}}none{{/empty}}", "nonenone");
    renders!(
        "{{#x}}{{#if @first}}[{{/if}}{{this}}{{#if @last}}]{{/if}}{{/x}}",
        { x = [1, 2] },
        "[12]"
    );
}

#[cfg(feature = "alloc")]
#[test]
fn an_object_is_the_context() {
    let team = owls();
    let none: Option<Team> = None;
    renders!("{{#team}}{{name}}{{#tags}}{{this}}{{../name}}{{/tags}}{{/team}}", "OwlsaOwlsbOwls");
    renders!("{{#none}}x{{else}}nobody{{/none}}", "nobody");
    renders!("{{#team as |t|}}{{t.name}}{{/team}}", "Owls");
    let some = Some(owls());
    renders!("{{#some}}{{name}}{{/some}}", "Owls");
    let map = BTreeMap::from([("k", 1)]);
    renders!("{{#map}}{{k}}{{/map}}", "1");
}

#[test]
fn true_keeps_the_context() {
    renders!("{{#yes}}{{name}}{{/yes}}{{#no}}x{{else}}{{name}}{{/no}}", { yes = true, no = false, name = "n" }, "nn");
    renders!("{{#text}}{{this}}!{{/text}}{{#n}}{{this}}{{/n}}{{#zero}}x{{/zero}}", { text = "t", n = 7, zero = 0 }, "t!7");
}

/// Otherwise a section would print its body without calling the helper.
#[test]
fn a_helper_is_rejected() {
    fn shout(text: &str) -> String {
        text.to_uppercase()
    }
    fn any() -> Value<'static> {
        dyn_helper!(shout).into()
    }
    let error = failure!("{{#let (any) as |w|}}{{#w}}x{{/w}}{{/let}}");
    assert_eq!(error.kind().to_string(), "helper `shout`: a section cannot call a helper");
    renders!("{{#let (any) as |w|}}{{w 'a'}}{{#if w}}b{{/if}}{{^w}}c{{/w}}{{/let}}", "Ab");
}

#[test]
fn inverted_sections() {
    let empty: [u8; 0] = [];
    renders!("{{^empty}}none{{/empty}}{{^x}}a{{else}}b{{/x}}", { x = 1, empty = empty }, "noneb");
    renders!("{{^x}}a{{else if y}}b{{else}}c{{/x}}", { x = 1, y = 1 }, "b");
}

#[test]
fn sections_in_chains() {
    renders!("{{#if a}}1{{else b}}{{this}}{{else}}3{{/if}}", { a = false, b = [7, 8] }, "78");
}

#[test]
fn each_over_the_fields_of_an_object() {
    #[derive(Data)]
    struct Point {
        x: u8,
        y: f32,
        #[data(skip)]
        #[expect(dead_code)]
        hidden: u8,
    }
    let point = Point { x: 1, y: 2.5, hidden: 3 };
    renders!(
        "{{#each point as |v k|}}{{k}}={{v}}{{#unless @last}},{{/unless}}{{/each}}",
        "x=1,y=2.5"
    );
    renders!("{{#each point}}{{@key}}{{@index}} {{/each}}", "x0 y1 ");
    let pair = (1, "two");
    renders!("{{#each pair}}{{@key}}:{{this}} {{/each}}", "0:1 1:two ");
}

#[cfg(feature = "alloc")]
#[test]
fn each_in() {
    let map = BTreeMap::from([("a", 1), ("b", 2)]);
    renders!("{{#each-in map as |key value|}}{{key}}{{value}}{{/each-in}}", "a1b2");
    let empty: BTreeMap<&str, u8> = BTreeMap::new();
    renders!("{{#each-in empty as |k v|}}{{k}}{{v}}{{else}}none{{/each-in}}", "none");
}

#[test]
fn key_is_ignored() {
    renders!("{{#each x key=\"@index\" as |n|}}{{n}}{{/each}}", { x = [1, 2] }, "12");
}

#[test]
fn literals_as_names_are_looked_up() {
    template! {
        struct Odd<'a> {
            #[data(rename = "odd key")]
            odd: &'a str,
            #[data(rename = "12")]
            number: u8,
            #[data(rename = "true")]
            truth: &'a str,
        }
        r#"{{"odd key"}} {{12}} {{true}} {{"none"}} {{13}} {{-1.5}} {{null}}."#
    }
    template! {
        struct Nothing {
            #[data(rename = "1")]
            one: Option<u8>,
        }
        "[{{1}}]"
    }
    check(&Nothing { one: None }, "[]");
    check(&Odd { odd: "o", number: 1, truth: "t" }, "o 1 t none 13 -1.5 .");
    renders!(
        "{{4294967296}} {{\"a & b\"}} {{#each x}}{{1}}{{/each}}",
        { x = [(7, 8)] },
        "4294967296 a &amp; b 8"
    );
}
