//! A thousand rows of short fields.

use serde::Serialize;
use template_runtime::Data;

/// The data of the workload `rows`.
#[derive(Serialize)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Row>,
}

#[derive(Data, Serialize)]
pub(crate) struct Row {
    /// Larger than 2³².
    pub(crate) id: u64,
    pub(crate) active: bool,
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) change: i64,
    pub(crate) level: u8,
}

impl Rows {
    pub(crate) fn new() -> Self {
        let names = ["Bolt", "Nut & washer", "Hinge", "Bracket", "Screw"];
        let kinds = ["steel", "brass", "zinc <plated>"];
        let row = |i: usize| Row {
            id: 86_400_000_000 + 7_919 * i as u64,
            active: !i.is_multiple_of(3),
            name: format!("{} {i}", names[i % names.len()]),
            kind: kinds[i % kinds.len()],
            change: (i as i64 * 7_717) % 20_011 - 10_000,
            level: (i * 31 % 256) as u8,
        };
        Rows { rows: (0..1_000).map(row).collect() }
    }
}
