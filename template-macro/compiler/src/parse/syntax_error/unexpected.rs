//! Errors that are recognized by the character at which the grammar failed.

use super::FailedTag;
use crate::{
    parse::scan::TagEnd,
    source::{Diagnostic, Span},
};

/// Returns the specific message of a common error.
pub(super) fn common_error(case: &FailedTag<'_>) -> Option<Diagnostic> {
    misplaced_mark(case)
        .or_else(|| empty_tag(case))
        .or_else(|| block_params(case))
        .or_else(|| operator(case))
        .or_else(|| named_argument(case))
        .or_else(|| path(case))
        .or_else(|| closing_tag(case))
        .or_else(|| comma(case))
        .or_else(|| brace(case))
}

/// Returns the generic message: what was expected, and what was found.
pub(super) fn expected_found_error(case: &FailedTag<'_>) -> Diagnostic {
    let at = case.failure.at;
    let (found, length) = match case.found() {
        Some('`') => ("a backtick".to_owned(), 1),
        Some(c) if c.is_control() => (format!("`{}`", c.escape_default()), c.len_utf8()),
        Some(c) => (format!("`{c}`"), c.len_utf8()),
        // A tag that ends with the template is not closed, which has been told.
        None => ("nothing".to_owned(), 0),
    };
    let expected = match case.failure.expected.as_slice() {
        [] => "a value".to_owned(),
        expected => expected.join(" or "),
    };
    Diagnostic::error(Span::new(at, at + length), format!("expected {expected}, found {found}"))
}

/// `{{ #if}}`, `{{{~name}}}`
fn misplaced_mark(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let mark = case.found()?;
    let span = Span::new(case.failure.at, case.failure.at + mark.len_utf8());
    let between = case.text.get(case.opening().end..case.failure.at)?;
    if mark == '~' && case.is_raw() {
        let error = Diagnostic::error(span, "the `~` of `{{{` stands between the braces");
        return Some(error.help("write `{{~{` and `}~}}`"));
    }
    if between.is_empty() || !between.trim().is_empty() || !"#^/&!>".contains(mark) {
        return None;
    }
    let error = Diagnostic::error(span, format!("white space stands in front of `{mark}`"));
    Some(error.help(format!("write `{{{{{mark}`")))
}

/// `{{}}`, `{{#}}`, `(f ())`
fn empty_tag(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = case.failure.at;
    if let TagEnd::Closed(end) = case.stop {
        let inside = case.text.get(case.opening().end..end)?;
        if at >= case.opening().end && inside.trim_matches([' ', '~', '\t', '\n', '\r']).is_empty()
        {
            let span = Span::new(case.at, case.stop.end(case.text));
            return Some(match case.noun() {
                "tag" => Diagnostic::error(span, "this tag has no name").help("write a name in it"),
                _ => Diagnostic::error(span, "this mustache is empty")
                    .help("write a name in it; to print the braces write `\\{{`"),
            });
        }
    }
    let before = case.text[..at].trim_end();
    let empty = case.found() == Some(')') && before.ends_with('(');
    empty.then(|| {
        let span = Span::new(before.len() - 1, at + 1);
        Diagnostic::error(span, "these parentheses are empty").help("write a helper's name in them")
    })
}

/// `a == b`, `a && b`
fn operator(case: &FailedTag<'_>) -> Option<Diagnostic> {
    const OPERATORS: [(&str, &str); 15] = [
        ("===", "call a helper, as `(eq a b)`"),
        ("!==", "call a helper, as `(ne a b)`"),
        ("==", "call a helper, as `(eq a b)`"),
        ("!=", "call a helper, as `(ne a b)`"),
        ("<=", "call a helper, as `(le a b)`"),
        (">=", "call a helper, as `(ge a b)`"),
        ("&&", "call a helper, as `(and a b)`"),
        ("||", "call a helper, as `(or a b)`"),
        ("<", "call a helper, as `(lt a b)`"),
        (">", "call a helper, as `(gt a b)`"),
        ("!", "call a helper, as `(not a)`"),
        ("+", "write a function for it in Rust, and call that"),
        ("*", "write a function for it in Rust, and call that"),
        ("%", "write a function for it in Rust, and call that"),
        ("|", "write the helper in front of its arguments"),
    ];
    // The first `=` of two has been taken for that of a named argument.
    let at = case.failure.at;
    let doubled = case.text[at..].starts_with('=') && case.text[..at].ends_with('=');
    let at = if doubled { at - 1 } else { at };
    let (sign, help) = OPERATORS.iter().find(|(sign, _)| case.text[at..].starts_with(sign))?;
    let span = Span::new(at, at + sign.len());
    let error = Diagnostic::error(span, format!("there is no operator `{sign}` in a template"));
    Some(error.help(*help))
}

