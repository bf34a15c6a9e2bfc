//! Methods, filters and functions of other languages, and their names in this language.

use super::term::Term;

/// The module of the standard helpers.
pub(super) const HELPERS: &str = "template_runtime::helpers";

/// The help for an operator of arithmetic.
pub(crate) const ARITHMETIC_HELP: &str = "call a helper: `add`, `sub`, `mul`, `div` and `rem` of `template_runtime::helpers` compute with numbers";

/// The equivalent of a method, filter or function in this language.
enum Meaning {
    /// The value itself: templates borrow what they read.
    Value,
    /// The property `length`.
    Length,
    /// A keyword that is called with the value and the arguments.
    Keyword(&'static str),
    /// A comparison of the value with null.
    Null(&'static str),
    /// A standard helper.
    Helper(&'static str),
    /// `slice value 0 count`
    Take,
}

/// Returns the term for a method or a filter, with the standard helper in it. Returns none for one that has no
/// counterpart.
pub(super) fn method(
    name: &str,
    receiver: &Term,
    arguments: &[Term],
) -> Option<(Term, Option<&'static str>)> {
    let (meaning, most) = meaning(name)?;
    if arguments.len() > most {
        return None;
    }
    let call = |callee: &str| Term::call(callee, std::iter::once(receiver).chain(arguments));
    Some(match meaning {
        Meaning::Value => (receiver.clone(), None),
        Meaning::Length => match receiver.field("length") {
            Some(length) => (length, None),
            None => (call("len"), Some("len")),
        },
        Meaning::Keyword(keyword) => (call(keyword), None),
        Meaning::Null(comparison) => (Term::call(comparison, [receiver, &Term::null()]), None),
        Meaning::Helper(helper) => (call(helper), Some(helper)),
        Meaning::Take => {
            let [count] = arguments else { return None };
            let zero = Term::literal("0");
            (Term::call("slice", [receiver, &zero, count]), Some("slice"))
        }
    })
}

/// Returns the standard helper that does what a method, filter or function of another language does.
#[must_use]
pub fn standard_helper(name: &str) -> Option<&'static str> {
    match meaning(name)?.0 {
        Meaning::Helper(helper) => Some(helper),
        Meaning::Length => Some("len"),
        Meaning::Take => Some("slice"),
        Meaning::Value | Meaning::Keyword(_) | Meaning::Null(_) => None,
    }
}

/// Returns the meaning of a method or a filter, and the maximum number of its arguments.
fn meaning(name: &str) -> Option<(Meaning, usize)> {
    Some(match name {
        "clone" | "to_string" | "to_owned" | "as_str" | "as_ref" | "as_deref" | "as_slice"
        | "as_mut" | "iter" | "iter_mut" | "into_iter" | "into" | "borrow" | "deref" | "unwrap"
        | "cloned" | "copied" | "unwrap_or_default" | "to_vec" | "collect" | "display"
        | "into_inner" | "items" | "toString" | "string" | "escape" | "e" | "force_escape"
        | "enumerate" => (Meaning::Value, 0),
        "expect" => (Meaning::Value, 1),
        "len" | "length" | "size" | "count" => (Meaning::Length, 0),
        "is_empty" | "is_none_or_empty" => (Meaning::Keyword("not"), 0),
        _ if replaces_missing(name) => (Meaning::Keyword("or"), 1),
        "get" | "nth" | "at" => (Meaning::Keyword("get"), 1),
        "eq" => (Meaning::Keyword("eq"), 1),
        "ne" => (Meaning::Keyword("ne"), 1),
        "is_some" => (Meaning::Null("ne"), 0),
        "is_none" => (Meaning::Null("eq"), 0),
        "to_uppercase" | "to_ascii_uppercase" | "toUpperCase" | "upper" | "uppercase"
        | "upcase" => (Meaning::Helper("uppercase"), 0),
        "to_lowercase" | "to_ascii_lowercase" | "toLowerCase" | "lower" | "lowercase"
        | "downcase" => (Meaning::Helper("lowercase"), 0),
        "capitalize" => (Meaning::Helper("capitalize"), 0),
        "trim" | "strip" => (Meaning::Helper("trim"), 0),
        "join" => (Meaning::Helper("join"), 1),
        "first" => (Meaning::Helper("first"), 0),
        "last" => (Meaning::Helper("last"), 0),
        "rev" | "reverse" => (Meaning::Helper("reverse"), 0),
        "replace" => (Meaning::Helper("replace"), 2),
        "truncate" => (Meaning::Helper("truncate"), 1),
        "indent" => (Meaning::Helper("indent"), 1),
        "urlencode" | "url_encode" | "encodeURIComponent" => (Meaning::Helper("url_encode"), 0),
        "json" | "tojson" | "json_encode" => (Meaning::Helper("json"), 0),
        "skip" => (Meaning::Helper("slice"), 1),
        "take" => (Meaning::Take, 1),
        _ => return None,
    })
}

/// Returns `true` if a method or a filter replaces only a missing value.
pub(super) fn replaces_missing(name: &str) -> bool {
    matches!(name, "unwrap_or" | "or" | "default" | "d")
}

/// Returns `true` if a filter turns off escaping of its value.
pub(super) fn is_unescaping(filter: &str) -> bool {
    matches!(filter, "safe" | "raw")
}

/// Returns the loop variable here for one of another language.
pub(crate) fn loop_variable(object: &str, name: &str) -> Option<&'static str> {
    if !matches!(object, "loop" | "forloop") {
        return None;
    }
    Some(match name {
        "index" | "index0" => "@index",
        "first" => "@first",
        "last" => "@last",
        "key" => "@key",
        _ => return None,
    })
}

/// Returns the literal here for a literal of another language.
pub(super) fn literal(name: &str) -> Option<&'static str> {
    Some(match name {
        "true" | "True" => "true",
        "false" | "False" => "false",
        "null" | "none" | "None" | "nil" | "undefined" => "null",
        _ => return None,
    })
}
