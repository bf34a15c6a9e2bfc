//! A thousand links with query parameters.

use serde::Serialize;
use template_runtime::Data;

/// The data of the workload `links`.
#[derive(Serialize)]
pub(crate) struct Links {
    pub(crate) links: Vec<Link>,
}

#[derive(Data, Serialize)]
pub(crate) struct Link {
    pub(crate) query: String,
    pub(crate) page: usize,
}

impl Links {
    pub(crate) fn new() -> Self {
        // The bytes that are percent-encoded have no letters in their hexadecimal digits, which engines spell
        // differently.
        let words = ["tea", "cups & pots", "50% off", "\"green\" tea", "a spoon", "pots #2"];
        let link = |i: usize| Link {
            query: format!("{} {i}", words[i % words.len()]),
            page: i / words.len(),
        };
        Links { links: (0..1_000).map(link).collect() }
    }
}
