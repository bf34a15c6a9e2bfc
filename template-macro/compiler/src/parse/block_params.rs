//! Mistakes with `as |name|`.

use super::case::Case;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Says what is wrong, if the grammar gave up in block params or where some might stand.
pub(super) fn misfit(case: &Case<'_>) -> Option<Diagnostic> {
    let before = &case.text[case.at..case.failure.at];
    let head = before.split('|').next().unwrap_or_default().trim_end();
    let in_params = head.len() < before.len()
        && head.strip_suffix("as").is_some_and(|rest| rest.ends_with(char::is_whitespace));
    if in_params { inside(case, before) } else { outside(case) }
}

/// `as ||`, `as |a`, `as |a, b|`, `as |a| b`
fn inside(case: &Case<'_>, before: &str) -> Option<Diagnostic> {
    let at = case.failure.at;
    let found = case.found()?;
    let here = Span::new(at, at + found.len_utf8());
    let bar = case.at + before.rfind('|')?;
    let is_closed = before.matches('|').count() > 1;
    let has_name = !case.text[bar + 1..at].trim().is_empty();
    Some(match found {
        _ if is_closed => Diagnostic::new(here, "block params come last in a tag")
            .help("move what stands behind them in front of the `as`"),
        '|' if !has_name => {
            Diagnostic::new(Span::new(bar, at + 1), "there is no name between these bars")
                .help("write `as |name|`")
        }
        '}' | '~' => Diagnostic::new(Span::new(bar, bar + 1), "these block params are not closed")
            .help("add `|`"),
        ',' => Diagnostic::new(here, "block params are separated by spaces").help("remove the `,`"),
        _ => Diagnostic::new(here, format!("`{found}` cannot stand in the name of a block param")),
    })
}

/// `|a|` without `as`, and `as |a|` where there is no block
fn outside(case: &Case<'_>) -> Option<Diagnostic> {
    let at = case.failure.at;
    let after = &case.text[at..];
    let bar = after.find('|')?;
    if after[..bar].trim_end() == "as" {
        let names = &after[bar + 1..];
        let end = names.find(['|', '}', '\n']).map_or(0, |end| end + 1);
        let span = Span::new(at, at + bar + 1 + end);
        let error = Diagnostic::new(span, "only a block has block params");
        return Some(error.help("write `{{#name … as |x|}} … {{/name}}`"));
    }
    (bar == 0 && !after.starts_with("||") && case.noun() == "tag").then(|| {
        Diagnostic::new(Span::new(at, at + 1), "`as` is missing in front of the block params")
            .help("write `as |name|`")
    })
}
