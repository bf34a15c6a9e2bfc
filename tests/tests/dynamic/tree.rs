//! `Tree` as a type of Rust.

use template_runtime::{Data, MapData, Tree, Value};

#[test]
fn conversions() {
    assert_eq!(Tree::from(true), Tree::Bool(true));
    assert_eq!(Tree::from(1), Tree::Int(1));
    assert_eq!(Tree::from(0.5), Tree::Float(0.5));
    assert_eq!(Tree::from("x"), Tree::Text("x"));
    assert_eq!(Tree::default(), Tree::Null);
}

/// A tree with a longer lifetime can be used where a shorter one is expected.
fn shorten<'short>(long: Tree<'static>, _: &'short str) -> Tree<'short> {
    long
}

#[test]
fn it_is_covariant() {
    let name = String::from("local");
    let pair = [shorten(Tree::Text("static"), &name), Tree::Text(&name)];
    assert_eq!(format!("{:?}", Tree::List(&pair).value()), r#"["static", "local"]"#);
}

#[test]
fn it_can_be_shared_between_threads() {
    static TREE: Tree<'static> = Tree::List(&[Tree::Null]);
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&TREE);
}

#[test]
fn only_maps_have_entries() {
    let (mut key, mut value) = (Value::Null, Value::Null);
    let list = Tree::List(&[Tree::Null]);
    assert_eq!(list.count(), 0);
    assert!(list.lookup("0").is_none() && !list.entry(0, &mut key, &mut value));
    let map = Tree::Map(&[("a", Tree::Int(1))]);
    assert!(map.entry(0, &mut key, &mut value) && !map.entry(1, &mut key, &mut value));
    assert_eq!(format!("{key:?} {value:?}"), "\"a\" 1");
}
