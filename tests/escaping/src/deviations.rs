//! The cases that are not run, with the reasons.

use crate::case::{Case, Kind};
use conformance::js::Js;

/// Cases, by the ends of their names, and why they are not run.
const BY_NAME: &[(&str, &str)] = &[("escape/ctx-097", REWRITTEN), ("escape/ctx-101", REWRITTEN)];

/// html/template writes `\x3C/script>` in a string; as it stands, the tag ends the script in every browser.
const REWRITTEN: &str =
    "static text stays as it is written: `</script>` in a string ends the script";

/// Kinds of values that have no type here, the text that the place of their mustache has, and why cases with them
/// are not run where the output differs.
const KINDS: &[(&str, &[&str], &str)] = &[
    ("js_str", &["<script", " on"], "text in a script has no type of its own: it is escaped"),
    ("srcset", &["srcset"], "`srcset` has no type of its own: its URLs are escaped one by one"),
];

/// Escapers of html/template that have no counterpart, and why.
const UNITS: &[(&str, &str)] =
    &[("decode_css", "a part of the analysis of html/template, which no output shows")];

/// Returns the reason why a case is not run, if there is one.
pub fn reason(case: &Case) -> Option<&'static str> {
    let by_name = BY_NAME.iter().find(|(id, _)| case.id == *id);
    let by_unit = UNITS.iter().find(|(name, _)| case.kind == Kind::Unit && case.about == *name);
    if let Some((_, reason)) = by_name.or(by_unit) {
        return Some(reason);
    }
    if case.kind != Kind::Unit && case.template.is_none() {
        return Some(
            "the language cannot express the template: `break` and `continue`, or `define`",
        );
    }
    None
}

/// Returns the reason why a case may differ from what is expected, if its data has a kind that has no type.
pub fn of_data(case: &Case) -> Option<&'static str> {
    let template = case.template.as_deref().unwrap_or_default();
    let is_kind = |js: &Js, kind| js.get("$safe").and_then(Js::text) == Some(kind);
    let has = |kind| case.data.entries().iter().any(|(_, value)| is_kind(value, kind));
    let is_there = |places: &[&str]| places.iter().any(|place| template.contains(place));
    let found = KINDS.iter().find(|(kind, places, _)| has(*kind) && is_there(places));
    found.map(|(.., reason)| *reason)
}
