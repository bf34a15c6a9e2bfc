//! Both forms compile without warnings in a crate that denies all of them.

#![deny(warnings, missing_docs)]

use template_runtime::{Data, Template, template};

/// A comment with replies.
#[derive(Data)]
pub struct Comment<'a, T> {
    /// Its text.
    pub text: &'a str,
    /// More.
    pub extra: T,
    /// Its replies.
    pub replies: Vec<Comment<'a, T>>,
}

/// A state.
#[derive(Data)]
pub enum State {
    /// Not yet.
    Open,
    /// Done on a day.
    Done {
        /// The day.
        day: u8,
    },
}

template! {
    /// A thread.
    #[derive(Clone, Debug)]
    pub struct Thread<'a, T> where T: Clone {
        /// The comments.
        pub comments: &'a [T],
        /// The state.
        pub state: &'a str,
    }

    "{{#each comments}}{{this}} {{/each}}{{state}}"
}

mod inner {
    use template_runtime::template;

    template! {
        pub(crate) struct Empty {}
        ""
    }
}

/// A helper inside a function, next to its template.
fn local() -> String {
    fn twice(s: &str) -> String {
        format!("{s}{s}")
    }
    template! {
        struct Local<'a> {
            name: &'a str,
        }
        "{{twice name}}"
    }
    let name = "x";
    template!("{{twice name}}{{#if name}}{{twice (twice name)}}{{/if}}").to_string()
        + &Local { name }.to_string()
}

template! {
    /// A part that is there, with a field that is not.
    #[cfg(all())]
    pub struct Part {
        /// There.
        pub here: u8,
        /// Not there.
        #[cfg(any())]
        pub gone: NoSuchType,
    }
    "{{here}}"
}

template! {
    /// A part that is not there.
    #[cfg(any())]
    pub struct Gone {
        /// Nor is its field.
        pub gone: NoSuchType,
    }
    "{{gone}}"
}

/// Names that are keywords, and names of constants.
fn names() -> String {
    const LIMIT: u8 = 3;
    fn r#match(text: &str) -> &str {
        text
    }
    let r#type = "t";
    template!("{{type}}{{LIMIT}}{{match type}}{{loop}}", loop = 4).to_string()
}

fn main() -> Result<(), template_runtime::Error> {
    let comment = Comment { text: "a", extra: 1, replies: vec![] };
    let state = State::Done { day: 3 };
    assert_eq!(template!("{{comment.text}}{{comment.extra}}{{state.day}}").render()?, "a13");
    let open = State::Open;
    assert_eq!(template!("{{open}}{{#if open.Open}}!{{/if}}").render()?, "Open!");
    assert_eq!(Thread { comments: &[1, 2], state: "ok" }.clone().render()?, "1 2 ok");
    assert_eq!(inner::Empty {}.render()?, "");
    assert_eq!(local(), "xxxxxxxx");
    assert_eq!(names(), "t3t4");
    assert_eq!(Part { here: 1 }.render()?, "1");
    Ok(())
}
