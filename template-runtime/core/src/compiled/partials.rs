//! The table of partials for templates compiled at run time.

use super::table::TableHelper;
use crate::data::Value;
use alloc::{
    borrow::ToOwned as _, collections::BTreeMap, format, string::String, sync::Arc, vec::Vec,
};
use template_bytecode::diagnostics::nearest_name;
use template_compiler::{MissingPartial, Partials, Source, nesting, partials::relative_name};

/// The partials that templates compiled at run time can include, by their names.
#[derive(Clone, Debug, Default)]
pub(super) struct PartialTable {
    by_name: BTreeMap<String, Arc<Source>>,
    /// The sum of their nestings: they may include each other.
    nesting: usize,
}

impl PartialTable {
    /// Adds a partial. It replaces the one with the same name.
    pub(super) fn insert(&mut self, name: String, text: String) -> &Source {
        self.nesting += nesting(&text);
        let source = Arc::new(Source::new(name.clone(), text));
        match self.by_name.entry(name) {
            alloc::collections::btree_map::Entry::Occupied(mut entry) => {
                entry.insert(source);
                entry.into_mut()
            }
            alloc::collections::btree_map::Entry::Vacant(entry) => entry.insert(source),
        }
    }
}

impl PartialTable {
    /// Returns an upper bound of the nesting that partials add to a template.
    pub(super) fn nesting(&self) -> usize {
        self.nesting
    }
}

impl Partials for &PartialTable {
    fn load(&mut self, name: &str, from: &str) -> Result<Arc<Source>, MissingPartial> {
        // Only the names of partials are paths.
        let from = if self.by_name.contains_key(from) { from } else { "" };
        let Some(full) = relative_name(name, from) else {
            let help = format!("there is no folder above that of `{from}`");
            return Err(MissingPartial::NotFound(help));
        };
        let partial = self.by_name.get(&full).or_else(|| self.by_name.get(name));
        partial.cloned().ok_or_else(|| {
            let names: Vec<&str> = self.by_name.keys().map(String::as_str).collect();
            MissingPartial::NotFound(match nearest_name(&full, &names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add it with `Compiler::partial`".to_owned(),
            })
        })
    }

    fn names(&self) -> Option<Vec<String>> {
        Some(self.by_name.keys().cloned().collect())
    }
}

/// Returns the helper that a template calls if no partial has the name that is known only at run time.
pub(super) fn unknown_partial() -> Option<TableHelper> {
    template_macro::helpers![partial = fail].get("partial").cloned()
}

/// Fails: there is no partial with this name.
fn fail(name: Value<'_>) -> Result<&'static str, String> {
    Err(match name {
        Value::Text(name) => {
            format!("no partial called `{name}` can be included here")
        }
        other => format!("the name of a partial must be text, but is {other:?}"),
    })
}
