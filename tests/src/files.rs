//! The files of this repository, for tests that read them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Returns the folder of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the files in a folder of the repository, recursively, whose names end with `end`; for a file, the file.
///
/// # Panics
///
/// Panics if there is no such folder.
#[must_use]
pub fn files(path: impl AsRef<Path>, end: &str) -> Vec<PathBuf> {
    let path = root().join(path);
    if path.is_file() {
        return if path.to_string_lossy().ends_with(end) { vec![path] } else { Vec::new() };
    }
    let entries = fs::read_dir(&path).expect("the folder is there");
    let mut found: Vec<PathBuf> =
        entries.flat_map(|entry| files(entry.expect("it can be read").path(), end)).collect();
    found.sort();
    found
}
