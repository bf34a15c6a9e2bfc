//! The current text of a template.

use super::{
    literal::{BuiltLiteral, CallNumber, RustFile},
    unit::ReloadUnit,
    watch::{Stamp, stamp},
};
use alloc::{format, string::String};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use template_bytecode::Position;
use template_compiler::{
    Source,
    partials::files::{normalized_path, read_text},
    source::Anchor,
};

/// The text of a template that was read again.
pub(super) struct CurrentText {
    pub(super) source: Source,
    pub(super) literal: Option<CurrentLiteral>,
}

/// A literal that was read again.
pub(super) struct CurrentLiteral {
    /// The number of the macro call in the file.
    pub(super) number: CallNumber,
    /// The position at which the literal begins.
    pub(super) position: Position,
    /// The other tokens of the macro call.
    pub(super) rest: String,
}

/// Returns the whole path of a file.
pub(super) fn full_path(unit: &ReloadUnit, name: &Path) -> PathBuf {
    normalized_path(&Path::new(unit.folder).join(name))
}

/// Returns the whole path of the file of the template.
pub(super) fn own_path(unit: &ReloadUnit) -> PathBuf {
    full_path(unit, Path::new(own_file(unit)))
}

/// Reads the text of a template, which is in the file at `own`. `before` is the number of the literal when it was read before.
///
/// # Errors
///
/// Returns the reason if the text cannot be read or found.
pub(super) fn read(
    unit: &ReloadUnit,
    own: &(PathBuf, Stamp),
    before: Option<CallNumber>,
) -> Result<CurrentText, String> {
    let (path, stamp) = own;
    let (file, name) = (own_file(unit), unit.name);
    let text = read_file(path).map_err(|error| format!("cannot read `{file}`: {error}"))?;
    let Some((line, call)) = unit.literal else {
        return Ok(CurrentText { source: Source::new(file, text), literal: None });
    };
    let code = RustFile::read(path, *stamp, &text).ok_or_else(|| {
        format!("`{file}` is not valid Rust, so the template of `{name}` was not found")
    })?;
    let built = BuiltLiteral { name, call, text: built_text(unit), line };
    let (call, number) = code.find(built, before).ok_or_else(|| {
        format!("the template of `{name}` was not found in `{file}`: rebuild the program")
    })?;
    let literal = CurrentLiteral { number, position: call.position, rest: call.rest.clone() };
    Ok(CurrentText { source: call.source(file), literal: Some(literal) })
}

/// Reads a file, which may be in the middle of being replaced.
///
/// # Errors
///
/// Returns the errors of reading it, also if it is something else, such as a pipe.
pub(super) fn read_file(path: &Path) -> io::Result<String> {
    // Reading a folder is an error by itself; reading a pipe may take forever.
    if fs::metadata(path).is_ok_and(|file| !file.is_file() && !file.is_dir()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file"));
    }
    read_text(path)
}

/// Returns the text of a template as it was built, as a source.
pub(super) fn source_as_built(unit: &ReloadUnit) -> Source {
    // The column of a literal is not known.
    let line = unit.literal.map_or(1, |(line, _)| line);
    let start = Anchor { offset: 0, position: Position { line, column: 1 } };
    Source::with_anchors(own_file(unit), built_text(unit), alloc::vec![start])
}

/// Returns `true` if the texts of a template and of its partials are the texts that it was built from, and there are no others.
pub(super) fn is_as_built(unit: &ReloadUnit, text: &str) -> bool {
    built_text(unit) == text
        && unit.missing.iter().all(|name| stamp(&full_path(unit, Path::new(name))).is_none())
        && unit.files.iter().skip(1).all(|file| {
            read_file(&full_path(unit, Path::new(file.name))).is_ok_and(|text| text == file.text)
        })
}

fn built_text(unit: &ReloadUnit) -> &'static str {
    unit.files.first().map_or("", |file| file.text)
}

/// Returns the name of the file of the template.
fn own_file(unit: &ReloadUnit) -> &'static str {
    unit.files.first().map_or("", |file| file.name)
}
