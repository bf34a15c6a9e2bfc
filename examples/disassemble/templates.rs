//! The templates. `template!` and the compiler read the same files.

use crate::helpers::{greet, join, lowercase, uppercase};
use template_runtime::{Data, template};

pub(crate) const JOIN: &str = include_str!("../templates/join.hbs");
pub(crate) const GREET: &str = include_str!("../templates/greet.hbs");
pub(crate) const SCORES: &str = include_str!("../templates/scores.hbs");

template! {
    /// Calls helpers with the results of helpers.
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
    /// A loop and a condition.
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
