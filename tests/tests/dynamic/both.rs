//! The same data as JSON and as a `Tree`.

use serde_json::{Value as Json, json};
use template_runtime::Tree;

/// Returns a league as JSON.
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

/// The league as a constant. The names are sorted, which is their order in `serde_json`.
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

/// Declares a template whose whole context is a parameter, and checks its output for both forms of the league.
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

/// Declares a strict template, checks that it fails for both forms of the league, and evaluates to the error.
macro_rules! failure {
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

pub(crate) use {failure, prints};
