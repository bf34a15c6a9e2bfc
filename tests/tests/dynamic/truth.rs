//! Truthiness of dynamic data.

use serde_json::{Value as Json, json};
use template_runtime::{Data, Tree};
use template_tests::renders;

#[track_caller]
fn is<T: Data>(x: T, expected: &str) {
    renders!(
        "{{if x 1 0}}{{#if x}}1{{else}}0{{/if}}{{#unless x}}0{{else}}1{{/unless}}{{#with x}}1{{else}}0{{/with}}",
        { x = &x },
        expected
    );
}

#[test]
fn json() {
    for json in [Json::Null, json!(false), json!(0), json!(0.0), json!(-0.0), json!(""), json!([])]
    {
        is(json, "0000");
    }
    for json in [json!(true), json!(-1), json!(0.5), json!("0"), json!([null]), json!({})] {
        is(json, "1111");
    }
}

#[test]
fn trees() {
    let no = [false.into(), 0.into(), 0.0.into(), f64::NAN.into(), "".into(), Tree::List(&[])];
    no.into_iter().for_each(|tree| is(tree, "0000"));
    is(Tree::Null, "0000");
    let yes = [true.into(), 1.into(), "0".into(), Tree::List(&[Tree::Null]), Tree::Map(&[])];
    yes.into_iter().for_each(|tree| is(tree, "1111"));
}
