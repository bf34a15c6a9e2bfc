//! A mail as text and as HTML.

use crate::{
    data::{Report, Site},
    layout::Letter,
};
use template_runtime::{
    helpers::{date, pluralize},
    template,
};

template! {
    /// The reports of a week as plain text.
    #[template(escape = "text")]
    pub(crate) struct TextMail<'a> {
        pub(crate) site: &'a Site,
        pub(crate) reader: &'a str,
        pub(crate) reports: &'a [Report],
    }

    include_str!("templates/mail.txt")
}

template! {
    /// The reports of a week as an HTML document.
    pub(crate) struct HtmlMail<'a> {
        pub(crate) site: &'a Site,
        pub(crate) reader: &'a str,
        pub(crate) reports: &'a [Report],
    }

    include_str!("templates/mail.hbs")
}

template! {
    /// A report in the text of a mail. What prints text calls only what prints text, too.
    #[template(escape = "text")]
    struct TextReport<'a> {
        trail: &'a str,
        href: &'a str,
        walker: &'a str,
        time: i64,
        text: &'a str,
        #[inherit]
        site: &'a Site,
    }

    "* {{trail}}, {{date time}}\n  {{text}}\n  – {{walker}}, {{site.url}}{{href}}\n"
}
