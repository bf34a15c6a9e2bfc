//! Checks the README, whose Rust blocks are doctests of the package `template-examples`, and the overview of the language.

use std::fs;
use template_runtime::{Block, Data, Stopped, Template, helper, template};

const README: &str = include_str!("../../README.md");
const LANGUAGE: &str = include_str!("../../template-runtime/src/language.md");

/// Returns the code block whose first line contains `beginning`.
fn block(beginning: &str) -> &'static str {
    let mut blocks = README.split("```").skip(1).step_by(2);
    let found = blocks.find_map(|block| {
        let (_language, text) = block.split_once('\n')?;
        text.lines().next()?.contains(beginning).then_some(text)
    });
    found.unwrap_or_else(|| panic!("the README has no block that begins with {beginning}"))
}

/// `ui/readme.rs`, the first example with a misspelt field, is among the cases of `ui.rs`, which compares the message with the
/// output of rustc.
#[test]
fn the_message_is_that_of_the_compiler() {
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/readme");
    let program = fs::read_to_string(format!("{case}.rs")).expect("the case exists");
    let message = fs::read_to_string(format!("{case}.stderr")).expect("the message exists");
    let (program, _main) = program.split_once("\nfn main()").expect("the case has a function");
    assert!(program.starts_with("use template_runtime") && program.contains("scroe"));
    assert!(README.contains(&program.replace("scroe", "score")));
    let message = message.replace("$DIR/ui/readme.rs", "src/page.rs");
    assert_eq!(block("error["), message.replace("ui/readme.rs", "src/page.rs"));
}

/// The README of the package, which crates.io shows, has the beginning of the same message.
#[test]
fn the_package_shows_the_same_message() {
    let package = include_str!("../../template-runtime/README.md");
    let (_, shown) = package.split_once("```text\n").expect("it shows a message");
    let (shown, _) = shown.split_once("```").expect("the block ends");
    assert!(shown.contains("did you mean"));
    assert!(block("error[").starts_with(shown));
}

#[derive(Data)]
struct Team {
    name: &'static str,
    score: u8,
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}

fn today() -> &'static str {
    "Friday"
}

#[helper]
fn greet(greeting: &str, #[named] name: &str, #[named(default = "!")] mark: &str) -> String {
    format!("{greeting} {name}{mark}")
}

#[helper]
fn panel(#[named] title: &str, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.html("<section><h2>")?;
    block.text(title)?;
    block.html("</h2>")?;
    block.body(&[])?;
    block.html("</section>")
}

/// Renders templates, and compares the pairs with the rows of the table.
macro_rules! table {
    ($($text:literal)*) => {
        [$((
            $text,
            template!($text).render().expect("a template of the overview renders"),
        )),*]
    };
}

#[test]
fn the_overview_of_the_language_is_correct() {
    let (name, year, absent) = ("A & B", 2025, None::<&str>);
    let teams = [Team { name: "Ann", score: 3 }, Team { name: "Bob", score: 0 }];
    let rendered = table! {
        "{{name}}"
        "{{{name}}} {{&name}}"
        r#"{{shout "hi"}} {{shout (concat name '!')}}"#
        "{{(today)}}"
        r#"{{greet "Hi" mark="." name="Bob"}} {{str::len "four"}}"#
        r#"{{#panel title="News"}}{{name}}{{/panel}}"#
        r#"{{#let (helper greet "Hi") as |hi|}}{{hi name="Ann"}}{{/let}} {{((fn shout "a"))}}"#
        "{{-1}} {{1.5}} {{true}} [{{null}}]"
        "{{teams.0.name}} {{this.year}} {{teams.[1].name}}"
        r#"{{if absent "some" "none"}} {{unless absent "none"}}"#
        "{{#if absent}}a{{else if year}}b{{else}}c{{/if}}"
        "{{#unless absent}}a{{/unless}}"
        "{{#each teams as |team i|}}{{i}}:{{team.name}} {{else}}none{{/each}}"
        "{{#each teams}}{{@index}}{{@key}}{{@first}}{{@last}} {{/each}}"
        "{{#each teams}}{{name}}/{{../year}}/{{@root.year}}/{{@year}} {{/each}}"
        "{{#with teams.1 as |bob|}}{{name}} {{bob.score}}{{else}}nobody{{/with}}"
        "{{#let (shout name) 7 as |loud n|}}{{loud}} {{n}}{{/let}}"
        "{{#teams}}{{name}} {{/teams}}{{^absent}}none{{/absent}}"
        "{{#each teams.0 as |value name|}}{{name}}={{value}} {{/each}}"
        "{{or absent name}} {{and name year}} {{not absent}} {{eq year 2025}} {{lt 2 1}}"
        r#"{{#each (array 1 "b")}}{{this}}{{/each}} {{#with (hash k=2)}}{{k}}{{/with}} {{lookup teams.0 "name"}}"#
        "a {{! comment }}{{!-- {{long}} comment --}}b"
        "a  {{~ name ~}}  b"
        r"\{{name}} {{{{raw}}}}{{name}}{{{{/raw}}}}"
    };
    let rows = rendered.map(|(text, output)| {
        format!("| `{}` | `{}` |", text.replace('|', r"\|"), output.trim_end())
    });
    let table = LANGUAGE.split_once("| template | prints |\n|---|---|\n").expect("the table").1;
    let shown: Vec<&str> = table.lines().take_while(|line| line.starts_with('|')).collect();
    assert_eq!(shown, rows);
}
