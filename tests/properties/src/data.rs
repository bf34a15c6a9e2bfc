//! Data for generated templates.

use arbitrary::{Result, Unstructured};
use conformance::{data::Node, js::Js};

/// The names in the data, which templates look up.
pub(crate) const NAMES: &[&str] = &["a", "b", "list", "map", "name", "0", "odd key", "naïve", "if"];

const TEXTS: &[&str] = &[
    "",
    "text",
    "<b> & \"c\" 'd'",
    "naïve 日本 😀",
    "a longer text, of more than thirty-two bytes <",
];

/// Returns data in which most of the generated paths resolve.
pub(crate) fn league() -> Node {
    let text = |text: &str| Js::Text(text.to_owned());
    let map = |entries: &[(&str, Js)]| {
        Js::Map(entries.iter().map(|(name, js)| ((*name).to_owned(), js.clone())).collect())
    };
    let team = map(&[("name", text("Owls & Co")), ("a", Js::Int(3)), ("list", Js::List(vec![]))]);
    let league = map(&[
        ("name", text("<North>")),
        ("a", Js::Float(1.5)),
        ("b", Js::Bool(true)),
        ("list", Js::List(vec![team.clone(), Js::Null, text("x")])),
        ("map", team),
    ]);
    Node::of(&league).unwrap_or(Node::Null)
}

/// Generates data from bytes.
pub(crate) fn node(u: &mut Unstructured<'_>) -> Result<Node> {
    Ok(Node::of(&js(u, 3)?).unwrap_or(Node::Null))
}

fn js(u: &mut Unstructured<'_>, depth: usize) -> Result<Js> {
    let kinds = if depth == 0 { 5 } else { 8 };
    Ok(match u.int_in_range(0..=kinds)? {
        0 => Js::Null,
        1 => Js::Bool(u.arbitrary()?),
        2 => Js::Int(*u.choose(&[0, 1, -7, 42, i64::MAX, i64::MIN])?),
        3 => Js::Float(*u.choose(&[0.0, -0.0, 0.1, 1e21, 1.5, -2e-7, f64::NAN, f64::INFINITY])?),
        4 => Js::Float(f64::from_bits(u.arbitrary()?)),
        5 => Js::Text((*u.choose(TEXTS)?).to_owned()),
        6 => {
            let count = u.int_in_range(0..=3)?;
            Js::List((0..count).map(|_| js(u, depth - 1)).collect::<Result<_>>()?)
        }
        _ => {
            let count = u.int_in_range(0..=4)?;
            let entry =
                |u: &mut Unstructured<'_>| Ok(((*u.choose(NAMES)?).to_owned(), js(u, depth - 1)?));
            Js::Map((0..count).map(|_| entry(u)).collect::<Result<_>>()?)
        }
    })
}
