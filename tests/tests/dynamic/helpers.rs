//! Dynamic data as arguments of helpers, and the errors that only occur at run time.

use crate::both::{LEAGUE, league};
use serde_json::json;
use template_runtime::{ErrorKind, List, Map, Tree, Value};
use template_tests::{failure, renders};

fn shout(text: &str) -> String {
    text.to_uppercase()
}

fn small(n: u8) -> u8 {
    n
}

fn count(list: List<'_>) -> usize {
    list.len()
}

fn keys(map: Map<'_>) -> String {
    map.iter().map(|(key, _)| format!("{key:?} ")).collect()
}

fn get<'v>(value: Value<'v>, name: &str) -> Value<'v> {
    value.get(name)
}

fn or(text: Option<&str>) -> &str {
    text.unwrap_or("none")
}

#[test]
fn the_right_kind() {
    let (json, tree) = (league(), LEAGUE);
    renders!("{{shout json.teams.0.name}} {{shout tree.teams.0.name}}", "OWLS OWLS");
    renders!("{{count json.teams}} {{count tree.teams}}", "2 2");
    renders!("{{{keys json.teams.1.home}}}", r#""city" "odd key" "#);
    renders!("{{{keys tree.teams.1.home}}}", r#""city" "odd key" "#);
    renders!("{{keywords::get json 'year'}}{{keywords::get tree 'missing'}}", "2025");
    renders!("{{keywords::or json.missing}} {{keywords::or tree.sponsor}}", "none none");
}

/// Names that are keywords of the language.
mod keywords {
    pub(super) use super::{get, or};
}

#[test]
fn the_wrong_kind() {
    let json = json!({ "n": 300, "x": 1.5, "list": [1, 2], "map": { "a": null } });
    macro_rules! says {
        ($($text:literal $message:literal;)*) => { $(
            assert_eq!(failure!($text, json = &json).kind().to_string(), $message);
        )* };
    }
    says! {
        "{{shout json.n}}" "helper `shout`: argument 1 must be text, but is 300";
        "{{shout json.missing}}" "helper `shout`: argument 1 must be text, but is null";
        "{{shout json.list}}" "helper `shout`: argument 1 must be text, but is [1, 2]";
        "{{shout json}}" "helper `shout`: argument 1 must be text, but is {\"list\": [1, 2], \"map\": {\"a…";
        "{{small json.n}}" "helper `small`: argument 1 must be an integer (`u8`), but is 300";
        "{{small json.x}}" "helper `small`: argument 1 must be an integer (`u8`), but is 1.5";
        "{{count json.map}}" "helper `count`: argument 1 must be a list, but is {\"a\": null}";
        "{{keys json.list}}" "helper `keys`: argument 1 must be a map, but is [1, 2]";
    }
}

#[test]
fn lists_and_maps_cannot_be_printed() {
    let json = json!({ "list": [1], "map": {} });
    let error = failure!("{{json.list}}", json = &json);
    assert_eq!(*error.kind(), ErrorKind::NotPrintable { got: "a list" });
    let error = failure!("{{json}}", json = &json);
    assert_eq!(error.kind().to_string(), "a map cannot be printed");
    let error = failure!("{{shout (concat 'a' tree)}}", tree = Tree::List(&[]));
    assert_eq!(error.kind().to_string(), "a list cannot be printed");
    failure!("{{tree}}", tree = Tree::Map(&[]));
}

#[test]
fn scalars_cannot_be_looped_over() {
    let error = failure!("{{#each json}}{{/each}}", json = json!(1));
    assert_eq!(*error.kind(), ErrorKind::NotIterable { got: "an integer" });
    let error = failure!("{{#each tree.a}}{{/each}}", tree = Tree::Map(&[("a", "x".into())]));
    assert_eq!(error.kind().to_string(), "cannot loop over text");
}
