//! The partials of `template!`: files below one folder.

use crate::template_text::TemplateText;
use proc_macro2::TokenStream;
use quote::quote;
use std::{
    env, io,
    path::{Path, PathBuf},
};
use template_compiler::{
    Partials,
    partials::files::{PartialFiles, normalized_path, read_text},
};

/// The folder of the partials of a crate, for templates whose text is not in a file.
const FOLDER: &str = "templates";

/// The location of the partials of a template.
pub(crate) struct PartialFolder {
    /// The folder in which names are searched for.
    pub(crate) root: PathBuf,
    /// The name of the template's own file, if its text is a literal in Rust code.
    pub(crate) literal_in: Option<String>,
}

impl PartialFolder {
    /// Returns the folder of the partials of a template. `folder` is the user's choice, relative to the folder of the crate.
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
        Self { root, literal_in }
    }

    /// Calls a function with the partials, and returns its result, with the files that it has loaded and searched for.
    pub(crate) fn with<T>(
        self,
        use_partials: impl FnOnce(&mut dyn Partials) -> T,
    ) -> (T, UsedFiles) {
        let mut files = PartialFiles::new(self.root, self.literal_in, read_text);
        let result = use_partials(&mut files);
        let missing = files.missing_paths().iter().filter_map(|path| path.to_str());
        let missing = missing.map(str::to_owned).collect();
        (result, UsedFiles { dependencies: dependencies(&files), missing })
    }
}

/// The files of the partials of a template.
pub(crate) struct UsedFiles {
    /// The items that make the crate depend on those that were loaded.
    pub(crate) dependencies: TokenStream,
    /// The files that do not exist.
    pub(crate) missing: Vec<String>,
}

/// Returns the items that make the crate depend on the files.
fn dependencies<R: FnMut(&Path) -> io::Result<String>>(files: &PartialFiles<R>) -> TokenStream {
    let mut paths: Vec<PathBuf> =
        files.paths().filter_map(|path| std::path::absolute(path).ok()).collect();
    paths.sort_unstable();
    let paths = paths.iter().filter_map(|path| path.to_str());
    quote!(#(const _: &[::core::primitive::u8] = ::core::include_bytes!(#paths);)*)
}

/// Returns a path as rustc shows it: relative to the current folder, if it is inside of it.
fn relative_to_current(path: &Path) -> PathBuf {
    let path = normalized_path(path);
    let current = env::current_dir().ok();
    let relative = current.and_then(|current| path.strip_prefix(current).ok().map(Path::to_owned));
    relative.unwrap_or(path)
}
