//! The noun phrases for HTML contexts.

use crate::context::{
    content::{Content, ContentKind},
    reading::ScriptRole,
    script::Script,
    state::{HtmlState, State, Value, ValueContent},
    style::{Style, StyleRole},
};

/// Returns the noun phrases for two HTML contexts: those of their parts if the contexts are the same.
pub(super) fn describe_both(one: &State, other: &State) -> (String, String) {
    let contexts = (describe(one), describe(other));
    match (part(one), part(other)) {
        (Some(one), Some(other)) if contexts.0 == contexts.1 && one != other => {
            (format!("{one} in {}", contexts.0), format!("{other} in {}", contexts.1))
        }
        _ => contexts,
    }
}

/// Returns the noun phrase for the part of a script or a style sheet.
fn part(state: &State) -> Option<&'static str> {
    let script = |script: &Script| match script.role()? {
        ScriptRole::Expression | ScriptRole::Beside => Some("the code"),
        ScriptRole::String => Some("a string"),
        ScriptRole::Template => Some("a template literal"),
        ScriptRole::Regexp => Some("a regular expression"),
        ScriptRole::Comment => Some("a comment"),
        _ => None,
    };
    let style = |style: &Style| match style.role() {
        StyleRole::Code => Some("the rules"),
        StyleRole::String(_) => Some("a string"),
        StyleRole::Url(_) => Some("a URL"),
        StyleRole::Comment => Some("a comment"),
        _ => None,
    };
    match &state.html {
        HtmlState::Content(Content { kind: ContentKind::Script(token), .. }) => script(token),
        HtmlState::Content(Content { kind: ContentKind::Style(token), .. }) => style(token),
        HtmlState::Value(_, Value { content: ValueContent::Script(token), .. }) => script(token),
        HtmlState::Value(_, Value { content: ValueContent::Style(token), .. }) => style(token),
        _ => None,
    }
}

/// Returns the noun phrase for the element whose content is a script or a style sheet.
pub(super) fn describe_element(state: &State) -> &'static str {
    match &state.html {
        HtmlState::Content(Content { kind: ContentKind::Style(_), .. }) => "a `<style>`",
        _ => "a `<script>`",
    }
}

/// Returns the noun phrase for the HTML context.
pub(super) fn describe(state: &State) -> String {
    match &state.html {
        HtmlState::Text | HtmlState::Lost => String::from("text"),
        HtmlState::TagOpen | HtmlState::EndTagOpen => String::from("a tag"),
        HtmlState::TagName(tag)
        | HtmlState::BeforeName(tag)
        | HtmlState::Separator(tag, _)
        | HtmlState::Name(tag, _)
        | HtmlState::AfterName(tag, _) => {
            let slash = if tag.is_end { "/" } else { "" };
            ["the tag `<", slash, &tag.name, ">`"].concat()
        }
        HtmlState::BeforeValue(_, name) => ["the attribute `", name, "`"].concat(),
        HtmlState::Value(_, value) => describe_value(value),
        HtmlState::Declaration(_) | HtmlState::BogusComment => String::from("a declaration"),
        HtmlState::Comment(_) => String::from("a comment"),
        HtmlState::Cdata(..) => String::from("a CDATA section"),
        HtmlState::Content(content) => match &content.kind {
            ContentKind::Script(_) => String::from("a script"),
            ContentKind::Style(_) => String::from("a style sheet"),
            ContentKind::Rcdata | ContentKind::RawText => format!("`<{}>`", content.end.name),
        },
        HtmlState::Plaintext => String::from("`<plaintext>`"),
    }
}

fn describe_value(value: &Value) -> String {
    let what = match &value.content {
        ValueContent::Script(_) => "the script in ",
        ValueContent::Style(_) => "the style sheet in ",
        _ => "the value of ",
    };
    format!("{what}`{}`", value.name)
}
