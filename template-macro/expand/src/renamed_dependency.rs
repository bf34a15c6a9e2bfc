//! The name by which a crate depends on the runtime crate, if its `Cargo.toml` sets one:
//! `tpl = { package = "template-runtime" }`.
//!
//! A macro cannot resolve a path, and rustc reports one that does not exist once for each use of it. So the name is read from
//! the manifest, before every expansion of the crate, which takes a few microseconds. Its lines are searched for the few forms
//! that a dependency has; in any other form it is not found, and the crate has to be named in the macro call.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The package of the runtime crate.
const PACKAGE: &str = "template-runtime";

/// Returns the name of the runtime crate in paths, if the crate that is being compiled has renamed it.
pub(crate) fn renamed_dependency() -> Option<String> {
    // Without it, cargo does not run rustc.
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    let key = match dependency(&manifest) {
        Dependency::Renamed(key) => key,
        Dependency::Inherited(keys) => {
            let workspace = folder.ancestors().find_map(workspace_manifest)?;
            keys.into_iter().find(|key| is_renamed_in_workspace(&workspace, key))?
        }
        Dependency::NotRenamed => return None,
    };
    // Cargo accepts no other names.
    let is_name = |key: &String| key.chars().all(|c| c == '_' || c == '-' || c.is_alphanumeric());
    Some(key).filter(is_name).map(|key| key.replace('-', "_"))
}

/// Returns the manifest in a folder, if it is the manifest of a workspace.
fn workspace_manifest(folder: &Path) -> Option<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    manifest.lines().any(|line| line.trim_start().starts_with("[workspace")).then_some(manifest)
}

/// A dependency on the runtime crate.
#[derive(Debug, PartialEq)]
enum Dependency {
    /// There is one under its own name, or none.
    NotRenamed,
    /// The name that is written before it.
    Renamed(String),
    /// The names of dependencies whose packages the workspace specifies.
    Inherited(Vec<String>),
}

/// Returns the dependency on the runtime crate in the manifest of a crate.
fn dependency(manifest: &str) -> Dependency {
    let mut renamed = None;
    let mut inherited = Vec::new();
    for entry in entries(manifest).filter(|entry| !entry.is_of_workspace) {
        if entry.has_package() {
            renamed.get_or_insert(entry.key);
        } else if entry.key == PACKAGE {
            return Dependency::NotRenamed;
        } else if entry.has("workspace", "true") {
            inherited.push(entry.key.to_owned());
        }
    }
    match renamed {
        Some(key) => Dependency::Renamed(key.to_owned()),
        None if inherited.is_empty() => Dependency::NotRenamed,
        None => Dependency::Inherited(inherited),
    }
}

/// Returns `true` if the manifest of a workspace gives the runtime crate the name `key`.
fn is_renamed_in_workspace(manifest: &str, key: &str) -> bool {
    entries(manifest).any(|entry| entry.is_of_workspace && entry.key == key && entry.has_package())
}

/// A line of a manifest that specifies a dependency, or a property of one.
struct Entry<'m> {
    /// Whether the dependency is in `[workspace.dependencies]`.
    is_of_workspace: bool,
    /// The name of the dependency.
    key: &'m str,
    /// The name of the property, if the line has only one.
    property: Option<&'m str>,
    value: &'m str,
}

impl Entry<'_> {
    /// Returns `true` if it specifies the package of the runtime crate.
    fn has_package(&self) -> bool {
        self.has("package", "\"template-runtime\"") || self.has("package", "'template-runtime'")
    }

    /// Returns `true` if a property has a value.
    fn has(&self, property: &str, value: &str) -> bool {
        let is_value = |text: &str| {
            text.trim_start().strip_prefix(value).is_some_and(|rest| {
                rest.trim_start().is_empty() || rest.trim_start().starts_with([',', '}', '#'])
            })
        };
        if self.property.is_some() {
            return self.property == Some(property) && is_value(self.value);
        }
        // An inline table.
        self.value.match_indices(property).any(|(at, _)| {
            let begins = self.value[..at].trim_end().ends_with(['{', ',']);
            let rest = self.value[at + property.len()..].trim_start();
            begins && rest.strip_prefix('=').is_some_and(is_value)
        })
    }
}

