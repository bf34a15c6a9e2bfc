//! Errors recognized by the character at which the grammar failed.

use super::FailedTag;
use crate::{
    notations::{ARITHMETIC_HELP, operator_help, word_help},
    parse::{names::is_path_of_rust, scan::TagEnd},
    source::{Diagnostic, Span},
};

/// Returns the specific message of a common error.
pub(super) fn common_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    delimiters_error(tag)
        .or_else(|| mark_error(tag))
        .or_else(|| raw_name_error(tag))
        .or_else(|| misplaced_mark_error(tag))
        .or_else(|| empty_tag_error(tag))
        .or_else(|| block_params_error(tag))
        .or_else(|| ternary_error(tag))
        .or_else(|| operator_error(tag))
        .or_else(|| named_argument_error(tag))
        .or_else(|| path_error(tag))
        .or_else(|| closing_tag_error(tag))
        .or_else(|| comma_error(tag))
        .or_else(|| brace_error(tag))
}

/// Returns the generic message: the expected and the found tokens.
pub(super) fn expected_found_error(tag: &FailedTag<'_>) -> Diagnostic {
    let at = tag.failure.at;
    let (found, length) = match tag.found() {
        Some('`') => ("a backtick".to_owned(), 1),
        Some(c) if c.is_control() => (format!("`{}`", c.escape_default()), c.len_utf8()),
        Some(c) => (format!("`{c}`"), c.len_utf8()),
        // An unclosed tag at the end of the template is reported elsewhere.
        None => ("nothing".to_owned(), 0),
    };
    let expected = match tag.failure.expected.as_slice() {
        [] => "a value".to_owned(),
        expected => expected.join(" or "),
    };
    Diagnostic::error(Span::new(at, at + length), format!("expected {expected}, found {found}"))
}

/// Returns the error for a change of the delimiters, as in Mustache: `{{=<% %>=}}`.
fn delimiters_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let TagEnd::Closed(end) = tag.stop else { return None };
    let opening = tag.opening().end;
    let is_change = tag.failure.at == opening
        && tag.text[opening..end].starts_with('=')
        && tag.text[..end].ends_with('=');
    is_change.then(|| {
        let span = Span::new(tag.at, tag.stop.end(tag.text));
        Diagnostic::error(span, "tag delimiters cannot be changed")
            .help("to print braces, write `\\{{`, or put the text in `{{{{raw}}}}`")
    })
}

/// Returns the error for a tag that begins with a mark of Mustache or Go: `{{<parent}}`, `{{/* a comment */}}`.
fn mark_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let TagEnd::Closed(end) = tag.stop else { return None };
    let opening = &tag.text[tag.at..tag.opening().end];
    let inside = &tag.text[tag.opening().end..end];
    let span = Span::new(tag.at, tag.stop.end(tag.text));
    if opening.ends_with('/') && inside.starts_with('*') {
        let error = Diagnostic::error(span, "this is not a comment");
        return Some(error.help("write `{{! … }}`"));
    }
    if tag.has_three_braces() && inside.starts_with('>') {
        let error = Diagnostic::error(
            span,
            "a partial is called with two braces: its output is not escaped again",
        );
        let inside = inside.trim_end_matches('~');
        return Some(error.help(format!("write `{{{{{inside}}}}}`")));
    }
    let name = inside.strip_prefix('<').filter(|_| opening.ends_with('{'))?.trim();
    let error = Diagnostic::error(span, "a tag cannot begin with `<`");
    Some(
        error.help(format!(
            "to pass a block to a partial, write `{{{{#> {name}}}}}…{{{{/{name}}}}}`"
        )),
    )
}

/// Returns the error for a raw identifier of Rust: `r#type`.
fn raw_name_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = tag.failure.at;
    let before = tag.text[tag.opening().end..at].strip_suffix('r')?;
    if tag.found() != Some('#') || before.ends_with(is_name_char) {
        return None;
    }
    let rest = &tag.text[at + 1..];
    let name = &rest[..rest.len() - rest.trim_start_matches(is_name_char).len()];
    let span = Span::new(at - 1, at + 1 + name.len());
    let error = Diagnostic::error(span, "raw identifiers are not supported in templates");
    Some(error.help(format!("write `{name}`")))
}

