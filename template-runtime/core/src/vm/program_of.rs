//! The program of a template as a constant of the runtime.
//!
//! The expansion of `template!` only defines what the macro knows of the program, because rustc takes longer to check a
//! constant in each expansion than to evaluate one that is generic.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "a program is a proof that its ops are valid")]

use super::{
    budget::Budget,
    program::{Program, ProgramTables},
    size_hint::SizeHint,
};
#[cfg(feature = "alloc")]
use crate::link::Copies;
use crate::{
    data::{Callable, TemplateData},
    helper::{ComponentCalls, HelperFn},
    link::{Linked, Unit},
    output::CustomEscaper,
};
use core::marker::PhantomData;

/// A template whose program `P` has been compiled, but not linked: `()` stands for the program of the template, another type
/// for that of a fragment.
///
/// # Safety
///
/// The verifier has accepted the ops of the unit, with its tables, and the limits are those that it returned. The callees are
/// those of the specifications in the unit.
pub unsafe trait TemplateProgram<P>: TemplateData + Sized {
    /// The program.
    const UNLINKED: &'static UnlinkedProgram;
    /// The functions that the program calls.
    const CALLEES: Callees = Callees::NONE;
}

/// What the macro knows of a program, except for the functions that it calls.
#[derive(Debug)]
pub struct UnlinkedProgram {
    /// The input of linking.
    pub unit: Unit<'static>,
    /// The name that the disassembly begins with.
    pub name: &'static str,
    /// The names of the files that the template consists of.
    pub files: &'static [&'static str],
    /// The number of bytes of scratch memory.
    pub scratch: usize,
    /// The likely length of the output.
    pub size_hint: &'static SizeHint,
}

/// The functions that a program calls: the fields of [`ProgramTables`] of the same names.
#[derive(Clone, Copy)]
pub struct Callees {
    /// The helpers.
    pub helpers: &'static [HelperFn],
    /// The components among the helpers.
    pub components: &'static [ComponentCalls],
    /// The names of the helpers.
    pub helper_names: &'static [&'static str],
    /// The helpers as values.
    pub helper_values: &'static [&'static (dyn Callable + Sync)],
    /// The custom escaper.
    pub escaper: Option<CustomEscaper>,
}

impl Callees {
    /// A program that calls no functions.
    pub const NONE: Self = Self {
        helpers: &[],
        components: &[],
        helper_names: &[],
        helper_values: &[],
        escaper: None,
    };
}

/// Expands to the argument of `Program::new`.
#[cfg(feature = "alloc")]
macro_rules! new_tables {
    ($tables:expr) => {
        $tables
    };
}

/// Expands to the argument of `Program::new`: a reference to a constant.
#[cfg(not(feature = "alloc"))]
macro_rules! new_tables {
    ($tables:expr) => {
        &const { $tables }
    };
}

/// The program `P` of the template `T`, with the const parameters of [`Unit::link`].
#[derive(Debug)]
pub struct ProgramOf<
    T,
    P,
    const STACK: usize,
    const VARIABLES: usize,
    const OPS: usize,
    const NAMES: usize,
    const STEPS: usize,
    const UNESCAPED: usize,
    const PLACES: usize,
>(PhantomData<(fn(T), P)>);

impl<
    T: TemplateProgram<P>,
    P,
    const STACK: usize,
    const VARIABLES: usize,
    const OPS: usize,
    const NAMES: usize,
    const STEPS: usize,
    const UNESCAPED: usize,
    const PLACES: usize,
> ProgramOf<T, P, STACK, VARIABLES, OPS, NAMES, STEPS, UNESCAPED, PLACES>
{
    /// The input of linking it.
    #[cfg(not(feature = "alloc"))]
    pub const UNIT: &'static Unit<'static> = &T::UNLINKED.unit;

    /// The result of linking it.
    pub const LINKED: &'static Linked<OPS, NAMES, STEPS, UNESCAPED, PLACES> =
        &T::UNLINKED.unit.link::<T, STACK, VARIABLES, OPS, NAMES, STEPS, UNESCAPED, PLACES>();

    /// The linked program.
    pub const PROGRAM: &'static Program<'static> = &{
        let tables = new_tables!({
            // A copy of the code, so that the other results of linking are not part of the binary.
            let code = &const { Self::LINKED.code };
            let UnlinkedProgram { unit, name, files, scratch, size_hint } = T::UNLINKED;
            let Callees { helpers, components, helper_names, helper_values, escaper } = T::CALLEES;
            ProgramTables {
                name,
                files,
                data: T::ROOT_LAYOUT.erase(),
                ops: &code.ops,
                text: unit.text,
                names: unit.names,
                steps: &code.steps,
                places: &code.places,
                place_paths: &code.place_paths,
                constants: unit.constants,
                helpers,
                components,
                helper_names,
                helper_values,
                param_indexes: &code.param_indexes,
                positions: unit.positions,
                limits: unit.limits,
                scratch: *scratch,
                escape: unit.escape,
                escaper,
                budget: Budget::UNLIMITED,
                size_hint,
                #[cfg(feature = "alloc")]
                copies: Copies::NONE,
            }
        });
        // SAFETY: the implementation of `TemplateProgram` promises that the verifier has accepted the ops, with these limits,
        // and link returned them (invariant 24).
        unsafe { Program::new(tables) }
    };

    /// Fails the build with the errors of linking, if there are any. All of them are one error, because rustc takes long
    /// over a constant for each.
    ///
    /// # Panics
    ///
    /// Panics with the messages of the diagnostics, if there are any.
    #[track_caller]
    pub const fn report_all() {
        Self::report_at(0, usize::MAX);
    }

    /// Fails the build like [`report_all`](Self::report_all), unless that `is_done` by the template that the program is a
    /// fragment of.
    ///
    /// # Panics
    ///
    /// Panics with the messages of the diagnostics, if there are any and they are not reported elsewhere.
    #[track_caller]
    pub const fn report_unless(is_done: bool) {
        if !is_done {
            Self::report_all();
        }
    }

    /// Fails the build with the errors of linking that are at the ops from number `first` to before number `end`: see
    /// [`Linked::report_at`].
    ///
    /// # Panics
    ///
    /// Panics with the messages of the diagnostics, if there are any.
    #[track_caller]
    pub const fn report_at(first: usize, end: usize) {
        Self::LINKED.report_at(first, end, &T::UNLINKED.unit);
    }
}
