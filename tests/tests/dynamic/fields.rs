//! Dynamic data as a field of typed data.

use crate::both::{LEAGUE, league};
use serde_json::{Map, Number, Value as Json, json};
use template_runtime::{Data, Tree, template};
use template_tests::{check, renders};

#[derive(Data)]
struct Site<T> {
    title: &'static str,
    data: T,
}

template! {
    struct Page<T> {
        site: Site<T>,
        extra: Option<T>,
    }

    "{{site.title}}: {{site.data.name}}{{#each site.data.teams as |team|}} {{team.name}}\
     {{#each team.points}} {{@../index}}.{{this}}{{/each}}{{/each}}\
     [{{extra.year}}{{site.data.missing}}{{site.data.name.missing}}]"
}

#[test]
fn a_field() {
    let expected = "T: North &amp; South Owls 0.3 0.1 Foxes[2025]";
    let site = Site { title: "T", data: league() };
    check(&Page { site, extra: Some(league()) }, expected);
    let site = Site { title: "T", data: LEAGUE };
    check(&Page { site, extra: Some(LEAGUE) }, expected);
    let expected = "T: North &amp; South Owls 0.3 0.1 Foxes[]";
    let site = Site { title: "T", data: LEAGUE };
    check(&Page { site, extra: None }, expected);
}

#[test]
fn a_variable() {
    let (json, tree) = (league(), LEAGUE);
    renders!("{{json.teams.1.name}} {{tree.teams.1.name}}", "Foxes Foxes");
    renders!(
        "{{#with json}}{{name}}{{#with @tree}}{{year}}{{/with}}{{/with}}",
        "North &amp; South2025"
    );
    renders!("{{concat json.year '/' tree.year}}{{json.missing}}", "2025/2025");
}

#[test]
fn parts_of_json() {
    let Json::Object(map) = json!({ "a": [1, { "b": null }] }) else { return };
    renders!("{{map.a.0}}{{map.a.1.b}}{{map.c}}", "1");
    renders!("{{#each map}}{{@key}}{{/each}}", "a");
    let empty: Map<String, Json> = Map::new();
    renders!("{{#each empty}}x{{else}}none{{/each}}", "none");
    let number = Number::from(7);
    renders!("{{number}}", "7");
}

#[test]
fn a_large_object_is_looped_over_in_order() {
    let object: Map<String, Json> = (0..100).map(|n| (format!("k{n:03}"), json!(n))).collect();
    let expected: String = (0..100).map(|n| format!("k{n:03}={n} ")).collect();
    let json = Json::Object(object);
    renders!("{{#each json}}{{@key}}={{this}} {{/each}}", &expected);
    renders!("{{#each json as |value key|}}{{key}}={{value}} {{/each}}", &expected);
}

#[test]
fn a_tree_finds_the_first_of_two_names() {
    let tree = Tree::Map(&[("a", Tree::Int(1)), ("a", Tree::Int(2))]);
    renders!("{{tree.a}}{{#each tree}} {{@key}}{{this}}{{/each}}", "1 a1 a2");
}
