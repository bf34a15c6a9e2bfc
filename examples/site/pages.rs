//! The pages of the site.

use crate::{
    data::{Comment, Report, Site, Trail},
    form::{Form, Mistake, message},
    format::duration,
    layout::Page,
    ui,
};
use template_runtime::{
    helpers::{capitalize, number, pluralize},
    template,
};

template! {
    /// All trails in a table.
    pub(crate) struct ListPage<'a> {
        pub(crate) site: &'a Site,
        pub(crate) trails: &'a [Trail],
        pub(crate) reports: &'a [Report],
        /// Whether the table has the column.
        pub(crate) show_ascent: bool,
    }

    include_str!("templates/list.hbs")
}

template! {
    /// One trail.
    pub(crate) struct DetailPage<'a> {
        pub(crate) site: &'a Site,
        pub(crate) trail: &'a Trail,
        /// The reports about this trail.
        pub(crate) reports: Vec<&'a Report>,
    }

    include_str!("templates/detail.hbs")
}

template! {
    /// A form, with what was wrong when it was sent.
    pub(crate) struct ReportPage<'a> {
        pub(crate) site: &'a Site,
        pub(crate) trails: &'a [Trail],
        pub(crate) conditions: &'a [&'a str],
        pub(crate) form: &'a Form<'a>,
        pub(crate) mistakes: &'a [Mistake],
    }

    include_str!("templates/report.hbs")
}

template! {
    /// The search. Its results are also rendered alone, for a page that is loaded already.
    pub(crate) struct SearchPage<'a> {
        pub(crate) site: &'a Site,
        pub(crate) query: &'a str,
        pub(crate) hits: &'a [&'a Trail],
    }

    include_str!("templates/search.hbs")
}

template! {
    /// Comments and replies.
    pub(crate) struct DiscussionPage<'a> {
        pub(crate) site: &'a Site,
        pub(crate) comments: &'a [Comment],
        pub(crate) warden: &'a str,
    }

    include_str!("templates/discussion.hbs")
}
