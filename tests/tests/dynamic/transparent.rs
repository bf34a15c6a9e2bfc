//! `#[data(transparent)]` with the derive.

use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use template_runtime::{Data, Kind, template};
use template_tests::{check, renders};

#[derive(Data)]
#[data(transparent)]
struct Meters(f64);

#[derive(Data)]
#[data(transparent)]
struct Named<'a> {
    #[allow(dead_code, reason = "not for the template")]
    #[data(skip)]
    id: Id,
    text: &'a str,
}

/// Not data.
struct Id;

#[derive(Data)]
#[data(transparent)]
struct Wrapper<T>(T);

#[derive(Data)]
#[data(transparent)]
struct Metadata(BTreeMap<String, Json>);

/// A type that contains itself.
#[derive(Data)]
#[data(transparent)]
struct Nested(Vec<Nested>);

#[derive(Data)]
struct Node {
    name: &'static str,
    children: Children,
}

#[derive(Data)]
#[data(transparent)]
struct Children(Vec<Node>);

fn double(n: f64) -> f64 {
    n * 2.0
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}

#[test]
fn it_has_the_shape_of_its_field() {
    assert!(matches!(Meters::SHAPE.get().kind, Kind::Float));
    assert!(matches!(Named::SHAPE.get().kind, Kind::Text));
    assert!(matches!(Wrapper::<Option<u8>>::SHAPE.get().kind, Kind::Optional(_)));
    assert!(matches!(Wrapper::<Json>::SHAPE.get().kind, Kind::Any));
}

#[test]
fn its_value_is_that_of_its_field() {
    renders!("{{m}} {{double m}}", { m = Meters(1.5) }, "1.5 3");
    renders!("{{n}} {{shout n}}", { n = Named { id: Id, text: "<x>" } }, "&lt;x&gt; &lt;X&gt;");
    renders!("{{w.a}}", { w = Wrapper(json!({ "a": 1 })) }, "1");
    renders!("{{w.1}}", { w = Wrapper([1, 2]) }, "2");
    let metadata = Metadata(BTreeMap::from([("a".to_string(), json!([7]))]));
    renders!("{{d.a.0}}{{d.b}}", { d = &metadata }, "7");
}

#[test]
fn it_may_contain_itself() {
    let nested = Nested(vec![Nested(vec![]), Nested(vec![Nested(vec![])])]);
    renders!(
        "{{#each n}}{{@index}}{{#each this}}[{{@index}}]{{/each}}{{/each}}",
        { n = &nested },
        "01[0]"
    );
}

#[test]
fn names_of_its_field_are_checked() {
    template! {
        struct Page {
            node: Node,
        }
        "{{node.name}}{{#each node.children}} {{name}}{{#each children}} {{name}}{{/each}}{{/each}}"
    }
    let leaf = |name| Node { name, children: Children(vec![]) };
    let inner = Node { name: "b", children: Children(vec![leaf("c")]) };
    check(&Page { node: Node { name: "a", children: Children(vec![inner]) } }, "a b c");
}
