//! A table of 100 × 100 numbers.

use serde::Serialize;

/// The data of the workload `table`.
#[derive(Serialize)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Vec<usize>>,
}

impl Table {
    pub(crate) fn new() -> Self {
        Table { rows: (0..100).map(|_| (0..100).collect()).collect() }
    }
}
