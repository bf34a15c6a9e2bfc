//! The partials of `template!`: files below one folder.

use crate::template_text::{TemplateText, normalized_path, read_text};
use proc_macro2::TokenStream;
use quote::quote;
use std::{
    collections::HashMap,
    env, io,
    path::{Path, PathBuf},
    sync::Arc,
};
use template_compiler::{MissingPartial, Partials, Source};

/// The folder of the partials of a crate, for templates whose text is not in a file.
const FOLDER: &str = "templates";

/// The extension of partials, after that of the file that includes them.
const EXTENSION: &str = "hbs";

/// The files that a template includes.
pub(crate) struct PartialFiles {
    /// The folder in which names are searched for.
    root: PathBuf,
    /// The name of the template's own file, if its text is a literal in Rust code.
    literal_in: Option<String>,
    /// The files that have been read.
    files: HashMap<PathBuf, Arc<Source>>,
}

impl PartialFiles {
    /// Returns the partials of a template. `folder` is the folder that the user has chosen, relative to that
    /// of the crate.
    pub(crate) fn of(text: &TemplateText, folder: Option<&str>) -> Self {
        let in_crate = |folder: &str| {
            let crate_folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
            relative_to_current(&crate_folder.unwrap_or_default().join(folder))
        };
        let root = match (folder, &text.path) {
            (Some(folder), _) => in_crate(folder),
            (None, Some(file)) => file.parent().unwrap_or(Path::new("")).to_owned(),
            (None, None) => in_crate(FOLDER),
        };
        let literal_in = text.path.is_none().then(|| text.source.file.clone());
        Self { root, literal_in, files: HashMap::new() }
    }

    /// Returns the items that make the crate depend on the files.
    pub(crate) fn dependencies(&self) -> TokenStream {
        let mut paths: Vec<PathBuf> =
            self.files.keys().filter_map(|path| std::path::absolute(path).ok()).collect();
        paths.sort_unstable();
        let paths = paths.iter().filter_map(|path| path.to_str());
        quote!(#(const _: &[::core::primitive::u8] = ::core::include_bytes!(#paths);)*)
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

impl Partials for PartialFiles {
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
            match read_text(path) {
                Ok(text) => {
                    let source = Arc::new(Source::new(path.display().to_string(), text));
                    self.files.insert(path.clone(), Arc::clone(&source));
                    return Ok(source);
                }
                Err(error) if is_missing(&error) => {}
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

/// Reports whether there is no file: also if a part of its path is a file, or the path is a folder.
fn is_missing(error: &io::Error) -> bool {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory)
}

/// Returns a path as rustc shows it: relative to the current folder, if it is inside of it.
fn relative_to_current(path: &Path) -> PathBuf {
    let path = normalized_path(path);
    let current = env::current_dir().ok();
    let relative = current.and_then(|current| path.strip_prefix(current).ok().map(Path::to_owned));
    relative.unwrap_or(path)
}