/// `a..b`, `a.`, `.a`, `a:b`, `@`
fn path(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = case.failure.at;
    let start = case.text[..at].trim_end_matches(is_path_char).len().max(case.opening().end);
    let end = case.text.len() - case.text[at..].trim_start_matches(is_path_char).len();
    let path = &case.text[start..end];
    if path.is_empty() || path.chars().all(char::is_alphanumeric) {
        return None;
    }
    let is_number =
        path.trim_start_matches('-').starts_with(|c: char| c == '.' || c.is_ascii_digit())
            && path.parse::<f64>().is_ok();
    let noun = if is_number { "number" } else { "path" };
    let help = match path {
        "@" => "write a name behind it, as `@index`".to_owned(),
        "../" | "./" => format!("write `{}`", path.trim_end_matches('/')),
        _ if is_number => "a number begins and ends with a digit".to_owned(),
        _ if path.contains("::") => {
            "`::` stands only between the first names, as in `text::shout`".to_owned()
        }
        _ if path.contains(':') => {
            format!("write `::` in a path of Rust, or `[{path}]` for a name")
        }
        _ => match path.strip_prefix('.') {
            Some(name) if name.starts_with(char::is_alphabetic) => {
                format!("write `{name}` or `./{name}`")
            }
            _ => "names are joined by one `.` or `/`, as in `team.name`".to_owned(),
        },
    };
    let message = format!("`{path}` is not a {noun}");
    Some(Diagnostic::error(Span::new(start, end), message).help(help))
}

fn is_path_char(c: char) -> bool {
    c.is_alphanumeric() || "_-$?@:./".contains(c)
}

/// `f =1`, `f a.b=1`, `f a=`
fn named_argument(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = case.failure.at;
    let before = case.text[..at].trim_end();
    if case.found() == Some('=') {
        let error = Diagnostic::error(
            Span::new(at, at + 1),
            "only a single name can stand in front of `=`",
        );
        return Some(error.help("write a named argument as `name=value`"));
    }
    before.ends_with('=').then(|| {
        let span = Span::new(before.len() - 1, before.len());
        Diagnostic::error(span, "a value is missing behind `=`")
            .help("write a named argument as `name=value`")
    })
}

/// `{{/if ready}}`, `{{/(panel)}}`
fn closing_tag(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = case.failure.at;
    let opening = &case.text[case.at..case.opening().end];
    let TagEnd::Closed(end) = case.stop else { return None };
    if !opening.ends_with('/') {
        return None;
    }
    let error = Diagnostic::error(Span::new(at, end), "a closing tag holds only the block's name");
    match case.found() {
        Some('(') if case.text[case.opening().end..at].trim().is_empty() => {
            Some(error.help("write the name without parentheses"))
        }
        _ if case.text[..at].ends_with(char::is_whitespace) => {
            Some(error.help("remove what stands behind the name"))
        }
        _ => None,
    }
}

/// `f a, b`
fn comma(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = case.failure.at;
    (case.found()? == ',').then(|| {
        let error = Diagnostic::error(Span::new(at, at + 1), "arguments are separated by spaces");
        error.help("remove the `,`")
    })
}

/// `{{a} }}`
fn brace(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = case.failure.at;
    (case.found()? == '}').then(|| {
        let error = Diagnostic::error(Span::new(at, at + 1), "one `}` alone closes nothing");
        error.help("write `}}`")
    })
}

// Errors in `as |name|`.

/// Returns an error about block params, if the grammar failed in them or where they may appear.
fn block_params(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let before = &case.text[case.at..case.failure.at];
    let head = before.split('|').next().unwrap_or_default().trim_end();
    let in_params = head.len() < before.len()
        && head.strip_suffix("as").is_some_and(|rest| rest.ends_with(char::is_whitespace));
    if in_params { error_in_block_params(case, before) } else { misplaced_block_params(case) }
}

/// `as ||`, `as |a`, `as |a, b|`, `as |a| b`
fn error_in_block_params(case: &FailedTag<'_>, before: &str) -> Option<Diagnostic> {
    let at = case.failure.at;
    let found = case.found()?;
    let here = Span::new(at, at + found.len_utf8());
    let bar = case.at + before.rfind('|')?;
    let is_closed = before.matches('|').count() > 1;
    let has_name = !case.text[bar + 1..at].trim().is_empty();
    Some(match found {
        _ if is_closed => Diagnostic::error(here, "block params come last in a tag")
            .help("move what stands behind them in front of the `as`"),
        '|' if !has_name => {
            Diagnostic::error(Span::new(bar, at + 1), "there is no name between these bars")
                .help("write `as |name|`")
        }
        '}' | '~' => {
            Diagnostic::error(Span::new(bar, bar + 1), "these block params are not closed")
                .help("add `|`")
        }
        ',' => {
            Diagnostic::error(here, "block params are separated by spaces").help("remove the `,`")
        }
        _ => {
            Diagnostic::error(here, format!("`{found}` cannot stand in the name of a block param"))
        }
    })
}

/// `|a|` without `as`, and `as |a|` where there is no block
fn misplaced_block_params(case: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = case.failure.at;
    let after = &case.text[at..];
    let bar = after.find('|')?;
    if after[..bar].trim_end() == "as" {
        let names = &after[bar + 1..];
        let end = names.find(['|', '}', '\n']).map_or(0, |end| end + 1);
        let span = Span::new(at, at + bar + 1 + end);
        let error = Diagnostic::error(span, "only a block has block params");
        return Some(error.help("write `{{#name … as |x|}} … {{/name}}`"));
    }
    (bar == 0 && !after.starts_with("||") && case.noun() == "tag").then(|| {
        Diagnostic::error(Span::new(at, at + 1), "`as` is missing in front of the block params")
            .help("write `as |name|`")
    })
}
