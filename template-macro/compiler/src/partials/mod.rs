//! The sources of the partials that a template includes.

pub mod files;

use crate::source::Source;
use std::sync::Arc;

/// The partials that templates may include: files for `template!`, a table for templates that are compiled at
/// run time.
pub trait Partials {
    /// Returns the partial that the file called `from` includes as `name`. The same file has the same name
    /// in [`Source::file`], however it is included.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be read, and where it was searched for.
    fn load(&mut self, name: &str, from: &str) -> Result<Arc<Source>, MissingPartial>;

    /// Returns the names of all partials, if a name may be known only at run time.
    fn names(&self) -> Option<Vec<String>> {
        None
    }
}

/// Why a partial cannot be included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissingPartial {
    /// There is none: the help lists the files that were tried.
    NotFound(String),
    /// It cannot be read, for this reason.
    Unreadable(String),
}

/// No partials, except for inline ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPartials;

impl Partials for NoPartials {
    fn load(&mut self, _: &str, _: &str) -> Result<Arc<Source>, MissingPartial> {
        Err(MissingPartial::NotFound(
            "define it with `{{#*inline \"name\"}}…{{/inline}}`".to_owned(),
        ))
    }
}

/// Returns the name of a partial that the partial or template `from` includes: `./row` and `../row` begin at
/// the folder of `from`. It is `None` if the name leaves the outermost folder.
#[must_use]
pub fn relative_name(name: &str, from: &str) -> Option<String> {
    if !name.starts_with("./") && !name.starts_with("../") {
        return Some(name.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in name.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::relative_name;

    #[test]
    fn relative_names_begin_at_the_folder_of_the_file() {
        for (name, from, full) in [
            ("row", "shop/list", Some("row")),
            ("./row", "shop/list", Some("shop/row")),
            ("../row", "shop/list", Some("row")),
            ("./a/../b", "list", Some("b")),
            ("../row", "list", None),
        ] {
            assert_eq!(relative_name(name, from).as_deref(), full, "{name} from {from}");
        }
    }
}
