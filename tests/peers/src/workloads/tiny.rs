//! A greeting: one value in a line of text.

use serde::Serialize;

/// The data of the workload `tiny`.
#[derive(Serialize)]
pub(crate) struct Greeting {
    pub(crate) name: String,
}

impl Greeting {
    pub(crate) fn new() -> Self {
        Greeting { name: "World & co".to_owned() }
    }
}
