//! Partials in the files of a folder.

use super::{MissingPartial, Partials};
use crate::source::Source;
use std::{
    collections::HashMap,
    io,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

/// The extension of partials that is tried after the extension of the file that includes them.
const EXTENSION: &str = "hbs";

/// The files that a template includes. They are read by the function `R`, each once.
#[derive(Debug)]
pub struct PartialFiles<R> {
    /// The folder in which names are searched for.
    root: PathBuf,
    /// The name of the template's own file, if its text is a literal in Rust code.
    literal_in: Option<String>,
    read: R,
    /// The files that have been read.
    files: HashMap<PathBuf, Arc<Source>>,
    /// The files that do not exist.
    missing: Vec<PathBuf>,
}

impl<R: FnMut(&Path) -> io::Result<String>> PartialFiles<R> {
    /// Creates the partials of a template. Their names begin at `root`, or are relative to the file that includes them;
    /// `literal_in` is the name of the template's own file if that is Rust code, in which the template is a literal.
    pub fn new(root: PathBuf, literal_in: Option<String>, read: R) -> Self {
        Self { root, literal_in, read, files: HashMap::new(), missing: Vec::new() }
    }

    /// Returns the paths of the files that have been read.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }

    /// Returns the paths of the files that were searched for, and do not exist.
    #[must_use]
    pub fn missing_paths(&self) -> &[PathBuf] {
        &self.missing
    }

    /// Returns the paths that a name may refer to in a file.
    fn candidates(&self, name: &str, from: &str) -> Vec<PathBuf> {
        let includer =
            if self.literal_in.as_deref() == Some(from) { None } else { Some(Path::new(from)) };
        let is_relative = name.starts_with("./") || name.starts_with("../");
        let folder = match includer.and_then(Path::parent) {
            Some(folder) if is_relative => folder,
            _ => &self.root,
        };
        let extension = includer.and_then(Path::extension).and_then(|extension| extension.to_str());
        let mut extensions = vec![extension.unwrap_or(EXTENSION), EXTENSION];
        extensions.dedup();
        let path = |name: &str| normalized_path(&folder.join(name));
        let mut paths: Vec<PathBuf> =
            extensions.iter().map(|extension| path(&format!("{name}.{extension}"))).collect();
        // A name may have its extension.
        if Path::new(name).extension().is_some() {
            paths.insert(0, path(name));
        }
        paths
    }
}

impl<R: FnMut(&Path) -> io::Result<String>> Partials for PartialFiles<R> {
    fn load(&mut self, name: &str, from: &str) -> Result<Arc<Source>, MissingPartial> {
        if name.starts_with('/') || name.is_empty() {
            let help = format!("a name begins at the folder `{}`", self.root.display());
            return Err(MissingPartial::NotFound(help));
        }
        let candidates = self.candidates(name, from);
        for path in &candidates {
            if let Some(source) = self.files.get(path) {
                return Ok(Arc::clone(source));
            }
            match (self.read)(path) {
                Ok(text) => {
                    let source = Arc::new(Source::new(path.display().to_string(), text));
                    self.files.insert(path.clone(), Arc::clone(&source));
                    return Ok(source);
                }
                Err(error) if is_missing(&error) => self.missing.push(path.clone()),
                Err(error) => {
                    let reason = format!("`{}`: {error}", path.display());
                    return Err(MissingPartial::Unreadable(reason));
                }
            }
        }
        let tried: Vec<String> =
            candidates.iter().map(|path| format!("`{}`", path.display())).collect();
        let files = if tried.len() == 1 { "this file does" } else { "these files do" };
        Err(MissingPartial::NotFound(format!("{files} not exist: {}", tried.join(", "))))
    }
}

/// Returns `true` if there is no file: also if a part of its path is a file, or the path is a folder.
fn is_missing(error: &io::Error) -> bool {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory)
}

/// Reads the text of a template. A byte order mark is not part of it, as in Rust's own source files.
///
/// # Errors
///
/// Returns the errors of reading the file.
pub fn read_text(path: &Path) -> io::Result<String> {
    let text = std::fs::read_to_string(path)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Returns the path without `dir/..`.
#[must_use]
pub fn normalized_path(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        let last = plain.components().next_back();
        if component == Component::ParentDir && matches!(last, Some(Component::Normal(_))) {
            plain.pop();
        } else {
            plain.push(component);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_normalized() {
        assert_eq!(normalized_path(Path::new("a/b/../c.hbs")), Path::new("a/c.hbs"));
        assert_eq!(normalized_path(Path::new("../x/../c.hbs")), Path::new("../c.hbs"));
    }

    #[test]
    fn files_are_read_below_the_folder() {
        let read = |path: &Path| match path.to_str() {
            Some("pages/row.hbs") => Ok(String::from("row")),
            _ => Err(io::Error::from(io::ErrorKind::NotFound)),
        };
        let mut files = PartialFiles::new(PathBuf::from("pages"), None, read);
        assert_eq!(files.load("row", "pages/list.html").expect("it exists").text, "row");
        assert!(files.load("cell", "pages/row.hbs").is_err());
        assert_eq!(files.paths().collect::<Vec<_>>(), [Path::new("pages/row.hbs")]);
        assert_eq!(files.missing_paths(), ["pages/row.html", "pages/cell.hbs"].map(PathBuf::from));
    }
}
