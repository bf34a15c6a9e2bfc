//! The cases that are not run, with the reasons.

use crate::case::{Case, Kind};

/// Cases, by the ends of their names, and why they are not run.
const BY_NAME: &[(&str, &str)] = &[];

/// Escapers of html/template that have no counterpart, and why.
const UNITS: &[(&str, &str)] = &[
    ("js_regexp", "a value in a regular expression is a compile error"),
    ("decode_css", "a part of the analysis of html/template, which no output shows"),
];

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
