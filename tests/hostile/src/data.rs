//! Attacks with data: it is deep, or large, or lies about itself.

use crate::attack::{Attack, compiler, rendered};
use std::collections::{BTreeMap, HashMap};
use template_runtime::{Data, Map, MapData, ShapeRef, Tree, Value};

/// A list in a list, `n` times, as JSON.
fn deep(n: usize) -> serde_json::Value {
    let mut value = serde_json::Value::Null;
    for _ in 0..n {
        value = serde_json::Value::Array(vec![value]);
    }
    value
}

/// A map without end: each of its entries is the map itself.
struct Endless;

impl Data for Endless {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    fn value(&self) -> Value<'_> {
        Value::Map(Map::new(self))
    }
}

impl MapData for Endless {
    fn count(&self) -> usize {
        2
    }

    fn lookup(&self, _: &str) -> Option<Value<'_>> {
        Some(self.value())
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        *key = Value::Text("x");
        *value = self.value();
        index < 2
    }
}

pub(crate) fn attacks() -> Vec<Attack> {
    let mut attacks = Vec::new();
    for (name, text) in [
        ("json", "{{json this}}"),
        ("script", "<script>x = {{this}}</script>"),
        ("loop", "{{#each this}}{{#each this}}{{/each}}{{/each}}"),
        ("comparison", "{{eq this this}}"),
        ("condition", "{{#if this}}{{/if}}"),
        ("join", "{{join this ','}}"),
        ("text", "{{this}}"),
        ("lookup", "{{#let (lookup this 'x') as |y|}}{{y.x.x.x}}{{/let}}"),
    ] {
        attacks.push(Attack::new(format!("data without end: {name}"), "ed", move || {
            rendered(&compiler(), text.to_owned(), &Endless)
        }));
        attacks.push(Attack::new(format!("deep data: {name}"), "ed", move || {
            let data = deep(10_000);
            let result = rendered(&compiler(), text.to_owned(), &data);
            // Dropping it is a recursion of its own.
            std::mem::forget(data);
            result
        }));
    }
    let debugged = |name: &str, data: &'static (dyn Fn() -> usize + Send + Sync)| {
        Attack::new(format!("debug output: {name}"), "bounded", move || {
            let length = data();
            if length < 4 << 20 { String::from("bounded") } else { format!("{length} bytes") }
        })
    };
    attacks.push(debugged("a map without end", &|| format!("{:?}", Endless.value()).len()));
    attacks
        .push(debugged("a map without end, indented", &|| format!("{:#?}", Endless.value()).len()));
    attacks.push(debugged("deep data", &|| {
        let data = deep(10_000);
        let length = format!("{:?}", data.value()).len();
        std::mem::forget(data);
        length
    }));
    let many = 200_000;
    for (name, text) in [
        ("each", "{{#each this as |value key|}}{{/each}}"),
        ("json", "{{len (json this)}}"),
        ("script", "<script>x = {{this}}</script>"),
    ] {
        attacks.push(Attack::new(format!("a large hash map: {name}"), "rendered", move || {
            let data: HashMap<String, u32> = (0..many).map(|i| (format!("key{i}"), i)).collect();
            rendered(&compiler(), text.to_owned(), &data)
        }));
        attacks.push(Attack::new(format!("a large tree map: {name}"), "rendered", move || {
            let data: BTreeMap<String, u32> = (0..many).map(|i| (format!("key{i}"), i)).collect();
            rendered(&compiler(), text.to_owned(), &data)
        }));
        attacks.push(Attack::new(
            format!("a large object of JSON: {name}"),
            "rendered",
            move || {
                let data: serde_json::Map<String, serde_json::Value> =
                    (0..many).map(|i| (format!("key{i}"), i.into())).collect();
                rendered(&compiler(), text.to_owned(), &serde_json::Value::Object(data))
            },
        ));
    }
    attacks.push(Attack::new("texts that are not text", "rendered", || {
        let text: String = (0..=0x2_ffffu32).filter_map(char::from_u32).collect();
        let data = [("x", Tree::Text(&text))];
        let page = "{{x}}<p title={{x}}><a href='{{x}}'>{{json x}}<script>x = {{x}}</script>{{uppercase x}}{{truncate x 5}}{{url_encode x}}";
        rendered(&compiler(), page.to_owned(), &Tree::Map(&data))
    }));
    attacks
}
