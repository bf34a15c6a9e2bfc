//! The noun phrases for HTML contexts.

use crate::context::{
    content::{Content, ContentKind},
    reading::ScriptPlace,
    script::Script,
    state::{Place, State, Value, ValueContent},
    style::{Style, StylePlace},
};

/// Returns the noun phrases for two places, or for their parts if the places are the same.
pub(super) fn describe_both(one: &State, other: &State) -> (String, String) {
    let places = (describe(one), describe(other));
    match (part(one), part(other)) {
        (Some(one), Some(other)) if places.0 == places.1 && one != other => {
            (format!("{one} in {}", places.0), format!("{other} in {}", places.1))
        }
        _ => places,
    }
}

/// Returns the noun phrase for the part of a script or a style sheet.
fn part(state: &State) -> Option<&'static str> {
    let script = |script: &Script| match script.place()? {
        ScriptPlace::Expression | ScriptPlace::Beside => Some("the code"),
        ScriptPlace::String => Some("a string"),
        ScriptPlace::Template => Some("a template literal"),
        ScriptPlace::Regexp => Some("a regular expression"),
        ScriptPlace::Comment => Some("a comment"),
        _ => None,
    };
    let style = |style: &Style| match style.place() {
        StylePlace::Code => Some("the rules"),
        StylePlace::String(_) => Some("a string"),
        StylePlace::Url(_) => Some("a URL"),
        StylePlace::Comment => Some("a comment"),
        _ => None,
    };
    match &state.place {
        Place::Content(Content { kind: ContentKind::Script(token), .. }) => script(token),
        Place::Content(Content { kind: ContentKind::Style(token), .. }) => style(token),
        Place::Value(_, Value { content: ValueContent::Script(token), .. }) => script(token),
        Place::Value(_, Value { content: ValueContent::Style(token), .. }) => style(token),
        _ => None,
    }
}

/// Returns the noun phrase for the element whose content is a script or a style sheet.
pub(super) fn describe_element(state: &State) -> &'static str {
    match &state.place {
        Place::Content(Content { kind: ContentKind::Style(_), .. }) => "a `<style>`",
        _ => "a `<script>`",
    }
}

/// Returns the noun phrase for a place.
pub(super) fn describe(state: &State) -> String {
    match &state.place {
        Place::Text | Place::Lost => String::from("text"),
        Place::TagOpen | Place::EndTagOpen => String::from("a tag"),
        Place::TagName(tag)
        | Place::BeforeName(tag)
        | Place::Separator(tag, _)
        | Place::Name(tag, _)
        | Place::AfterName(tag, _) => {
            let slash = if tag.is_end { "/" } else { "" };
            ["the tag `<", slash, &tag.name, ">`"].concat()
        }
        Place::BeforeValue(_, name) => ["the attribute `", name, "`"].concat(),
        Place::Value(_, value) => describe_value(value),
        Place::Declaration(_) | Place::BogusComment => String::from("a declaration"),
        Place::Comment(_) => String::from("a comment"),
        Place::Cdata(..) => String::from("a CDATA section"),
        Place::Content(content) => match &content.kind {
            ContentKind::Script(_) => String::from("a script"),
            ContentKind::Style(_) => String::from("a style sheet"),
            ContentKind::Rcdata | ContentKind::RawText => format!("`<{}>`", content.end.name),
        },
        Place::Plaintext => String::from("`<plaintext>`"),
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
