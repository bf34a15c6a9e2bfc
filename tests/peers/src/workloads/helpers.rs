//! A hundred people, whose names are converted by helpers and joined by another helper.

use serde::Serialize;
use template_runtime::Data;

/// The data of the workload `helpers`.
#[derive(Serialize)]
pub(crate) struct People {
    pub(crate) people: Vec<Person>,
}

#[derive(Data, Serialize)]
pub(crate) struct Person {
    pub(crate) first: String,
    pub(crate) last: String,
}

impl People {
    pub(crate) fn new() -> Self {
        let first = ["Ada", "Grace", "Barbara", "Margaret", "Frances", "Radia", "Katherine"];
        let last = ["Lovelace", "Hopper", "Liskov", "Hamilton & Co", "Allen", "Perlman"];
        let person = |i: usize| Person {
            first: first[i % first.len()].to_owned(),
            last: last[i % last.len()].to_owned(),
        };
        People { people: (0..100).map(person).collect() }
    }
}

// The helpers of all engines, as a user would write them.

pub(crate) fn uppercase(text: &str) -> String {
    text.to_uppercase()
}

pub(crate) fn lowercase(text: &str) -> String {
    text.to_lowercase()
}

pub(crate) fn join(a: &str, b: &str) -> String {
    format!("{a} {b}")
}
