//! The layouts: the document, and in it the page of the site or the letter of a mail.

use crate::data::Site;
use template_runtime::template;

template! {
    /// An HTML document: the outermost layout of pages and of mails.
    #[slots(head?)]
    pub(crate) struct Document<'a> {
        pub(crate) title: &'a str,
        #[inherit]
        pub(crate) site: &'a Site,
    }

    include_str!("templates/document.hbs")
}

template! {
    /// A page of the site: the menu, a heading, the content, and what stands beside it.
    #[slots(head?, crumbs?, aside?)]
    pub(crate) struct Page<'a> {
        pub(crate) title: &'a str,
        /// The address of the page, which the menu marks.
        pub(crate) href: &'a str,
        #[default]
        pub(crate) intro: Option<&'a str>,
        #[inherit]
        pub(crate) site: &'a Site,
    }

    include_str!("templates/page.hbs")
}

template! {
    /// A mail: a narrow document without a menu.
    pub(crate) struct Letter<'a> {
        pub(crate) title: &'a str,
        #[inherit]
        pub(crate) site: &'a Site,
    }

    include_str!("templates/letter.hbs")
}
