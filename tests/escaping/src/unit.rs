//! Cases of single escapers, each tested in a template whose mustache needs just that escaper.

use crate::{
    case::Case,
    compile::{self, Rendered},
    data::Node,
    policy,
    refusal::Reason,
    run::{Outcome, outcome},
    spelling,
    tree::{self, Part},
};
use template_runtime::SafeKind;

/// The text before and after the mustache, by the names of the escapers.
const PLACES: &[(&str, &str, &str)] = &[
    ("js_value", "<script>", "</script>"),
    ("js_str", "<script>\"", "\"</script>"),
    ("css_value", "<style>a{b:", " }</style>"),
    ("css_str", "<style>a{b:\"", "\"}</style>"),
    ("url_normalize", "<a href=\"/", "\">"),
    ("url_escape", "<a href=\"?q=", "\">"),
    ("srcset", "<img srcset=\"", "\">"),
    ("html", "", ""),
];

/// Runs a case.
pub(crate) fn run(case: &Case) -> Outcome {
    if case.about == "strip_tags" {
        return without_tags(case);
    }
    if case.about == "next_js_ctx" {
        return slash(case);
    }
    if case.about == "js_regexp" {
        return in_regexp(case);
    }
    let Some((_, before, after)) = PLACES.iter().find(|(name, ..)| *name == case.about) else {
        return Outcome::Skip(format!("no place for `{}`", case.about));
    };
    let template = format!("{before}{{{{x}}}}{after}");
    let rendered = compile::probe(&template, &Node::map([("x", Node::of(&case.data))]));
    let expected = spelling::alike(&format!("{before}{}{after}", policy::ours(case.text())));
    let is_same =
        matches!(&rendered, Rendered::Output(output) if spelling::alike(output) == expected);
    outcome(is_same, &template, &format!("{expected:?}"), &rendered)
}

/// HTML in an attribute loses its tags: compared as a browser reads the value.
fn without_tags(case: &Case) -> Outcome {
    let template = "<p title=\"{{x}}\">";
    let html = Node::safe(SafeKind::Html, case.data.text().unwrap_or_default());
    let rendered = compile::probe(template, &Node::map([("x", html)]));
    let has_value = |part: &Part| {
        let title = ("title".to_owned(), case.text().to_owned());
        matches!(part, Part::Element { attributes, .. } if attributes.contains(&title))
    };
    let is_same =
        matches!(&rendered, Rendered::Output(output) if tree::parse(output).iter().any(has_value));
    outcome(is_same, template, case.text(), &rendered)
}

/// A value in a regular expression is refused, whatever it is.
fn in_regexp(case: &Case) -> Outcome {
    let template = "<script>x = /{{x}}/</script>";
    let rendered = compile::probe(template, &Node::map([("x", Node::of(&case.data))]));
    let is_refused =
        matches!(&rendered, Rendered::Refused(message) if Reason::Regexp.is_given_by(message));
    outcome(is_refused, template, "a compile error of Regexp", &rendered)
}

/// A `/` after the tokens begins a regular expression, where values are refused, or divides.
fn slash(case: &Case) -> Outcome {
    let tokens = case.data.text().unwrap_or_default();
    let template = format!("<script>{tokens}/{{{{x}}}}/1</script>");
    let rendered = compile::probe(&template, &Node::map([("x", Node::Int(1))]));
    // In `++/a/.b` a regular expression follows: html/template takes it for a division, knowingly.
    let is_prefix = matches!(tokens, "++" | "--");
    let divides = case.text() == "jsCtxDivOp" && !is_prefix;
    let expected = if divides { "a division" } else { "an error, for it is a regular expression" };
    let is_refused =
        matches!(&rendered, Rendered::Refused(message) if Reason::Regexp.is_given_by(message));
    let is_printed = matches!(&rendered, Rendered::Output(_));
    outcome(if divides { is_printed } else { is_refused }, &template, expected, &rendered)
}
