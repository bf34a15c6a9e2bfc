//! Errors in paired delimiters: quotes, braces, brackets, parentheses, and the delimiters of comments.

use super::FailedTag;
use crate::{
    parse::{SyntaxError, is_valid_tag, scan::TagEnd},
    source::{Diagnostic, Span},
};

/// Returns the error for an unclosed comment.
pub(super) fn comment(text: &str, at: usize) -> SyntaxError {
    let tag = &text[at..];
    let mark = tag.find('!').map_or(tag.len(), |mark| mark + 1);
    let is_long = tag[mark..].starts_with("--");
    let span = Span::new(at, at + mark + if is_long { 2 } else { 0 });
    let error = Diagnostic::error(span, "this comment is not closed");
    let (error, resume) = match tag.find("}}") {
        Some(end) => {
            (error.help("a comment that begins with `{{!--` ends with `--}}`"), at + end + 2)
        }
        None => (error.help(if is_long { "add `--}}`" } else { "add `}}`" }), text.len()),
    };
    SyntaxError { error, resume }
}

/// Returns the error for an unclosed string: a quote without a partner, or with the quote of another
/// string as its partner.
pub(super) fn string(tag: &FailedTag<'_>) -> Option<SyntaxError> {
    let scan = &tag.scan;
    let doubtful = scan.doubtful.filter(|string| {
        let closed = matches!(tag.stop, TagEnd::Closed(_)) && scan.quote.is_none();
        !closed || tag.failure.at == string.end
    });
    let quote = match (doubtful, scan.quote) {
        (Some(string), _) => string.start,
        // An apostrophe in text after an unclosed mustache is not a quote.
        (None, Some(quote)) if tag.failure.at >= quote && begins_string(tag, quote) => quote,
        _ => return None,
    };
    let mark = &tag.text[quote..=quote];
    let rest = &tag.text[quote..];
    let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let end = rest.find("}}").filter(|&end| end < line);
    let string = &rest[..end.unwrap_or(line)];
    let escaped = format!("\\{mark}");
    let help = if string.contains(&escaped) {
        format!("`{escaped}` is a quote inside the string; add a `{mark}` to end it")
    } else {
        format!("add a `{mark}`")
    };
    let span = Span::new(quote, quote + string.trim_end().len());
    let error = Diagnostic::error(span, "this string is not closed").help(help);
    let resume = rest.find("}}").map_or(tag.text.len(), |end| quote + end + 2);
    Some(SyntaxError { error, resume })
}

/// Returns `true` if the quote at the offset `quote` may begin a string.
fn begins_string(tag: &FailedTag<'_>, quote: usize) -> bool {
    let before = tag.text[..quote].chars().next_back();
    before.is_some_and(|c| c.is_whitespace() || matches!(c, '=' | '('))
        || matches!(tag.stop, TagEnd::Closed(_))
}

/// Returns the error for a tag inside of another one: `{{> Card title={{x}}}}`, if the tag is valid without the braces of the
/// inner one.
pub(super) fn tag_in_tag(tag: &FailedTag<'_>) -> Option<SyntaxError> {
    let TagEnd::Opened(first) = tag.stop else { return None };
    let opening = tag.opening();
    let mut written = tag.text[opening.start..opening.end].to_owned();
    let (mut at, mut open, mut first_end) = (opening.end, 0_usize, None);
    loop {
        let brace = at + tag.text[at..].find(['{', '}'])?;
        written.push_str(&tag.text[at..brace]);
        at = brace + 2;
        match tag.text.get(brace..at)? {
            "{{" => open += 1,
            "}}" if open > 0 => {
                open -= 1;
                first_end.get_or_insert(at);
            }
            "}}" => break,
            _ => return None,
        }
    }
    let written = format!("{}}}}}", written.trim_end());
    let span = Span::new(first, first_end?);
    is_valid_tag(&written).then(|| SyntaxError {
        error: Diagnostic::error(span, "a tag cannot be nested in another tag")
            .help(format!("write `{written}`")),
        resume: at,
    })
}

/// Returns the error for an unclosed tag.
pub(super) fn tag(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let end = match tag.stop {
        TagEnd::Closed(_) | TagEnd::Backslash(_) => return None,
        TagEnd::Opened(next) => next,
        TagEnd::End => tag.text.len(),
    };
    let message = format!("this {} is not closed", tag.noun());
    let close = if tag.has_three_braces() { "}}}" } else { "}}" };
    let opening = tag.opening();
    let inside = tag.text.get(opening.end..end).unwrap_or_default();
    let line = inside.lines().next().unwrap_or_default();
    Some(match line.find('}') {
        Some(brace) => Diagnostic::error(Span::new(tag.at, opening.end + brace + 1), message)
            .help(format!("write `{close}` instead of `}}`")),
        None => Diagnostic::error(opening, message).help(format!("add `{close}`")),
    })
}

/// Returns the error for a tag whose opening and closing braces differ in number.
pub(super) fn braces(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let TagEnd::Closed(end) = tag.stop else { return None };
    let tilde = tag.text[..end].ends_with('~');
    // pest fails at the braces, or at the `~` before them.
    if tag.failure.at + usize::from(tilde) != end && tag.failure.at != end {
        return None;
    }
    let triple = tag.text[end..].starts_with("}}}");
    match (tag.has_three_braces(), triple) {
        (true, false) => {
            let inner = tag.text[..end].ends_with("}~");
            let close = if tilde { "}~}}" } else { "}}}" };
            let message = "this mustache opens with three braces and closes with two";
            let span = Span::new(tag.at, end + 2);
            (!inner).then(|| Diagnostic::error(span, message).help(format!("write `{close}`")))
        }
        (false, true) => {
            let message =
                format!("this {} opens with two braces and closes with three", tag.noun());
            let written = tag.text.get(tag.at..end).unwrap_or_default();
            let written = written.trim_end_matches('~').trim_end();
            let otherwise = match tag.noun() {
                "tag" => "",
                _ => "open it with `{{{` to print without escaping, or ",
            };
            let help = format!(
                "{otherwise}remove the third `}}`, or, to print that, write `{written}~}}}} }}`"
            );
            Some(Diagnostic::error(Span::new(tag.at, end + 3), message).help(help))
        }
        _ => None,
    }
}

/// Returns the error for an unclosed bracket. A closed one is a name, which the grammar accepts here.
pub(super) fn bracket(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let span = Span::new(tag.failure.at, tag.failure.at + 1);
    let open = tag.text[tag.failure.at..].starts_with('[');
    open.then(|| Diagnostic::error(span, "this bracket is not closed").help("add `]`"))
}

/// Returns the error for a parenthesis without a partner.
pub(super) fn parenthesis(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let TagEnd::Closed(end) = tag.stop else { return None };
    if tag.scan.stray == Some(tag.failure.at) {
        let span = Span::new(tag.failure.at, tag.failure.at + 1);
        return Some(Diagnostic::error(span, "this `)` has no matching `(`").help("remove it"));
    }
    let open = *tag.scan.open.last()?;
    let rest = tag.text.get(tag.failure.at..end)?;
    let message = "this parenthesis is not closed";
    rest.trim_start_matches('~')
        .is_empty()
        .then(|| Diagnostic::error(Span::new(open, open + 1), message).help("add `)`"))
}
