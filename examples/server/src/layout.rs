//! The components of which the pages consist.

use crate::{data::Tool, format::euros, reload::reload_script, site::Site};
use template_runtime::{Attrs, template};

template! {
    /// The document: head, menu, heading, content.
    pub(crate) struct Page<'a> {
        pub(crate) title: &'a str,
        #[default]
        pub(crate) intro: Option<&'a str>,
        #[inherit]
        pub(crate) site: &'a Site,
    }

    include_str!("../templates/page.hbs")
}

template! {
    /// A field of a form: its label, its control, a hint, and what is wrong. The control is an `<input>` unless the caller
    /// gives another one, to which the field yields its id, the ids of what describes it, and what is wrong.
    #[slots(control?)]
    pub(crate) struct Field<'a> {
        /// The name of the control, and its id.
        name: &'a str,
        label: &'a str,
        #[default("")]
        value: &'a str,
        hint: Option<&'a str>,
        error: Option<&'a str>,
        /// The attributes of the `<input>` that are no fields of this struct.
        #[rest]
        rest: Attrs<'a>,
    }

    include_str!("../templates/field.hbs"),
    fn described = described
}

/// Returns the ids of the elements that describe a field, separated by spaces, or `None` if there are none.
fn described(name: &str, hint: Option<&str>, error: Option<&str>) -> Option<String> {
    let hint = hint.map(|_| format!("{name}-hint"));
    let error = error.map(|_| format!("{name}-error"));
    match (hint, error) {
        (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
        (hint, error) => hint.or(error),
    }
}

template! {
    /// A tool in a list.
    pub(crate) struct Card<'a> {
        tool: &'a Tool,
    }

    include_str!("../templates/card.hbs")
}