/// Returns the lines of a manifest that specify dependencies.
fn entries(manifest: &str) -> impl Iterator<Item = Entry<'_>> {
    // The names of the current table.
    let mut table = "";
    manifest.lines().filter_map(move |line| {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[') {
            table = header.split(']').next().unwrap_or_default().trim();
            return None;
        }
        if line.starts_with('#') {
            return None;
        }
        let (left, value) = line.split_once('=')?;
        // The dependency is the name after `dependencies`, in the table or in the line.
        let is_of_workspace = table.starts_with("workspace");
        let (left, value) = (left.trim(), value.trim());
        if table.ends_with("dependencies") {
            let (key, property) = match left.split_once('.') {
                Some((key, property)) => (key.trim(), Some(property.trim())),
                None => (left, None),
            };
            return Some(Entry { is_of_workspace, key: unquoted(key), property, value });
        }
        let (_, key) = table.rsplit_once("dependencies.")?;
        Some(Entry { is_of_workspace, key: unquoted(key), property: Some(left), value })
    })
}

fn unquoted(key: &str) -> &str {
    key.trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::{Dependency, dependency, is_renamed_in_workspace};

    fn renamed(key: &str) -> Dependency {
        Dependency::Renamed(key.to_owned())
    }

    #[test]
    fn the_name_is_found_in_all_forms_of_a_dependency() {
        for manifest in [
            "[dependencies]\ntpl = { package = \"template-runtime\", version = \"1\" }",
            "[dependencies]\ntpl = { version = \"1\", package='template-runtime'} # renamed",
            "[dependencies]\n\"tpl\" = { version = \"1\", package = \"template-runtime\" }",
            "[dependencies]\ntpl.version = \"1\"\ntpl.package = \"template-runtime\"",
            "[dependencies.tpl]\nversion = \"1\"\npackage = \"template-runtime\" # renamed",
            "[target.'cfg(unix)'.dependencies]\ntpl = { package = \"template-runtime\" }",
            "[dev-dependencies.tpl]\npackage = \"template-runtime\"\n[dependencies]\na = \"1\"",
        ] {
            assert_eq!(dependency(manifest), renamed("tpl"), "{manifest}");
        }
    }

    #[test]
    fn a_dependency_that_is_not_renamed_has_precedence() {
        for manifest in [
            "[dependencies]\ntemplate-runtime = \"1\"\nold = { package = \"template-runtime\" }",
            "[dependencies]\nold = { package = \"template-runtime\" }\n[dependencies.template-runtime]\npath = \"\"",
            "[dependencies]\ntemplate-runtime.workspace = true\ntpl.workspace = true",
            "[dependencies]\ntpl = { package = \"template-runtime-core\" }",
            "[dependencies]\n# tpl = { package = \"template-runtime\" }",
            "[package.metadata.tpl]\npackage = \"template-runtime\"",
            "[package]\nname = \"template-runtime\"",
        ] {
            assert_eq!(dependency(manifest), Dependency::NotRenamed, "{manifest}");
        }
    }

    #[test]
    fn a_workspace_can_rename_it() {
        let manifest =
            "[dependencies]\na.workspace = true\ntpl = { workspace = true, optional = true }";
        let inherited = ["a", "tpl"].map(str::to_owned).to_vec();
        assert_eq!(dependency(manifest), Dependency::Inherited(inherited));
        let workspace = "[workspace]\nmembers = []\n[workspace.dependencies]\na = \"1\"\ntpl = { package = \"template-runtime\" }";
        assert!(is_renamed_in_workspace(workspace, "tpl"));
        assert!(!is_renamed_in_workspace(workspace, "a"));
    }
}
