//! The information about a template that is needed to recompile it.

use crate::{
    data::HelperSpec,
    helper::{ComponentCalls, HelperFn},
    link::SourceFile,
    output::CustomEscaper,
};
use alloc::{borrow::ToOwned as _, string::String, vec::Vec};
use template_bytecode::Escape;
use template_compiler::{DeclaredSlot, Options};

/// A template as it was built.
#[derive(Clone, Copy, Debug)]
pub struct ReloadUnit {
    /// The name of the struct.
    pub name: &'static str,
    /// The folder in which the names of the files begin.
    pub folder: &'static str,
    /// The line at which the text begins, and the tokens of the macro call, if the text is a literal.
    pub literal: Option<(u32, &'static str)>,
    /// The folder of the partials, in `folder`.
    pub partials: &'static str,
    /// The files: the template, and a partial for each place that includes it.
    pub files: &'static [SourceFile<'static>],
    /// The files that would have been partials, but did not exist.
    pub missing: &'static [&'static str],
    /// The options of the template.
    pub options: ReloadOptions,
    /// The helpers and components that the template calls.
    pub helpers: ReloadHelpers,
    /// The functions that the macro call binds to names, and the template does not call.
    pub uncalled: ReloadHelpers,
    /// The components among the helpers, by the same indices; empty if there are none.
    pub components: &'static [ComponentCalls],
    /// The names of the fragments.
    pub fragments: &'static [&'static str],
    /// Its [`Symbolic::interface`](template_compiler::Symbolic::interface).
    pub interface: &'static [&'static str],
    /// The custom escaper.
    pub escaper: Option<CustomEscaper>,
}

/// Helpers, by the same indices.
#[derive(Clone, Copy, Debug)]
pub struct ReloadHelpers {
    /// Their names, as the template spells them.
    pub names: &'static [&'static str],
    /// Their specifications.
    pub specs: &'static [HelperSpec],
    /// The functions that call them.
    pub calls: &'static [HelperFn],
}

impl ReloadHelpers {
    /// Returns the index, the specification and the function of the helper with a name.
    pub(super) fn find(&self, name: &str) -> Option<(usize, &'static HelperSpec, HelperFn)> {
        let index = self.names.iter().position(|known| *known == name)?;
        Some((index, self.specs.get(index)?, *self.calls.get(index)?))
    }

    /// Returns the names with the specifications.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &'static HelperSpec)> {
        self.names.iter().copied().zip(self.specs)
    }
}

/// The options of a template.
#[derive(Clone, Copy, Debug)]
pub struct ReloadOptions {
    /// See [`Options::escape`].
    pub escape: Escape,
    /// See [`Options::contexts`].
    pub contexts: bool,
    /// See [`Options::strict`].
    pub strict: bool,
    /// See [`Options::optimize`].
    pub optimize: bool,
    /// See [`Options::implicit_calls`].
    pub implicit_calls: bool,
    /// See [`Options::collapses`].
    pub collapses: bool,
    /// See [`Options::flush`].
    pub flush: bool,
    /// See [`Options::functions`].
    pub functions: &'static [&'static str],
    /// See [`Options::slots`].
    pub slots: &'static [ReloadSlot],
}

/// A slot that a component declares.
#[derive(Clone, Copy, Debug)]
pub struct ReloadSlot {
    /// Its name.
    pub name: &'static str,
    /// The names of the attributes of its fills.
    pub attributes: &'static [&'static str],
    /// Whether its fills are text, without tags.
    pub is_plain: bool,
}

impl ReloadOptions {
    /// Returns the options for the compiler.
    pub(super) fn for_compiler(&self) -> Options {
        let owned = |names: &[&str]| -> Vec<String> {
            names.iter().map(|name| (*name).to_owned()).collect()
        };
        let slot = |slot: &ReloadSlot| DeclaredSlot {
            name: slot.name.to_owned(),
            attributes: owned(slot.attributes),
            is_plain: slot.is_plain,
        };
        Options {
            escape: self.escape,
            contexts: self.contexts,
            strict: self.strict,
            optimize: self.optimize,
            implicit_calls: self.implicit_calls,
            collapses: self.collapses,
            flush: self.flush,
            functions: owned(self.functions),
            slots: Some(self.slots.iter().map(slot).collect()),
            components: true,
            ..Options::default()
        }
    }
}