/// Returns the error for a misplaced mark: `{{ #if}}`, `{{{~name}}}`.
fn misplaced_mark_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let mark = tag.found()?;
    let span = Span::new(tag.failure.at, tag.failure.at + mark.len_utf8());
    let between = tag.text.get(tag.opening().end..tag.failure.at)?;
    if mark == '~' && tag.has_three_braces() {
        let error = Diagnostic::error(span, "the `~` of `{{{` must be between the braces");
        return Some(error.help("write `{{~{` and `}~}}`"));
    }
    if between.is_empty() || !between.trim().is_empty() || !"#^/&!>".contains(mark) {
        return None;
    }
    let error = Diagnostic::error(span, format!("unexpected whitespace before `{mark}`"));
    Some(error.help(format!("write `{{{{{mark}`")))
}

/// Returns the error for an empty tag or empty parentheses: `{{}}`, `{{#}}`, `(f ())`.
fn empty_tag_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = tag.failure.at;
    if let TagEnd::Closed(end) = tag.stop {
        let inside = tag.text.get(tag.opening().end..end)?;
        if at >= tag.opening().end && inside.trim_matches([' ', '~', '\t', '\n', '\r']).is_empty() {
            let span = Span::new(tag.at, tag.stop.end(tag.text));
            return Some(match tag.noun() {
                "tag" => Diagnostic::error(span, "this tag has no name").help("write a name in it"),
                _ => Diagnostic::error(span, "this mustache is empty")
                    .help("write a name in it; to print the braces, write `\\{{`"),
            });
        }
    }
    let before = tag.text[..at].trim_end();
    let empty = tag.found() == Some(')') && before.ends_with('(');
    empty.then(|| {
        let open = before.len() - 1;
        let callee = &before[before[..open].trim_end_matches(is_path_char).len()..open];
        if !callee.is_empty() {
            let span = Span::new(open - callee.len(), at + 1);
            let error = Diagnostic::error(span, format!("`{callee}()` is not a call"));
            return error.help(word_help(callee).unwrap_or_else(|| call_help(callee, "")));
        }
        let span = Span::new(open, at + 1);
        Diagnostic::error(span, "these parentheses are empty").help("write a helper's name in them")
    })
}

/// Returns the help for a call that is written as in Rust: `today()`, `name.len()`. `arguments` are those in
/// its parentheses, with a space before them.
pub(in crate::parse) fn call_help(callee: &str, arguments: &str) -> String {
    match callee.rsplit_once('.') {
        Some((value, method)) if !value.is_empty() && is_path_of_rust(method) => format!(
            "call a helper, or a method by its path: `({method} {value}{arguments})` or \
             `(str::{method} {value}{arguments})`; for a helper in the data, write \
             `({callee}{arguments})`"
        ),
        _ => format!("write `({callee}{arguments})`"),
    }
}

/// Returns the error for the operator `? :`, or `?:`.
fn ternary_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = tag.failure.at;
    if tag.found() != Some(':') {
        return None;
    }
    let inside = &tag.text[tag.opening().end..tag.stop.end(tag.text)];
    let inside = inside.trim_end_matches(['}', '~']);
    let before = &tag.text[tag.opening().end..at];
    let mark = tag.opening().end + before.rfind('?')?;
    let words: Vec<&str> = inside.split_whitespace().collect();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_part_of_name = word.chars().any(|c| c != '?' && is_path_char(c));
    // `?` is allowed in names.
    if is_part_of_name && !words.contains(&"?") && before.contains(char::is_whitespace) {
        return None;
    }
    let (sign, help) = match words.as_slice() {
        _ if mark + 1 == at => ("?:", "call a helper, as in `(or a b)`".to_owned()),
        [condition, "?", then, ":", otherwise] if tag.noun() == "mustache" => {
            ("? :", format!("write `{{{{if {condition} {then} {otherwise}}}}}`"))
        }
        _ => (
            "? :",
            "call `if`, as in `{{if a b c}}`, or `(if a b c)` inside another call".to_owned(),
        ),
    };
    let message = format!("templates have no operator `{sign}`");
    Some(Diagnostic::error(Span::new(mark, at + 1), message).help(help))
}

