//! The whole data of a template.

use crate::both::prints;
use serde_json::{Map, Value as Json, json};
use template_runtime::{Data, Tree, template};
use template_tests::{check, fails};

#[test]
fn names_at_the_root() {
    prints!("{{name}} {{{name}}} {{year}}", "North &amp; South North & South 2025");
    prints!("{{this.year}} {{./year}} {{@root.year}} {{@year}}", "2025 2025 2025 2025");
    prints!("[{{sponsor}}{{nothing}}{{nothing.at.all}}{{year.nothing}}]", "[]");
}

#[test]
fn paths() {
    prints!("{{teams.0.name}} {{teams.1.home.city}}", "Owls Bern");
    prints!("{{teams.[1].home.[odd key]}}{{teams/0/points/1}}", "!1");
    prints!("[{{teams.2.name}}{{teams.name}}{{teams.-1}}{{teams.x}}]", "[]");
}

#[test]
fn loops() {
    prints!(
        "{{#each teams as |team i|}}{{i}}{{@first}} {{team.name}} {{name}} {{../year}};{{/each}}",
        "0true Owls Owls 2025;1false Foxes Foxes 2025;"
    );
    prints!("{{#each teams.0.points}}{{@index}}:{{this}} {{/each}}", "0:3 1:1 ");
    prints!("{{#each teams.1.points}}x{{else}}none{{/each}}", "none");
    prints!("{{#each nothing}}x{{else}}none{{/each}}", "none");
    prints!(
        "{{#each teams}}{{#each home}}{{@key}}={{this}} {{/each}}{{/each}}",
        "city=Ulm city=Bern odd key=! "
    );
    prints!(
        "{{#each this as |_value key|}}{{key}} {{/each}}{{#each this}}{{#if @last}}{{@key}}{{/if}}{{/each}}",
        "name open sponsor teams year year"
    );
}

#[test]
fn blocks() {
    prints!(
        "{{#with teams.1}}{{name}} {{home.city}} {{../name}}{{/with}}",
        "Foxes Bern North &amp; South"
    );
    prints!("{{#with nothing}}x{{else}}nobody{{/with}}", "nobody");
    prints!("{{#let teams.0.home year as |home y|}}{{home.city}} {{y}}{{/let}}", "Ulm 2025");
    prints!("{{#if open}}open{{else}}closed{{/if}} {{unless sponsor 'none'}}", "open none");
}

#[test]
fn a_list_as_the_context() {
    template! {
        #[data(transparent)]
        struct Page<T>(T);
        "{{1}}{{this.0}}{{#each this}}[{{this}}]{{/each}}{{length}}"
    }
    check(&Page(json!(["a", "b"])), "ba[a][b]2");
    check(&Page(Tree::List(&["a".into(), "b".into()])), "ba[a][b]2");
    check(&Page(json!([])), "10");
}

#[test]
fn a_scalar_as_the_context() {
    template! {
        #[data(transparent)]
        struct Page(Json);
        "{{this}}{{name}}"
    }
    check(&Page(json!("a<b")), "a&lt;b");
    check(&Page(json!(1.0)), "1");
    check(&Page(Json::Null), "");
    assert_eq!(fails(&Page(json!([]))).kind().to_string(), "a list cannot be printed");
}

#[test]
fn borrowed_boxed_and_shared() {
    template! {
        #[data(transparent)]
        struct Borrowed<'a>(&'a Json);
        "{{a}}"
    }
    template! {
        #[data(transparent)]
        struct Boxed {
            data: Box<Json>,
        }
        "{{a}}{{data}}"
    }
    template! {
        #[data(transparent)]
        struct Perhaps(Option<Json>);
        "{{a}}"
    }
    let json = json!({ "a": "x" });
    check(&Borrowed(&json), "x");
    check(&Boxed { data: Box::new(json.clone()) }, "x");
    check(&Perhaps(Some(json)), "x");
    check(&Perhaps(None), "");
}

#[test]
fn a_map_of_json_as_the_context() {
    template! {
        #[data(transparent)]
        struct Page(Map<String, Json>);
        "{{b}}{{#each this}} {{@key}}{{this}}{{/each}}{{missing}}"
    }
    let Json::Object(map) = json!({ "a": 1, "b": 2, "c": 3, "d": 4, "e": 5 }) else { return };
    check(&Page(map), "2 a1 b2 c3 d4 e5");
    check(&Page(Map::new()), "");
}

#[test]
fn other_transparent_fields() {
    #[derive(Data)]
    struct Team {
        name: &'static str,
    }
    template! {
        #[data(transparent)]
        /// It has the names of `Team`, and they are checked when this compiles.
        struct Page(Team, #[data(skip)] #[allow(dead_code, reason = "not for the template")] fn());
        "{{name}}"
    }
    check(&Page(Team { name: "Owls" }, || ()), "Owls");
    // Linking has resolved the name.
    assert!(!Page::PROGRAM.to_string().contains("Name"), "{}", Page::PROGRAM);
}

#[test]
fn a_const_can_be_rendered() {
    template! {
        #[data(transparent)]
        struct Page(Tree<'static>);
        "{{title}}"
    }
    const PAGE: Page = Page(Tree::Map(&[("title", Tree::Text("t"))]));
    static SAME: Page = PAGE;
    check(&PAGE, "t");
    check(&SAME, "t");
}
