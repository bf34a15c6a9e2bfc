//! The templates. `template!` compiles the same files that the example passes to the compiler.

use crate::helpers::{greet, join, lowercase, uppercase};
use template_runtime::{Data, template};

pub(crate) const JOIN: &str = include_str!("../templates/join.hbs");
pub(crate) const GREET: &str = include_str!("../templates/greet.hbs");
pub(crate) const SCORES: &str = include_str!("../templates/scores.hbs");

template! {
    /// Passes the results of two helpers to a third.
    pub(crate) struct Join {}

    include_str!("../templates/join.hbs")
}

template! {
    /// Calls a helper with named arguments.
    pub(crate) struct Greet<'a> {
        pub(crate) name: &'a str,
    }

    include_str!("../templates/greet.hbs")
}

template! {
    /// Prints a list, with a mark on its first item.
    pub(crate) struct Scores<'a> {
        pub(crate) teams: &'a [Team],
    }

    include_str!("../templates/scores.hbs")
}

#[derive(Data)]
pub(crate) struct Team {
    pub(crate) name: &'static str,
    pub(crate) score: u8,
}
