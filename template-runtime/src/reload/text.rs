//! The text of a template as it is now.

use super::{
    literal::{FoundLiteral, LiteralKey, find_literal},
    unit::ReloadUnit,
};
use alloc::string::String;
use std::{
    io,
    path::{Path, PathBuf},
};
use template_compiler::{
    Source,
    partials::files::{normalized_path, read_text},
};

/// A text that was read again.
pub(super) struct CurrentText {
    pub(super) source: Source,
    /// If it is a literal, the line at which it begins, and the other tokens of the macro call.
    pub(super) literal: Option<(u32, String)>,
}

/// Returns the whole path of a file.
pub(super) fn full_path(unit: &ReloadUnit, name: &Path) -> PathBuf {
    normalized_path(&Path::new(unit.folder).join(name))
}

/// Returns the whole path of the file of the template.
pub(super) fn own_path(unit: &ReloadUnit) -> PathBuf {
    full_path(unit, Path::new(own_file(unit)))
}

/// Reads the text of a template. A literal is searched for near `line`; the result is `None` if it is not found, because the
/// code is in the middle of an edit, or the struct has another name.
///
/// # Errors
///
/// Those of reading the file.
pub(super) fn read(unit: &ReloadUnit, line: u32) -> io::Result<Option<CurrentText>> {
    let (file, text) = (own_file(unit), read_text(&own_path(unit))?);
    let Some((_, call)) = unit.literal else {
        return Ok(Some(CurrentText { source: Source::new(file, text), literal: None }));
    };
    let built = unit.files.first().map_or("", |file| file.text);
    let key = LiteralKey { name: unit.name, call, text: built, line };
    let found = find_literal(&text, file, key);
    Ok(found.map(|FoundLiteral { line, source, rest }| CurrentText {
        source,
        literal: Some((line, rest)),
    }))
}

/// Reports whether the text of a template and those of its partials are those that it was built from.
pub(super) fn is_as_built(unit: &ReloadUnit, text: &str) -> bool {
    let mut files = unit.files.iter();
    files.next().is_some_and(|own| own.text == text)
        && files.all(|file| {
            read_text(&full_path(unit, Path::new(file.name))).is_ok_and(|text| text == file.text)
        })
}

/// Returns the name of the file of the template.
fn own_file(unit: &ReloadUnit) -> &'static str {
    unit.files.first().map_or("", |file| file.name)
}