/// Returns the error for an operator: `a == b`, `a && b`.
fn operator_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    const OPERATORS: [&str; 15] =
        ["===", "!==", "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "+", "*", "%", "|"];
    // The grammar accepted the first `=` of two as part of a named argument.
    let at = tag.failure.at;
    let is_doubled = tag.text[at..].starts_with('=') && tag.text[..at].ends_with('=');
    let at = if is_doubled { at - 1 } else { at };
    let before = tag.text[..at].trim_end();
    if tag.text[at..].starts_with('|') && before.ends_with(['(', ',']) {
        let error =
            Diagnostic::error(Span::new(at, at + 1), "closures are not supported in templates");
        return Some(error.help("write a Rust function, and call it"));
    }
    let sign = *OPERATORS.iter().find(|sign| tag.text[at..].starts_with(**sign))?;
    let help = match sign {
        "+" | "*" | "%" => ARITHMETIC_HELP,
        "|" => "write the helper before its arguments",
        _ => "write a call, as in `(eq a b)`, `(lt a b)`, `(and a b)` and `(not a)`",
    };
    let span = Span::new(at, at + sign.len());
    let error = Diagnostic::error(span, format!("templates have no operator `{sign}`"));
    Some(error.help(help))
}

/// Returns the error for an invalid path or number: `a..b`, `a.`, `.a`, `a:b`, `@`.
fn path_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = tag.failure.at;
    let start = tag.text[..at].trim_end_matches(is_path_char).len().max(tag.opening().end);
    let end = tag.text.len() - tag.text[at..].trim_start_matches(is_path_char).len();
    let path = &tag.text[start..end];
    if path.is_empty() || path.chars().all(char::is_alphanumeric) {
        return None;
    }
    let is_number =
        path.trim_start_matches('-').starts_with(|c: char| c == '.' || c.is_ascii_digit())
            && path.parse::<f64>().is_ok();
    let noun = if is_number { "number" } else { "path" };
    let help = match path {
        "@" => "write a name after it, as in `@index`".to_owned(),
        "../" | "./" => format!("write `{}`", path.trim_end_matches('/')),
        _ if is_number => "a number begins and ends with a digit".to_owned(),
        _ if path.contains("::") => {
            "`::` may appear only between the first names, as in `text::shout`".to_owned()
        }
        _ if path.rsplit_once(':').is_some_and(|(_, format)| is_format(format))
            || path.ends_with(':') && tag.text[end..].starts_with(['<', '>', '^', '#', '+']) =>
        {
            "write a Rust function that formats the value, and call it".to_owned()
        }
        _ if path.strip_suffix(':').is_some_and(|name| !name.contains(':')) => {
            format!("a named argument is written `{}=…`", path.trim_end_matches(':'))
        }
        _ if path.contains(':') => {
            format!("write `::` in a Rust path, or `[{path}]` for a name")
        }
        _ => match path.strip_prefix('.') {
            Some(name) if name.starts_with(char::is_alphabetic) => {
                format!("write `{name}` or `./{name}`")
            }
            _ => "names are joined by one `.` or `/`, as in `team.name`".to_owned(),
        },
    };
    let message = format!("`{path}` is not a valid {noun}");
    Some(Diagnostic::error(Span::new(start, end), message).help(help))
}

/// Returns `true` if text is a format specification of `format!`: `?`, `.2`, `02x`.
fn is_format(text: &str) -> bool {
    let width = text.trim_end_matches(['x', 'X', 'b', 'o', 'e', 'E']);
    let is_width = width.chars().all(|c| c == '?' || c == '.' || c.is_ascii_digit());
    // A single letter is probably the name of a function, except the `x` of hexadecimal numbers.
    is_width && text.len() - width.len() <= 1 && (!width.is_empty() || matches!(text, "x" | "X"))
}

fn is_name_char(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Returns `true` if a character may be part of a path outside brackets.
fn is_path_char(c: char) -> bool {
    c.is_alphanumeric() || "_-$?@:./".contains(c)
}

/// Returns the error for an invalid named argument: `f =1`, `f a.b=1`, `f a=`.
fn named_argument_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = tag.failure.at;
    let before = tag.text[..at].trim_end();
    if tag.found() == Some('=') {
        let error = Diagnostic::error(Span::new(at, at + 1), "expected a single name before `=`");
        return Some(error.help("write a named argument as `name=value`"));
    }
    before.ends_with('=').then(|| {
        let span = Span::new(before.len() - 1, before.len());
        Diagnostic::error(span, "missing value after `=`")
            .help("write a named argument as `name=value`")
    })
}

