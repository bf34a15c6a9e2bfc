//! Templates whose files lie in the output folder of the build, where tests edit them.

#![allow(deprecated, reason = "the templates read few fields before they are edited")]
#![allow(missing_docs, reason = "the names of the fields say what they are")]

use std::collections::BTreeMap;
use template_runtime::{Data, SafeHtml, reload, template};

include!(concat!(env!("OUT_DIR"), "/literals.rs"));

/// A row of a list.
#[derive(Data)]
pub struct Row<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its tags.
    pub tags: Vec<&'a str>,
    /// A price, which may be unknown.
    pub price: Option<f64>,
    /// The row above.
    pub above: Option<&'a Row<'a>>,
}

impl<'a> Row<'a> {
    /// Creates a row.
    #[must_use]
    pub fn new(name: &'a str) -> Self {
        Self { name, tags: vec!["a", "b"], price: None, above: None }
    }
}

/// Returns the text in capitals.
#[must_use]
pub fn shout(text: &str) -> String {
    text.to_uppercase()
}

fn reload_script() -> SafeHtml<String> {
    reload::script("/reload")
}

template! {
    /// A page, with data that the built text does not read.
    pub struct Page<'a> {
        pub title: &'a str,
        pub rows: &'a [Row<'a>],
        pub first: Option<&'a Row<'a>>,
        pub by_name: BTreeMap<String, u64>,
        pub is_new: bool,
        pub size: (u32, i64),
        pub inner: Box<Inline<'a>>,
    }

    include_str!(concat!(env!("OUT_DIR"), "/page.hbs"))
}

template! {
    /// A page with a partial.
    pub struct List<'a> {
        pub rows: &'a [Row<'a>],
    }

    include_str!(concat!(env!("OUT_DIR"), "/list.hbs"))
}

template! {
    /// A component.
    pub struct Card<'a> {
        pub label: &'a str,
        #[default(2)]
        pub level: u32,
    }

    include_str!(concat!(env!("OUT_DIR"), "/card.hbs"))
}

template! {
    /// A page that calls the component.
    pub struct Caller<'a> {
        pub rows: &'a [Row<'a>],
    }

    include_str!(concat!(env!("OUT_DIR"), "/caller.hbs"))
}

template! {
    /// A component with a slot.
    pub struct Boxed<'a> {
        pub title: &'a str,
    }

    include_str!(concat!(env!("OUT_DIR"), "/boxed.hbs"))
}

template! {
    /// A page that fills the slot.
    pub struct Around {}

    include_str!(concat!(env!("OUT_DIR"), "/around.hbs"))
}

template! {
    /// A text that is not HTML.
    #[template(text)]
    pub struct Mail<'a> {
        pub name: &'a str,
    }

    include_str!(concat!(env!("OUT_DIR"), "/mail.hbs"))
}

template! {
    /// A page with a fragment.
    pub struct Parts<'a> {
        pub rows: &'a [Row<'a>],
    }

    include_str!(concat!(env!("OUT_DIR"), "/parts.hbs"))
}

template! {
    /// An unrolled page.
    #[template(unroll)]
    pub struct Unrolled<'a> {
        pub name: &'a str,
        pub rows: &'a [Row<'a>],
    }

    include_str!(concat!(env!("OUT_DIR"), "/unrolled.hbs"))
}

template! {
    /// A page with data of any type.
    pub struct Generic<T: Data> {
        pub value: T,
        pub other: u8,
    }

    include_str!(concat!(env!("OUT_DIR"), "/generic.hbs"))
}

template! {
    /// A page with a partial that need not exist.
    pub struct Optional<'a> {
        pub name: &'a str,
    }

    include_str!(concat!(env!("OUT_DIR"), "/optional.hbs"))
}

template! {
    /// A page with helpers.
    pub struct Broken<'a> {
        pub name: &'a str,
    }

    include_str!(concat!(env!("OUT_DIR"), "/broken.hbs")),
    fn loud = shout,
    fn quiet = str::to_lowercase
}

template! {
    /// A page that is rendered into a slice.
    pub struct Narrow<'a> {
        pub name: &'a str,
    }

    include_str!(concat!(env!("OUT_DIR"), "/narrow.hbs"))
}

template! {
    /// A page that reloads itself.
    pub struct Browser {
        pub count: u64,
    }

    include_str!(concat!(env!("OUT_DIR"), "/browser.hbs"))
}
