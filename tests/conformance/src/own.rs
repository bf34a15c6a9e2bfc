//! The repository's own cases.

use crate::case::{self, Case};
use std::{fmt::Display, fs, path::Path};

/// Reads all of this repository's own cases.
///
/// # Panics
///
/// Panics if a file cannot be read.
pub fn cases() -> Vec<Case> {
    cases_in(Path::new(env!("CARGO_MANIFEST_DIR")), case::read)
}

/// Reads the cases of a package, which are in its folder `cases`, in the order of their files.
///
/// # Panics
///
/// Panics if a file cannot be read.
pub fn cases_in<C, E: Display>(package: &Path, read: fn(&str) -> Result<Vec<C>, E>) -> Vec<C> {
    let mut files: Vec<_> = fs::read_dir(package.join("cases"))
        .expect("the folder of cases exists")
        .map(|entry| entry.expect("the entry can be read").path())
        .collect();
    files.sort();
    let read_file = |file: &std::path::PathBuf| {
        let text = fs::read_to_string(file).expect("the file can be read");
        read(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    };
    files.iter().flat_map(read_file).collect()
}