/// Returns the error for an invalid closing tag: `{{/if ready}}`, `{{/(panel)}}`.
fn closing_tag_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = tag.failure.at;
    let opening = &tag.text[tag.at..tag.opening().end];
    let TagEnd::Closed(end) = tag.stop else { return None };
    if !opening.ends_with('/') {
        return None;
    }
    let error = Diagnostic::error(
        Span::new(at, end),
        "a closing tag can contain only the name of the block",
    );
    match tag.found() {
        Some('(') if tag.text[tag.opening().end..at].trim().is_empty() => {
            Some(error.help("write the name without parentheses"))
        }
        _ if tag.text[..at].ends_with(char::is_whitespace) => {
            Some(error.help("remove what follows the name"))
        }
        _ => None,
    }
}

/// Returns the error for a comma: `f a, b`.
fn comma_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = tag.failure.at;
    (tag.found()? == ',').then(|| {
        let error = Diagnostic::error(Span::new(at, at + 1), "arguments are separated by spaces");
        error.help("remove the `,`")
    })
}

/// Returns the error for a single brace: `{{a} }}`.
fn brace_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = tag.failure.at;
    (tag.found()? == '}').then(|| {
        let error = Diagnostic::error(Span::new(at, at + 1), "a single `}` does not close a tag");
        error.help("write `}}`")
    })
}

/// Returns an error about block params, if the grammar failed in them or where they may appear.
fn block_params_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let before = &tag.text[tag.at..tag.failure.at];
    let head = before.split('|').next().unwrap_or_default().trim_end();
    let in_params = head.len() < before.len()
        && head.strip_suffix("as").is_some_and(|rest| rest.ends_with(char::is_whitespace));
    if in_params {
        invalid_block_params_error(tag, before)
    } else {
        misplaced_block_params_error(tag)
    }
}

/// Returns the error for invalid block params: `as ||`, `as |a`, `as |a, b|`, `as |a| b`.
fn invalid_block_params_error(tag: &FailedTag<'_>, before: &str) -> Option<Diagnostic> {
    let at = tag.failure.at;
    let found = tag.found()?;
    let here = Span::new(at, at + found.len_utf8());
    let bar = tag.at + before.rfind('|')?;
    let is_closed = before.matches('|').count() > 1;
    let has_name = !tag.text[bar + 1..at].trim().is_empty();
    Some(match found {
        _ if is_closed => Diagnostic::error(here, "block params must come last in a tag")
            .help("move what follows them before the `as`"),
        '|' if !has_name => {
            Diagnostic::error(Span::new(bar, at + 1), "expected a name between these bars")
                .help("write `as |name|`")
        }
        '}' | '~' => {
            Diagnostic::error(Span::new(bar, bar + 1), "these block params are not closed")
                .help("add `|`")
        }
        ',' => {
            Diagnostic::error(here, "block params are separated by spaces").help("remove the `,`")
        }
        _ => Diagnostic::error(
            here,
            format!("`{found}` is not allowed in the name of a block param"),
        ),
    })
}

/// Returns the error for misplaced block params: `|a|` without `as`, or `as |a|` outside a block tag.
fn misplaced_block_params_error(tag: &FailedTag<'_>) -> Option<Diagnostic> {
    let at = tag.failure.at;
    let after = &tag.text[at..];
    let bar = after.find('|')?;
    if after[..bar].trim_end() == "as" {
        let names = &after[bar + 1..];
        let end = names.find(['|', '}', '\n']).map_or(0, |end| end + 1);
        let span = Span::new(at, at + bar + 1 + end);
        let error = Diagnostic::error(span, "only a block accepts block params");
        return Some(error.help("write `{{#name … as |x|}} … {{/name}}`"));
    }
    (bar == 0 && !after.starts_with("||") && tag.noun() == "tag").then(|| {
        Diagnostic::error(Span::new(at, at + 1), "missing `as` before the block params")
            .help("write `as |name|`")
    })
}

/// Returns the error for an argument between two others, if it is an operator: `-` in `f a - 1`.
///
/// After the callee, as in `a - 1`, it is found when the call is resolved: it could be the only argument of a helper.
pub(in crate::parse) fn operator_name_error(word: &str, span: Span) -> Option<Diagnostic> {
    let is_operator = matches!(word, "-" | "?" | "??");
    let help = operator_help(word).filter(|_| is_operator)?;
    let message = format!("templates have no operator `{word}`");
    Some(Diagnostic::error(span, message).help(help))
}
