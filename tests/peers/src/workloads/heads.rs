//! The heads of a request: a map of headers, and a list of pairs.

use serde::Serialize;
use std::collections::BTreeMap;

/// The data of the workload `heads`.
#[derive(Serialize)]
pub(crate) struct Heads {
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) cookies: Vec<(String, String)>,
}

impl Heads {
    pub(crate) fn new() -> Self {
        let names = ["accept", "cache", "client-hint", "forwarded", "origin", "trace"];
        let values =
            ["gzip, br", "max-age: 3600", "\"Linux\"", "10.0.0.1 & 10.0.0.2", "none", "00-4b"];
        let header = |i: usize| {
            let name = names[i % names.len()];
            (format!("x-{name}-{i}"), format!("{}; {}", values[i % values.len()], 37 * i))
        };
        let cookie = |i: usize| {
            (format!("cookie-{i}"), format!("{:08x}", 2_654_435_761 * i as u64 % (1 << 32)))
        };
        Heads { headers: (0..100).map(header).collect(), cookies: (0..50).map(cookie).collect() }
    }
}
