//! The repository's own cases.

use crate::case::{self, Case};
use std::{fs, path::Path};

/// Reads all of this repository's own cases.
///
/// # Panics
///
/// If a file cannot be read.
pub fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder of cases exists")
        .map(|entry| entry.expect("the entry can be read").path())
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("the file can be read");
        let read = case::read(&text);
        cases.extend(read.unwrap_or_else(|error| panic!("{}: {error}", file.display())));
    }
    cases
}
