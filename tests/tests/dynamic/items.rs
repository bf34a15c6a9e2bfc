//! Dynamic data as items of typed lists and maps.

use crate::both::{LEAGUE, league};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, HashMap};
use template_runtime::{Data, Tree, template};
use template_tests::{check, renders};

template! {
    struct Page<T> {
        items: Vec<T>,
    }

    "{{#each items}}{{@index}} {{name}} {{this.name}} {{teams.0.name}};{{/each}}{{items.1.year}}{{items.2.year}}"
}

#[test]
fn items() {
    let expected = "0 North &amp; South North &amp; South Owls;1 North &amp; South North &amp; South Owls;2025";
    check(&Page { items: vec![league(), league()] }, expected);
    check(&Page { items: vec![LEAGUE, LEAGUE] }, expected);
    check(&Page::<Json> { items: vec![] }, "");
}

#[test]
fn items_of_all_kinds() {
    let items = [json!(null), json!(true), json!(-1), json!("<"), json!(1.5)];
    renders!("{{#each items}}[{{this}}]{{/each}}", "[][true][-1][&lt;][1.5]");
    let items = [Tree::Null, true.into(), (-1).into(), "<".into(), 1.5.into()];
    renders!("{{#each items}}[{{this}}]{{/each}}", "[][true][-1][&lt;][1.5]");
}

#[test]
fn values_of_maps() {
    let map = BTreeMap::from([("a", json!({ "n": 1 })), ("b", json!([2]))]);
    renders!("{{map.a.n}}{{map.b.0}}{{map.c.d}}", "12");
    renders!("{{#each map}}{{@key}}{{n}}{{this.0}} {{/each}}", "a1 b2 ");
    let map = HashMap::from([("a".to_string(), LEAGUE)]);
    renders!("{{map.a.year}}", "2025");
}

#[test]
fn items_of_a_variant() {
    #[derive(Data)]
    enum Block {
        Text(&'static str),
        Any(Json),
    }
    let blocks = [Block::Text("t"), Block::Any(json!({ "a": { "b": 1 } }))];
    renders!(
        "{{#each blocks}}{{#if Any}}{{this.0.a.b}}{{else}}{{this.0}}{{/if}} {{/each}}",
        "t 1 "
    );
}
