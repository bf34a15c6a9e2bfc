//! The messages about HTML contexts in which values, blocks or static text are not allowed.

mod mistakes;
mod phrases;
mod unsafe_positions;

pub(super) use mistakes::mistake;
pub(super) use unsafe_positions::{forwarded, unsafe_position};

use super::{
    content::{Content, ContentKind},
    state::{HtmlState, State, Value},
};
use crate::{
    resolve::resolved::Statement,
    source::{Diagnostic, Span},
};
use phrases::{describe, describe_both};

/// The help that suggests how to declare that a template is not HTML.
const OTHER_ESCAPE: &str = "if the template is not HTML, set `escape = \"text\"`";

/// Returns the error about `{{{value}}}` outside of text.
pub(super) fn raw_value(span: Span, value: &str, state: &State) -> Diagnostic {
    let context = describe(state);
    let message = format!("an unescaped value is allowed only in text, but this is {context}");
    let help = match &state.html {
        HtmlState::Content(Content { kind: ContentKind::Script(_), .. }) => {
            format!("write `{{{{{value}}}}}`, which prints JSON, or code as a `SafeScript`")
        }
        HtmlState::Content(Content { kind: ContentKind::Style(_), .. }) => {
            format!("write `{{{{{value}}}}}`, and change its type to `SafeStyle`")
        }
        HtmlState::Value(..) | HtmlState::BeforeValue(..) | HtmlState::Content(_) => {
            format!("write `{{{{{value}}}}}`")
        }
        _ => String::from("write the attribute in a block `{{#if …}}`"),
    };
    located(Diagnostic::error(span, message).help(help), state)
}

/// Returns the error about a block in the value of an attribute without quotes.
pub(super) fn block_in_unquoted_value(span: Span, state: &State) -> Diagnostic {
    let name = match &state.html {
        HtmlState::BeforeValue(_, name) | HtmlState::Value(_, Value { name, .. }) => name.as_str(),
        _ => "name",
    };
    let message = format!("a block in the value of `{name}` needs quotes around the value");
    located(Diagnostic::error(span, message).help(format!("write `{name}=\"…\"`")), state)
}

/// Returns the error about a block whose branches end in different HTML contexts.
pub(super) fn branches_differ(span: Span, one: &State, other: &State) -> Diagnostic {
    let (one_end, other_end) = describe_both(one, other);
    let message = if one_end == other_end {
        format!("the branches of this block end in different parts of {one_end}")
    } else {
        format!("the branches of this block end in different contexts: {one_end} and {other_end}")
    };
    let help = "close in each branch what the branch opens";
    let open = if one.is_text() { other } else { one };
    located(Diagnostic::error(span, message).help(help), open)
}

/// Returns the error about a loop whose body does not end where it begins.
pub(super) fn loop_ends(span: Span, begin: &State, end: &State) -> Diagnostic {
    let (begins, ends) = describe_both(begin, end);
    let message = if begins == ends {
        format!("the body of this loop begins and ends in different parts of {begins}")
    } else {
        format!("the body of this loop begins in {begins}, but ends in {ends}")
    };
    let help = "the next iteration begins there: close in the body what the body opens";
    located(Diagnostic::error(span, message).help(help), end)
}

/// Returns the error about a construct that is allowed in text only.
pub(super) fn outside_of_text(span: Span, noun: &str, state: &State) -> Diagnostic {
    let message = format!("{noun} is allowed only in text, but this is {}", describe(state));
    located(Diagnostic::error(span, message), state)
}

/// Returns the error about something with markup in an element whose content browsers may parse as text.
pub(super) fn markup_in_raw(span: Span, noun: &str, element: &str) -> Diagnostic {
    let message =
        format!("{noun} is not allowed in `<{element}>`, whose content browsers may parse as text");
    Diagnostic::error(span, message).help("write its output instead")
}

/// Returns the error about a partial that is called where browsers read some of the elements in such partials by other rules.
pub(super) fn partial_in_foreign(span: Span) -> Diagnostic {
    let message = "partials that may include themselves contain elements that browsers parse differently here";
    Diagnostic::error(span, message).help(
        "move the partial out of `<svg>` or `<math>`, or the elements such as `<p>` and `<style>` out of the partials",
    )
}

/// Returns the error about a body that must end in text.
pub(super) fn unclosed_body(span: Span, noun: &str, end: &State) -> Diagnostic {
    let message = format!("{noun} must end in text, but ends in {}", describe(end));
    located(Diagnostic::error(span, message), end)
}

/// Returns the error about a body that leaves elements of SVG or MathML open.
pub(super) fn unbalanced_body(span: Span, noun: &str) -> Diagnostic {
    let message =
        format!("{noun} must close the `<svg>` and `<math>` that it opens, and no others");
    Diagnostic::error(span, message)
        .help("close the elements in them in the order in which they are opened")
}

/// Returns the error about `{{attributes …}}` that is in no tag.
pub(super) fn attributes_outside_of_tag(span: Span, state: &State) -> Diagnostic {
    let message = format!("attributes are allowed only in a tag, but this is {}", describe(state));
    located(Diagnostic::error(span, message), state)
}

/// Returns the error about a `{{yield}}` that is not in text.
pub(super) fn yield_outside_of_text(span: Span, is_plain: bool, state: &State) -> Diagnostic {
    let context = describe(state);
    if is_plain {
        let message = format!(
            "a plain slot is allowed only in text, `<title>`, `<textarea>` and quoted text attributes, but this is {context}"
        );
        return located(Diagnostic::error(span, message), state);
    }
    let message = format!("a slot is allowed only in text, but this is {context}");
    if state.plain_quote().is_none() {
        return located(Diagnostic::error(span, message), state);
    }
    let help = "declare the slot as plain, `#[slots(name: plain)]`: then it is allowed in `<title>` and in quoted attributes";
    located(Diagnostic::error(span, message).help(help), state)
}

/// Returns the error about a template that does not end in text.
pub(super) fn unclosed_template(end: &State, body: &[Statement]) -> Diagnostic {
    let last = body.last().map(super::statement_span).unwrap_or_default();
    let span = end.opened.0.unwrap_or(Span::new(last.end, last.end));
    let message = format!("the template ends in {}", describe(end));
    let help = match &end.html {
        HtmlState::TagOpen
        | HtmlState::EndTagOpen
        | HtmlState::TagName(_)
        | HtmlState::Declaration(_) => {
            format!("write `&lt;` to print `<`, or close the tag; {OTHER_ESCAPE}")
        }
        _ => format!("close what is opened here; {OTHER_ESCAPE}"),
    };
    Diagnostic::error(span, message).help(help)
}

/// Returns the error about a template whose loops are nested too deeply to be read.
pub(super) fn too_complex() -> Diagnostic {
    let message = "the template is too large to determine how its values are escaped";
    Diagnostic::error(Span::default(), message)
        .help("set `escape = \"entities\"`, which escapes all values as in text")
}

/// Adds where the construct that is open was opened.
fn located(error: Diagnostic, state: &State) -> Diagnostic {
    match state.opened.0 {
        Some(opened) if !state.is_text() && opened != error.span => {
            error.related(opened, "opened here")
        }
        _ => error,
    }
}
