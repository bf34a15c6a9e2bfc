//! Errors in paired delimiters: quotes, braces, brackets, parentheses, and the ends of comments.

use super::FailedTag;
use crate::{
    parse::{SyntaxError, scan::TagEnd},
    source::{Diagnostic, Span},
};

/// A comment without an end.
pub(super) fn comment(text: &str, at: usize) -> SyntaxError {
    let tag = &text[at..];
    let mark = tag.find('!').map_or(tag.len(), |mark| mark + 1);
    let long = tag[mark..].starts_with("--");
    let span = Span::new(at, at + mark + if long { 2 } else { 0 });
    let error = Diagnostic::error(span, "this comment is not closed");
    let (error, resume) = match tag.find("}}") {
        Some(end) => {
            (error.help("a comment that begins with `{{!--` ends with `--}}`"), at + end + 2)
        }
        None => (error.help(if long { "add `--}}`" } else { "add `}}`" }), text.len()),
    };
    SyntaxError { error, resume }
}

/// A quote without a partner, or with the quote of another string as its partner.
pub(super) fn string(case: &FailedTag<'_>) -> Option<SyntaxError> {
    let scan = &case.scan;
    let doubtful = scan.doubtful.filter(|string| {
        let closed = matches!(case.stop, TagEnd::Closed(_)) && scan.quote.is_none();
        !closed || case.failure.at == string.end
    });
    let quote = match (doubtful, scan.quote) {
        (Some(string), _) => string.start,
        // An apostrophe in text after an unclosed mustache is not a quote.
        (None, Some(quote)) if case.failure.at >= quote && begins_string(case, quote) => quote,
        _ => return None,
    };
    let mark = &case.text[quote..=quote];
    let rest = &case.text[quote..];
    let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let end = rest.find("}}").filter(|&end| end < line);
    let string = &rest[..end.unwrap_or(line)];
    let escaped = format!("\\{mark}");
    let help = if string.contains(&escaped) {
        format!("`{escaped}` is a quote inside of the string; add a `{mark}` to end it")
    } else {
        format!("add a `{mark}`")
    };
    let span = Span::new(quote, quote + string.trim_end().len());
    let error = Diagnostic::error(span, "this string is not closed").help(help);
    let resume = rest.find("}}").map_or(case.text.len(), |end| quote + end + 2);
    Some(SyntaxError { error, resume })
}

fn begins_string(case: &FailedTag<'_>, quote: usize) -> bool {
    let before = case.text[..quote].chars().next_back();
    before.is_some_and(|c| c.is_whitespace() || matches!(c, '=' | '('))
        || matches!(case.stop, TagEnd::Closed(_))
}

/// A tag without an end.
pub(super) fn tag(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let end = match case.stop {
        TagEnd::Closed(_) => return None,
        TagEnd::Opened(next) => next,
        TagEnd::End => case.text.len(),
    };
    let message = format!("this {} is not closed", case.noun());
    let close = if case.is_raw() { "}}}" } else { "}}" };
    let opening = case.opening();
    let inside = case.text.get(opening.end..end).unwrap_or_default();
    let line = inside.lines().next().unwrap_or_default();
    Some(match line.find('}') {
        Some(brace) => Diagnostic::error(Span::new(case.at, opening.end + brace + 1), message)
            .help(format!("write `{close}` in place of `}}`")),
        None => Diagnostic::error(opening, message).help(format!("add `{close}`")),
    })
}

/// More braces on one side than on the other.
pub(super) fn braces(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let TagEnd::Closed(end) = case.stop else { return None };
    let tilde = case.text[..end].ends_with('~');
    // pest stops before the braces, or before the `~` that belongs to them.
    if case.failure.at + usize::from(tilde) != end && case.failure.at != end {
        return None;
    }
    let triple = case.text[end..].starts_with("}}}");
    match (case.is_raw(), triple) {
        (true, false) => {
            let inner = case.text[..end].ends_with("}~");
            let close = if tilde { "}~}}" } else { "}}}" };
            let message = "this mustache opens with three braces and closes with two";
            let span = Span::new(case.at, end + 2);
            (!inner).then(|| Diagnostic::error(span, message).help(format!("write `{close}`")))
        }
        (false, true) => {
            let message =
                format!("this {} opens with two braces and closes with three", case.noun());
            let help = match case.noun() {
                "tag" => "remove the third `}`",
                _ => "open it with `{{{` to print without escaping, or remove the third `}`",
            };
            Some(Diagnostic::error(Span::new(case.at, end + 3), message).help(help))
        }
        _ => None,
    }
}

/// A bracket without a partner: with one it would fit wherever a name does.
pub(super) fn bracket(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let span = Span::new(case.failure.at, case.failure.at + 1);
    let open = case.text[case.failure.at..].starts_with('[');
    open.then(|| Diagnostic::error(span, "this bracket is not closed").help("add `]`"))
}

/// A parenthesis without a partner.
pub(super) fn parenthesis(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let TagEnd::Closed(end) = case.stop else { return None };
    if case.scan.stray == Some(case.failure.at) {
        let span = Span::new(case.failure.at, case.failure.at + 1);
        return Some(Diagnostic::error(span, "this `)` closes nothing").help("remove it"));
    }
    let open = *case.scan.open.last()?;
    let rest = case.text.get(case.failure.at..end)?;
    let message = "this parenthesis is not closed";
    rest.trim_start_matches('~')
        .is_empty()
        .then(|| Diagnostic::error(Span::new(open, open + 1), message).help("add `)`"))
}
