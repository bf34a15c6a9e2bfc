//! The differences that the documentation names, in [`template_runtime::language`].

use crate::{Outcome, generate::Case, theirs::Theirs};

/// How two outcomes differ.
pub(crate) enum Difference {
    /// As the documentation says, under this name.
    Known(&'static str),
    /// In another way.
    Unknown,
}

/// Compares the outcomes of a case.
pub(crate) fn compare(case: &Case, ours: &Outcome, theirs: &Theirs) -> Option<Difference> {
    let class = match (ours, &theirs.page) {
        (Ok(ours), Ok(theirs)) if ours == theirs => return None,
        (Err(_), Err(_)) => return None,
        (Err(error), Ok(_)) => error_class(error),
        (Ok(_), Err(_)) => None,
        (Ok(ours), Ok(_)) => page_class(case, ours, theirs),
    };
    Some(class.map_or(Difference::Unknown, Difference::Known))
}

/// Returns the class of an error that Handlebars does not have.
fn error_class(error: &str) -> Option<&'static str> {
    let of = [", which is a bool", ", which is an integer"];
    if error.ends_with(" cannot be printed") {
        Some("a list, a map or an object is printed: an error")
    } else if error.contains(": cannot loop over ") {
        Some("a loop over a text, a number or a bool: an error")
    } else if error.contains(": no field `") && of.iter().any(|of| error.ends_with(of)) {
        Some("a lookup in `@index`, `@first`, `@last` or `@key`: an error")
    } else {
        None
    }
}

/// Returns the class of a different output.
fn page_class(case: &Case, ours: &str, theirs: &Theirs) -> Option<&'static str> {
    let is_ours = |other: &Outcome| other.as_deref() == Ok(ours);
    let template = &case.template;
    if is_ours(&theirs.with_our_truth) {
        Some("0 and `\"\"` are false for `with` and sections; a section is a loop of one turn")
    } else if is_ours(&theirs.with_our_lookup) {
        Some("`lookup` finds nothing in a text, in false and in 0")
    } else if is_ours(&theirs.with_our_rules) {
        Some("the last two differences at once")
    } else if has_chain(template) && is_same_but_for_space(ours, theirs) {
        Some("white space at the tags of a chain")
    } else if has_same_context(template) {
        Some("a block whose context is that around it is a level for `../`")
    } else {
        None
    }
}

/// Reports whether a template has a chain, such as `{{else if …}}`.
fn has_chain(template: &str) -> bool {
    template.contains("{{else ") || template.contains("{{~else ")
}

/// Reports whether a template has a path that leads out of a block, and a block whose context may be that around it: the
/// context itself, a section over `true`, or a field that is an equal text or number.
fn has_same_context(template: &str) -> bool {
    let blocks = ["with", "#", "each"];
    template.contains("..") && blocks.iter().any(|block| template.contains(block))
}

/// Reports whether only whitespace differs, also where another difference adds to it.
fn is_same_but_for_space(ours: &str, theirs: &Theirs) -> bool {
    let all =
        [&theirs.page, &theirs.with_our_truth, &theirs.with_our_lookup, &theirs.with_our_rules];
    let is_same = |page: &String| without_space(page) == without_space(ours);
    all.into_iter().any(|page| page.as_ref().is_ok_and(is_same))
}

fn without_space(page: &str) -> String {
    page.split_ascii_whitespace().collect()
}
