//! Dynamic data as arguments of helpers, and the errors that only occur at run time.

use crate::both::{LEAGUE, league};
use serde_json::json;
use template_runtime::{Data, ErrorKind, List, Map, Template as _, Tree, Value, template};
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

/// A helper takes any value as JSON; objects and arrays of JSON data it also takes as they are.
#[test]
fn as_json() {
    #[derive(Data)]
    struct Team {
        name: &'static str,
        wins: Vec<u8>,
        best: Option<f64>,
        form: Form,
    }
    #[derive(Data)]
    enum Form {
        Known { points: u64 },
    }
    fn dump(value: serde_json::Value) -> String {
        value.to_string()
    }
    fn or_none(value: Option<serde_json::Value>) -> &'static str {
        value.map_or("none", |_| "some")
    }
    fn names(object: &serde_json::Map<String, serde_json::Value>) -> String {
        object.keys().map(String::as_str).collect()
    }
    fn sum(numbers: &[serde_json::Value]) -> u64 {
        numbers.iter().filter_map(serde_json::Value::as_u64).sum()
    }
    fn upper(value: serde_json::Value) -> serde_json::Value {
        json!({ "up": value.to_string().to_uppercase() })
    }
    let team = Team {
        name: "<Owls>",
        wins: vec![1, 2],
        best: Some(1.5),
        form: Form::Known { points: u64::MAX },
    };
    let data = json!({"a": [1, 2, {"b": null}], "c": "x'", "d": 1.5});
    renders!(
        "{{{dump team}}}",
        { team = &team },
        r#"{"best":1.5,"form":{"Known":{"points":18446744073709551615}},"name":"<Owls>","wins":[1,2]}"#
    );
    renders!(
        "{{{dump data}}} {{{dump data.c}}}",
        { data = &data },
        r#"{"a":[1,2,{"b":null}],"c":"x'","d":1.5} "x'""#
    );
    renders!(
        "{{dump 1}} {{dump null}} {{dump -1.5}} {{dump true}} {{dump (array 1 null)}}",
        "1 null -1.5 true [1,null]"
    );
    renders!(
        "{{(or_none)}} {{or_none null}} {{or_none data.d}}",
        { data = &data },
        "none none some"
    );
    renders!(
        "{{names data}} {{sum data.a}} {{get (upper data.c) 'up'}}",
        { data = &data },
        "acd 3 &quot;X&#x27;&quot;"
    );
    let error = failure!("{{names data.a}}", data = &data);
    assert_eq!(
        error.kind().to_string(),
        r#"helper `names`: argument 1 must be a `Map`, but is [1, 2, {"b": null}]"#
    );
    let lists = (0..40).fold(json!(1), |value, _| json!([value]));
    renders!("{{or_none lists}}", { lists = &lists }, "some");
    let lists = (0..200).fold(json!(1), |value, _| json!([value]));
    let error = failure!("{{or_none lists}}", lists = &lists);
    assert!(error.kind().to_string().contains("must be a value that can be JSON"), "{error}");
    // A list in which each item is the same list has more values than memory.
    let page = template!(
        "{{#let (array 1 1 1 1 1 1 1 1) as |a|}}{{#let (array a a a a a a a a) as |b|}}{{#let (array b b b b b b b b) as |c|}}{{#let (array c c c c c c c c) as |d|}}{{#let (array d d d d d d d d) as |e|}}{{#let (array e e e e e e e e) as |f|}}{{#let (array f f f f f f f f) as |g|}}{{#let (array g g g g g g g g) as |h|}}{{or_none h}}{{/let}}{{/let}}{{/let}}{{/let}}{{/let}}{{/let}}{{/let}}{{/let}}"
    );
    let error = page.render().unwrap_err();
    assert!(error.kind().to_string().contains("must be a value that can be JSON"), "{error}");
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
        "{{shout json.missing}}" "helper `shout`: argument 1 must be text, but is null; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call";
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
