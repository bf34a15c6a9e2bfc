//! The same data in both forms.

use serde_json::{Value as Json, json};
use template_runtime::Tree;

/// A league, as JSON.
pub(crate) fn league() -> Json {
    json!({
        "name": "North & South",
        "year": 2025,
        "open": true,
        "sponsor": null,
        "teams": [
            { "name": "Owls", "points": [3, 1], "home": { "city": "Ulm" } },
            { "name": "Foxes", "points": [], "home": { "city": "Bern", "odd key": "!" } },
        ],
    })
}

/// The same, as a constant. The names are in the order that `serde_json` has them: sorted.
pub(crate) const LEAGUE: Tree<'static> = Tree::Map(&[
    ("name", Tree::Text("North & South")),
    ("open", Tree::Bool(true)),
    ("sponsor", Tree::Null),
    ("teams", Tree::List(&[OWLS, FOXES])),
    ("year", Tree::Int(2025)),
]);

const OWLS: Tree<'static> = Tree::Map(&[
    ("home", Tree::Map(&[("city", Tree::Text("Ulm"))])),
    ("name", Tree::Text("Owls")),
    ("points", Tree::List(&[Tree::Int(3), Tree::Int(1)])),
]);

const FOXES: Tree<'static> = Tree::Map(&[
    ("home", Tree::Map(&[("city", Tree::Text("Bern")), ("odd key", Tree::Text("!"))])),
    ("name", Tree::Text("Foxes")),
    ("points", Tree::List(&[])),
]);

/// Makes a template of a whole context, and checks what it prints of the league in both forms.
macro_rules! prints {
    ($text:literal, $expected:expr) => {{
        ::template_runtime::template! {
            #[data(transparent)]
            struct Page<T>(T);
            $text
        }
        ::template_tests::check(&Page($crate::both::league()), $expected);
        ::template_tests::check(&Page($crate::both::LEAGUE), $expected);
    }};
}

/// The same under `strict`, where it prints nothing but fails; gives the error.
macro_rules! refuses {
    ($text:literal) => {{
        ::template_runtime::template! {
            #[template(strict)]
            #[data(transparent)]
            struct Page<T>(T);
            $text
        }
        let error = ::template_tests::fails(&Page($crate::both::league()));
        assert_eq!(error, ::template_tests::fails(&Page($crate::both::LEAGUE)));
        error
    }};
}

pub(crate) use {prints, refuses};
