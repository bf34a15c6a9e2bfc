//! Compares an output with the output of html/template.

use crate::{
    case::{Case, Policy},
    compile::Rendered,
    dynamic,
    refusal::Reason,
    spelling,
    tree::{self, Part},
};

/// What html/template prints instead of a URL, a name or a style that it refuses.
const THEIRS: &str = "ZgotmplZ";
/// What we print instead of a URL.
const URL: &str = "#unsafe-url";
/// What we print instead of a style.
const STYLE: &str = "unsafe-css";

/// Reports whether the outcome is what the policy wants.
pub fn holds(policy: Policy, case: &Case, rendered: &Rendered) -> bool {
    match (policy, rendered) {
        (Policy::CompileError(reason), Rendered::Refused(message)) => reason.is_given_by(message),
        (Policy::CompileError(_), _) => false,
        (Policy::Same | Policy::Sentinel, Rendered::Output(output)) => {
            spelling::alike(output) == spelling::alike(&ours(case.text()))
        }
        (Policy::Same | Policy::Sentinel, _) => false,
        (Policy::AutoQuoted, Rendered::Output(output)) => {
            has_quotes(output) && parse(output) == parse(&ours(case.text()))
        }
        (Policy::AutoQuoted, Rendered::Refused(message)) => Reason::Unquoted.is_given_by(message),
        (Policy::AutoQuoted, Rendered::Failed(_)) => false,
        (Policy::SameDynamicPart, Rendered::Output(output)) => same_values(case, output),
        // A dynamic name of an element is refused, and static text that leaves an element open, which
        // html/template rewrites.
        (Policy::SameDynamicPart, Rendered::Refused(message)) => {
            let template = case.template.as_deref().unwrap_or_default();
            template.contains("<{{") && Reason::Name.is_given_by(message)
                || tree::is_open(template) && Reason::Unfinished.is_given_by(message)
        }
        (Policy::SameDynamicPart, Rendered::Failed(_)) => false,
    }
}

/// Replaces the words of html/template by ours.
pub fn ours(theirs: &str) -> String {
    theirs.replace(&format!("#{THEIRS}"), URL).replace(THEIRS, STYLE)
}

/// Reports whether the last attribute value is in quotes.
fn has_quotes(output: &str) -> bool {
    let close = output.trim_end_matches('>').trim_end_matches('/').trim_end();
    close.ends_with('"') || close.ends_with('\'')
}

/// Parses a page. An unquoted value cannot be empty, so that html/template prints its word instead.
fn parse(html: &str) -> Vec<Part> {
    let mut parts = tree::parse(html);
    for part in &mut parts {
        if let Part::Element { attributes, .. } = part {
            for (name, value) in attributes {
                if name == "name" && value == STYLE {
                    value.clear();
                }
            }
        }
    }
    parts
}

/// Reports whether the values are printed alike, and in the same elements, while the static text is that of the
/// template.
fn same_values(case: &Case, output: &str) -> bool {
    let template = case.template.as_deref().unwrap_or_default();
    let Some(values) = dynamic::parts(template, output) else { return false };
    let expected = spelling::alike(&ours(case.text()));
    let mut rest = expected.as_str();
    for value in values.into_iter().map(spelling::alike) {
        let Some(at) = rest.find(&value) else { return false };
        rest = &rest[at + value.len()..];
    }
    // A page that depends on no data is as its author wrote it.
    !template.contains("{{") || tree::outline(output) == tree::outline(&ours(case.text()))
}

#[cfg(test)]
mod tests {
    use super::{has_quotes, ours};

    #[test]
    fn words() {
        assert_eq!(ours("<a href='#ZgotmplZ'>"), "<a href='#unsafe-url'>");
        assert_eq!(ours("<p style='ZgotmplZ'>"), "<p style='unsafe-css'>");
    }

    #[test]
    fn quotes() {
        assert!(has_quotes("<a b=1 c=\"2\">") && has_quotes("<a c='2' />"));
        assert!(!has_quotes("<a b=1 c=2>"));
    }
}
