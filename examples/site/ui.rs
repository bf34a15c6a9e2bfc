//! The components of which the pages consist. Templates call them by path, `{{> ui::Badge}}`, or by name.

use crate::{
    data::{Comment, Grade},
    format::{described, month_name},
};
use template_runtime::{
    Attrs, List,
    helpers::{date, day, len, time, year},
    template,
};

template! {
    /// How hard a trail is, or that it is closed.
    pub(crate) struct Badge<'a> {
        grade: Grade,
        #[default]
        closed: Option<&'a str>,
    }

    r#"<span class="badge {{#if closed}}closed{{else}}{{grade}}{{/if}}">{{#if closed}}Closed{{else}}{{grade}}{{/if}}</span>"#
}

template! {
    /// A table. The caller gives the columns: a label for each, and what the cell of a row contains.
    #[slots(caption: plain, col*(label, class?), empty?)]
    pub(crate) struct Table<'a> {
        rows: List<'a>,
    }

    include_str!("templates/table.hbs")
}

template! {
    /// A fact in a `<dl>`: the content is its value.
    pub(crate) struct Fact<'a> {
        label: &'a str,
    }

    "<div><dt>{{label}}</dt><dd>{{yield}}</dd></div>"
}

template! {
    /// A point in time, for people and for machines.
    pub(crate) struct Stamp {
        /// In Unix seconds.
        seconds: i64,
    }

    r#"<time datetime="{{date seconds}}T{{time seconds}}Z">{{day seconds}} {{month_name seconds}} {{year seconds}}</time>"#
}

template! {
    /// What a walker reports of a trail. The content is its heading, which is the date if there is no content.
    pub(crate) struct ReportItem<'a> {
        walker: &'a str,
        time: i64,
        text: &'a str,
    }

    include_str!("templates/report_item.hbs")
}

template! {
    /// A field of a form: its label, its control, and what helps to fill it. The control is an `<input>` unless the
    /// caller gives another one, to which the field yields its id, the ids of what describes it, and what is wrong.
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

    include_str!("templates/field.hbs")
}

template! {
    /// A button that opens a modal dialog, and the dialog. Browsers do this without a script.
    #[slots(actions?)]
    pub(crate) struct Modal<'a> {
        id: &'a str,
        title: &'a str,
        /// The label of the button.
        label: &'a str,
    }

    include_str!("templates/modal.hbs")
}

template! {
    /// Comments with their replies, theirs, and so on: the component calls itself.
    pub(crate) struct Thread<'a> {
        comments: &'a [Comment],
        /// The author whose comments are marked.
        warden: &'a str,
    }

    include_str!("templates/thread.hbs")
}
