//! A program that owns its tables.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the program refers to tables beside it")]

use super::table::TableHelper;
use crate::{
    data::{Callable, LayoutRef},
    helper::{ComponentCalls, HelperFn},
    link::{Copies, LinkedPlace},
    output::CustomEscaper,
    vm::{Budget, Program, ProgramTables, SizeHint},
};
#[cfg(all(feature = "reload", debug_assertions))]
use alloc::boxed::Box;
use alloc::{string::String, sync::Arc, vec::Vec};
use core::fmt;
use template_bytecode::{Constant, Escape, Limits, Op, PathStep, PlacePath, Positions};
use template_compiler::{lower::symbolic::pooled, parse::ast::LiteralValue};

/// The owned of a program. They are not modified after the program has been created.
pub(super) struct OwnedTables {
    /// The names of the template and of its partials.
    pub(super) file_names: Vec<Arc<String>>,
    pub(super) files: &'static [&'static str],
    pub(super) data: Option<LayoutRef>,
    pub(super) ops: Vec<Op>,
    pub(super) text: String,
    pub(super) names: Vec<String>,
    pub(super) constants: Vec<LiteralValue>,
    pub(super) param_indexes: Vec<u8>,
    pub(super) steps: Vec<PathStep>,
    pub(super) places: Vec<LinkedPlace>,
    pub(super) place_paths: Vec<PlacePath>,
    pub(super) positions: Vec<u8>,
    pub(super) helper_names: Vec<String>,
    pub(super) helpers: Vec<TableHelper>,
    pub(super) components: Vec<ComponentCalls>,
    pub(super) limits: Limits,
    pub(super) escape: Escape,
    pub(super) escaper: Option<CustomEscaper>,
    pub(super) budget: Budget,
}

/// A program with its owned.
pub(crate) struct OwnedProgram {
    /// Refers to the others, which therefore are not modified (invariant 31).
    program: Program<'static>,
    owned: OwnedTables,
    _tables: Tables,
}

/// The tables in the form in which a program has them.
struct Tables {
    names: Vec<&'static str>,
    constants: Vec<Constant<'static>>,
    helper_names: Vec<&'static str>,
    calls: Vec<HelperFn>,
    values: Vec<&'static (dyn Callable + Sync)>,
    size_hint: Arc<SizeHint>,
}

/// Returns a reference without a lifetime.
///
/// # Safety
///
/// The result must be used only for as long as `value` is borrowed, or is neither moved nor modified.
unsafe fn extend<T: ?Sized>(value: &T) -> &'static T {
    // SAFETY: the caller's promise.
    unsafe { &*core::ptr::from_ref(value) }
}

impl OwnedProgram {
    /// Creates a program.
    ///
    /// # Safety
    ///
    /// The ops are those that link has returned for ops that the verifier has accepted with these tables, and the limits
    /// are those of the verifier.
    pub(super) unsafe fn new(owned: OwnedTables) -> Self {
        // SAFETY: the extended references point to the heap, and remain valid when this moves, until it is dropped. The
        // program does not leave it under the extended lifetime (invariant 31).
        unsafe {
            let tables = Tables {
                names: owned.names.iter().map(|name| extend(name.as_str())).collect(),
                constants: extend(owned.constants.as_slice()).iter().map(pooled).collect(),
                helper_names: owned.helper_names.iter().map(|name| extend(name.as_str())).collect(),
                calls: owned.helpers.iter().map(TableHelper::function).collect(),
                values: extend(owned.helpers.as_slice())
                    .iter()
                    .map(TableHelper::callable)
                    .collect(),
                size_hint: Arc::new(SizeHint::new()),
            };
            // The ops have been verified and linked, and these are their limits (invariant 24).
            let program = Program::new(ProgramTables {
                name: owned.file_names.first().map_or("", |name| extend(name.as_str())),
                files: owned.files,
                data: owned.data,
                ops: extend(owned.ops.as_slice()),
                text: extend(owned.text.as_str()),
                names: extend(tables.names.as_slice()),
                steps: extend(owned.steps.as_slice()),
                places: extend(owned.places.as_slice()),
                place_paths: extend(owned.place_paths.as_slice()),
                constants: extend(tables.constants.as_slice()),
                helpers: extend(tables.calls.as_slice()),
                components: extend(owned.components.as_slice()),
                helper_names: extend(tables.helper_names.as_slice()),
                helper_values: extend(tables.values.as_slice()),
                param_indexes: extend(owned.param_indexes.as_slice()),
                positions: Positions(extend(owned.positions.as_slice())),
                limits: owned.limits,
                scratch: owned.limits.scratch.size().min(owned.budget.scratch),
                escape: owned.escape,
                escaper: owned.escaper,
                budget: owned.budget,
                size_hint: extend(&*tables.size_hint),
                copies: Copies::NONE,
            });
            Self { program, owned, _tables: tables }
        }
    }

    /// Returns the program, which then stays in memory until the end.
    #[cfg(all(feature = "reload", debug_assertions))]
    pub(crate) fn leak(self) -> &'static Program<'static> {
        &Box::leak(Box::new(self)).program
    }

    /// Returns the program.
    pub(super) fn program(&self) -> &Program<'_> {
        &self.program
    }

    /// Returns the names of the files in messages, which are the files of the template and of its partials.
    pub(super) fn file_names(&self) -> &[Arc<String>] {
        &self.owned.file_names
    }
}

impl fmt::Debug for OwnedProgram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.program.fmt(f)
    }
}
