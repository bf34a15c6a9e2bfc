//! What `template!` knows of a template, for compiling it again.

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
    /// The files: that of the template, and a partial for each place that includes it.
    pub files: &'static [SourceFile<'static>],
    /// The files that would have been partials, but did not exist.
    pub missing: &'static [&'static str],
    /// The options of the template.
    pub options: ReloadOptions,
    /// The names of the helpers, as the template spells them.
    pub helper_names: &'static [&'static str],
    /// Their specifications.
    pub helper_specs: &'static [HelperSpec],
    /// The functions that call them.
    pub helper_calls: &'static [HelperFn],
    /// The components among them, by the same indexes; empty if there are none.
    pub components: &'static [ComponentCalls],
    /// The names of the fragments.
    pub fragments: &'static [&'static str],
    /// Its [`Symbolic::interface`](template_compiler::Symbolic::interface).
    pub interface: &'static [&'static str],
    /// The custom escaper.
    pub escaper: Option<CustomEscaper>,
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
            slots: Some(self.slots.iter().map(slot).collect()),
            components: true,
            ..Options::default()
        }
    }
}
