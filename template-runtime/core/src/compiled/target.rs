//! The tables that programs are linked to at run time, and linking.
#![allow(unsafe_code, reason = "the ops are those of a program that was verified")]

use super::{
    error::{CompileError, render},
    owned_program::{OwnedProgram, OwnedTables},
    table::TableHelper,
};
use crate::{
    data::{HelperSpec, LayoutRef, ShapeRef},
    error::Diagnostic,
    helper::ComponentCalls,
    link::{SourceFile, Unit, load},
    output::CustomEscaper,
    vm::Budget,
};
use alloc::{borrow::ToOwned as _, string::String, sync::Arc, vec::Vec};
use std::collections::HashMap;
use template_bytecode::{Constant, Escape, Positions, Ranges, name_hash};
use template_compiler::{Source, Symbolic, lower::symbolic::pooled, resolve::UNKNOWN_PARTIAL};

/// The tables that a program is linked to.
pub(crate) struct Target {
    /// The helpers that it calls, in the order of its table.
    pub(crate) helpers: Vec<TableHelper>,
    /// The components among them, by the same indices; empty if there are none.
    pub(crate) components: Vec<ComponentCalls>,
    /// The shape and the layout of its data, if they are known.
    pub(crate) data: Option<(ShapeRef, LayoutRef)>,
    /// The names of the files that it consists of, for errors. If there are none, [`OwnedProgram::file_names`] are the names.
    pub(crate) files: &'static [&'static str],
    pub(crate) escape: Escape,
    pub(crate) escaper: Option<CustomEscaper>,
    pub(crate) budget: Budget,
}

/// A program with the warnings about its template.
pub(crate) struct LinkedTemplate {
    pub(crate) program: OwnedProgram,
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Links a compiled template.
///
/// # Errors
///
/// Returns the errors of linking: calls whose arguments the helper does not take, and names that the data does not have.
pub(crate) fn link(
    symbolic: Symbolic,
    source: &Source,
    target: Target,
) -> Result<LinkedTemplate, CompileError> {
    let specs: Vec<HelperSpec> = target.helpers.iter().map(|helper| *helper.spec()).collect();
    let helper_names: Vec<&str> =
        symbolic.helpers.iter().map(|helper| name_in_messages(&helper.path)).collect();
    let names: Vec<&str> = symbolic.names.iter().map(String::as_str).collect();
    let name_hashes: Vec<u32> = names.iter().map(|name| name_hash(name)).collect();
    let constants: Vec<Constant<'_>> = symbolic.constants.iter().map(pooled).collect();
    let unescaped: Vec<usize> = symbolic.unescaped.iter().map(|unescaped| unescaped.op).collect();
    let (positions, ranges) = (symbolic.positions(source), symbolic.ranges(source));
    let files: Vec<_> = source.files().collect();
    let files: Vec<SourceFile<'_>> = files
        .iter()
        .map(|file| SourceFile { name: file.name, text: file.text, includes: &file.includes })
        .collect();
    let unit = Unit {
        files: &files,
        ops: &symbolic.to_ops(),
        positions: Positions(&positions),
        ranges: Ranges(&ranges),
        text: &symbolic.text,
        names: &names,
        name_hashes: &name_hashes,
        segments: &symbolic.segments,
        constants: &constants,
        helpers: &specs,
        helper_names: &helper_names,
        unescaped: &unescaped,
        foreign_calls: &symbolic.foreign_calls,
        html_fills: &symbolic.html_fills,
        limits: symbolic.limits,
        escape: target.escape,
    };
    let places = if target.data.is_some() { symbolic.place_count() } else { 0 };
    let loaded = load(&unit, target.data, symbolic.limits, (symbolic.long_path_segments, places))
        .map_err(|diagnostics| CompileError { diagnostics })?;
    let warnings = render(&symbolic.warnings, source);
    let Symbolic { text, names, constants, limits, helpers, .. } = symbolic;
    let owned = OwnedTables {
        file_names: file_names(source),
        files: target.files,
        data: target.data.map(|(_, layout)| layout),
        ops: loaded.ops,
        text,
        names,
        constants,
        param_indexes: loaded.param_indexes,
        steps: loaded.steps,
        places: loaded.places,
        place_paths: loaded.place_paths,
        positions,
        helper_names: helpers.into_iter().map(|helper| helper.path).collect(),
        helpers: target.helpers,
        components: target.components,
        escape: target.escape,
        escaper: target.escaper,
        budget: target.budget,
        limits,
    };
    debug_assert!(
        owned.data.is_none() || owned.budget.steps == u64::MAX,
        "a comparison of places does not count steps (`vm/comparisons.rs`)"
    );
    // SAFETY: the compiler has verified the ops, which link has then linked, and these are their limits
    // (invariant 24).
    Ok(LinkedTemplate { program: unsafe { OwnedProgram::new(owned) }, warnings })
}

/// Returns the names of the template and of its partials, one for each place that includes a partial.
fn file_names(source: &Source) -> Vec<Arc<String>> {
    let mut known = HashMap::new();
    let shared = source.files().map(|file| {
        Arc::clone(known.entry(file.name).or_insert_with(|| Arc::new(file.name.to_owned())))
    });
    shared.collect()
}

/// Returns the name of a helper in messages.
fn name_in_messages(name: &str) -> &str {
    if name == UNKNOWN_PARTIAL { "partial" } else { name }
}
