//! The helpers that are known while a template is compiled, if they are.

use crate::{ast::Path, diagnostic::Diagnostic, names::nearest, options::KnownHelper};
use std::collections::HashMap;

/// The names of the helpers. Without a list of them every name may be one.
#[derive(Default)]
pub(super) struct Known<'o> {
    helpers: Option<HashMap<&'o str, &'o KnownHelper>>,
}

impl<'o> Known<'o> {
    pub(super) fn new(helpers: Option<&'o [KnownHelper]>) -> Self {
        let by_name = |helper: &'o KnownHelper| (helper.name.as_str(), helper);
        Self { helpers: helpers.map(|helpers| helpers.iter().map(by_name).collect()) }
    }

    /// Whether there is such a helper, or may be.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.helpers.as_ref().is_none_or(|helpers| helpers.contains_key(name))
    }

    /// Gives a helper of the list.
    pub(super) fn get(&self, name: &str) -> Option<&'o KnownHelper> {
        self.helpers.as_ref()?.get(name).copied()
    }

    /// The mistake of calling one that is not there, with a block or without.
    pub(super) fn not_there(&self, path: &Path, with_block: bool) -> Diagnostic {
        let name = &path.text;
        let error = Diagnostic::new(path.span, format!("there is no helper called `{name}`"));
        let mut names: Vec<&str> = self.helpers.iter().flat_map(HashMap::keys).copied().collect();
        names.sort_unstable();
        error.help(match nearest(name, &names) {
            Some(near) => format!("did you mean `{near}`?"),
            // Neither a value can be called with a block, nor by a path of Rust.
            None if with_block || path.is_of_rust() => "add it to the helpers".to_owned(),
            None => {
                format!("add it to the helpers; for a field of the context write `this.{name}`")
            }
        })
    }
}
