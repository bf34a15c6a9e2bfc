//! The repository's own cases.

use crate::case::{self, Case};
use conformance::own::cases_in;
use std::path::Path;

/// Reads all of this repository's own cases.
///
/// # Panics
///
/// Panics if a file cannot be read.
pub fn cases() -> Vec<Case> {
    cases_in(Path::new(env!("CARGO_MANIFEST_DIR")), case::read)
}
