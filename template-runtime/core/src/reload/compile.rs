//! Compiling an edited template, and linking it to the struct and the functions of the running program.

use super::{
    text::{full_path, read_file},
    unit::ReloadUnit,
    watch::{Stamp, stamp},
};
use crate::{
    compiled::{Helpers, TableHelper, Target, link},
    data::{LayoutRef, ShapeRef},
    helper::{ComponentCalls, StaticHelper},
    vm::{Budget, Program},
};
use alloc::{
    boxed::Box,
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use std::{
    io,
    path::{Path, PathBuf},
};
use template_bytecode::diagnostics::nearest_name;
use template_compiler::{
    Diagnostic, Diagnostics, Source, Symbolic, compile_source, partials::files::PartialFiles,
    resolve::resolved::HelperUse,
};

/// A template that was compiled again.
pub(super) struct CompiledText {
    symbolic: Symbolic,
    source: Source,
    /// The names of its files.
    files: &'static [&'static str],
    /// Warnings for the developer.
    pub(super) warnings: String,
}

/// Compiles a template. Also returns the whole paths of its partials, with their stamps from before they were read: also of those
/// that do not exist.
///
/// # Errors
///
/// Returns the messages of the compiler.
pub(super) fn compile(
    unit: &ReloadUnit,
    mut source: Source,
) -> (Result<CompiledText, String>, Vec<(PathBuf, Stamp)>) {
    let mut stamps = Vec::new();
    let mut partials = partial_files(unit, |path| {
        let path = full_path(unit, path);
        stamps.push((path.clone(), stamp(&path)));
        read_file(&path)
    });
    let compiled = compile_source(&mut source, &unit.options.for_compiler(), &mut partials);
    let result = match compiled {
        // The templates that call it have been linked to what it yielded.
        Ok(symbolic)
            if symbolic.interface().iter().any(|part| !unit.interface.contains(&&**part)) =>
        {
            Err(format!(
                "{}: the template of `{}` yields different values to its slots than when the program was built\n{BUILD}",
                source.file, unit.name
            ))
        }
        Ok(symbolic) => {
            let files: Vec<&'static str> =
                source.files().map(|file| &*Box::leak(Box::from(file.name))).collect();
            let warnings = warnings(unit, &symbolic, &source);
            Ok(CompiledText { symbolic, source, files: Vec::leak(files), warnings })
        }
        Err(diagnostics) => Err(Diagnostics { source: Box::new(source), diagnostics }.to_string()),
    };
    (result, stamps)
}

/// The help of messages about changes that an edit of a template cannot make.
const BUILD: &str = "help: rebuild the program";

fn partial_files<R: FnMut(&Path) -> io::Result<String>>(
    unit: &ReloadUnit,
    read: R,
) -> PartialFiles<R> {
    let own = unit.files.first().map(|file| file.name.to_string());
    PartialFiles::new(unit.partials.into(), own.filter(|_| unit.literal.is_some()), read)
}

/// Links a compiled template, or a fragment of it, to the layout of its data, and to the functions that the macro has bound.
/// The program stays in memory until the end.
///
/// # Errors
///
/// Returns the messages of the linker, and a message for each helper that the running program does not have.
pub(super) fn link_to(
    unit: &ReloadUnit,
    text: &CompiledText,
    fragment: Option<usize>,
    data: (ShapeRef, LayoutRef),
) -> Result<&'static Program<'static>, String> {
    let CompiledText { symbolic, source, files, .. } = text;
    let symbolic = match fragment.and_then(|index| unit.fragments.get(index)) {
        None => symbolic.clone(),
        Some(name) => {
            let found = symbolic.fragments.iter().find(|fragment| fragment.name.text == *name);
            let missing = || format!("{}: there is no fragment `{name}`\n{BUILD}", source.file);
            found.ok_or_else(missing)?.program.clone()
        }
    };
    let standard = Helpers::standard();
    let bound: Vec<Result<BoundHelper, Diagnostic>> =
        symbolic.helpers.iter().map(|helper| bind(unit, &standard, helper)).collect();
    let mut helpers = Vec::new();
    let mut components = Vec::new();
    let mut diagnostics = Vec::new();
    for helper in bound {
        match helper {
            Ok(BoundHelper { helper, component }) => {
                helpers.push(helper);
                components.push(component);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    if !diagnostics.is_empty() {
        return Err(Diagnostics { source: Box::new(source.clone()), diagnostics }.to_string());
    }
    let target = Target {
        helpers,
        components,
        data: Some(data),
        files,
        escape: unit.options.escape,
        escaper: unit.escaper,
        budget: Budget::UNLIMITED,
    };
    let linked = link(symbolic, source, target).map_err(|error| error.to_string())?;
    Ok(linked.program.leak())
}

/// A helper or a component of the running program.
struct BoundHelper {
    helper: TableHelper,
    component: ComponentCalls,
}

/// Returns the function that a template calls: the one that the macro has bound to this name, or a standard helper.
fn bind(
    unit: &ReloadUnit,
    standard: &Helpers,
    used: &HelperUse,
) -> Result<BoundHelper, Diagnostic> {
    if let Some((index, spec, call)) = unit.helpers.find(&used.path) {
        let component = unit.components.get(index).copied().unwrap_or(ComponentCalls::NONE);
        return Ok(BoundHelper {
            helper: TableHelper::Function(StaticHelper { spec, call }),
            component,
        });
    }
    if let Some((_, spec, call)) = unit.uncalled.find(&used.path) {
        let helper = TableHelper::Function(StaticHelper { spec, call });
        return Ok(BoundHelper { helper, component: ComponentCalls::NONE });
    }
    let name = &used.path;
    if let Some(helper) = standard.get(name).filter(|_| !used.is_component) {
        return Ok(BoundHelper { helper: helper.clone(), component: ComponentCalls::NONE });
    }
    let kind = if used.is_component { "component" } else { "helper" };
    let message = format!("the template called no {kind} `{name}` when the program was built");
    let known = unit.helpers.iter().chain(unit.uncalled.iter());
    let called: Vec<&str> = known
        .filter(|(_, spec)| spec.component.is_some() == used.is_component)
        .map(|(name, _)| name)
        .collect();
    let help = match nearest_name(name, &called) {
        Some(near) => format!("did you mean `{near}`? Otherwise rebuild the program"),
        None => format!("rebuild the program, or check the name of the {kind}"),
    };
    Err(Diagnostic::error(used.span, message).help(help))
}

/// Returns the warnings about a template that compiles: warnings of the compiler, and warnings about standard helpers, because a
/// build may find another function of the same name.
fn warnings(unit: &ReloadUnit, symbolic: &Symbolic, source: &Source) -> String {
    let standard = Helpers::standard();
    let is_new = |used: &&HelperUse| {
        !used.is_component
            && unit.helpers.find(&used.path).is_none()
            && unit.uncalled.find(&used.path).is_none()
            && standard.get(&used.path).is_some()
    };
    let is_called = symbolic.helpers.iter().filter(is_new).map(|used| {
        let name = &used.path;
        let message = format!("`{name}` is the standard helper, until the program is rebuilt");
        Diagnostic::warning(used.span, message).help(format!(
            "unless there is a function `{name}` in scope, write `use template_runtime::helpers::{name};`"
        ))
    });
    let warnings = symbolic.warnings.iter().cloned().chain(is_called);
    let warnings: Vec<String> =
        warnings.map(|warning| format!("warning: {}", warning.render(source))).collect();
    warnings.join("\n\n")
}
