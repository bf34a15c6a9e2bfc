//! Link: abstract interpretation of a symbolic program over the [`Shape`](crate::data::Shape)s of its
//! values. It resolves names to indices, type-checks calls, loops and printed values, and collects the
//! diagnostics. For a template of a macro it runs as a `const fn`, while rustc compiles the crate that
//! contains the template.

#![allow(
    clippy::redundant_pattern_matching,
    reason = "calls are slow in const evaluation, also calls of `is_some`"
)]

mod accepts;
#[cfg(feature = "compile")]
mod at_run_time;
mod call;
#[cfg(not(feature = "alloc"))]
mod compact;
mod comparison;
mod component;
mod diagnostic;
mod expressions;
mod fills;
#[cfg(feature = "alloc")]
mod inline;
mod linker;
mod messages;
mod needs;
mod one_type;
mod ops;
mod paths;
mod places;
mod printed;
mod scopes;
mod state;

#[cfg(feature = "compile")]
pub(crate) use at_run_time::load;

use crate::{
    data::{HelperSpec, TemplateData},
    vm::Program,
};
#[cfg(not(feature = "alloc"))]
pub use compact::{CompactCode, CompactText, ENTRIES_OF_PLACE, PlaceEntry};
use diagnostic::{LinkDiagnostic, LinkDiagnosticKind};
#[cfg(feature = "alloc")]
pub use inline::{Copies, InlineCalls, InlineCandidates, InlineProgram, Inlined};
use linker::Linker;
pub use needs::Needs;
pub(crate) use needs::Repeatable;
pub use places::LinkedPlace;
pub(crate) use places::PlaceEnd;
pub use printed::PrintedKind;
use printed::ValueUses;
use state::{Findings, Join, KnownVariable};
use template_bytecode::{
    Constant, Escape, Field, Limits, Offset, Op, PathSegment, PathStep, PlacePath, Positions,
    Ranges,
    diagnostics::{MAX_DIAGNOSTICS, MAX_MESSAGE_LENGTH, MessageBuffer, Unescaped},
};

/// The output of the compiler for a template: a symbolic program, whose names are not yet resolved.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'u> {
    /// The files that the ops were compiled from, for messages: [`Positions::file`] indexes them.
    pub files: &'u [SourceFile<'u>],
    /// The instructions of [`SymbolicOp`](template_bytecode::SymbolicOp).
    pub ops: &'u [Op],
    /// For each op, its file and its position in the file.
    pub positions: Positions<'u>,
    /// For each op, the range of the text that it was compiled from.
    pub ranges: Ranges<'u>,
    /// All static text, padded.
    pub text: &'u str,
    /// All names.
    pub names: &'u [&'u str],
    /// The [`name_hash`](template_bytecode::name_hash) of each name.
    pub name_hashes: &'u [u32],
    /// The segments of all paths; the segments of paths with several segments come first.
    pub segments: &'u [PathSegment],
    /// All constants.
    pub constants: &'u [Constant<'u>],
    /// The specifications of the helpers.
    pub helpers: &'u [HelperSpec],
    /// The names of the helpers, if they are not those in the specifications.
    pub helper_names: &'u [&'u str],
    /// The ops that print without escaping, in order.
    pub unescaped: &'u [usize],
    /// The calls of components at positions where browsers do not parse elements by the rules of HTML, in order.
    pub foreign_calls: &'u [usize],
    /// The ops that push fills that are allowed only where browsers parse elements by the rules of HTML, in order.
    pub html_fills: &'u [usize],
    /// The sizes of the memory that the program needs: the result of the verifier.
    pub limits: Limits,
    /// The escaper of `{{…}}`.
    pub escape: Escape,
}

/// A file that ops were compiled from.
#[derive(Clone, Copy, Debug)]
pub struct SourceFile<'u> {
    /// The name of the file, as messages show it.
    pub name: &'u str,
    /// The text of the template in it: [`Ranges`] are offsets in this text.
    pub text: &'u str,
    /// The places that include it, if it is a partial, as lines at the end of a message.
    pub includes: &'u str,
}

impl<'u> Unit<'u> {
    /// Returns the file that an op was compiled from.
    const fn file(&self, op: usize) -> SourceFile<'u> {
        match self.positions.file(op) {
            Some(file) => self.files[file.0 as usize],
            None => self.files[0],
        }
    }
}

impl Unit<'static> {
    /// The unit of a program without ops, from which the expansion of `template!` takes what a template does not have.
    pub const EMPTY: Self = Self {
        files: &[],
        ops: &[],
        positions: Positions(&[]),
        ranges: Ranges(&[]),
        text: "",
        names: &[],
        name_hashes: &[],
        segments: &[],
        constants: &[],
        helpers: &[],
        helper_names: &[],
        unescaped: &[],
        foreign_calls: &[],
        html_fills: &[],
        limits: Limits::of_expansion(0, 1, 0, 0, 0),
        escape: Escape::Html,
    };

    /// Returns the unit of a program that has no constants and no helpers, and escapes HTML. (They are arguments, because rustc
    /// takes long for the expression of a struct.)
    #[must_use]
    #[allow(clippy::too_many_arguments, reason = "they are the fields")]
    pub const fn of_expansion(
        files: &'static [SourceFile<'static>],
        ops: &'static [Op],
        positions: &'static [u8],
        ranges: &'static [u8],
        text: &'static str,
        limits: Limits,
        (names, name_hashes): (&'static [&'static str], &'static [u32]),
        segments: &'static [PathSegment],
    ) -> Self {
        Self {
            files,
            ops,
            positions: Positions(positions),
            ranges: Ranges(ranges),
            text,
            names,
            name_hashes,
            segments,
            limits,
            ..Self::EMPTY
        }
    }

    /// Links the program to data of the type `T`.
    ///
    /// The const parameters are the number of values on the `STACK`, of `VARIABLES`, of `OPS` with a final `Return`, of
    /// `NAMES`, of `STEPS` in paths with several segments, of `UNESCAPED` ops, which print without escaping, and of
    /// `PLACES`, ops that may read a place through a path. If the layout of the data is not known, no op reads a place.
    ///
    /// # Panics
    ///
    /// Panics if `OPS` is another number.
    #[must_use]
    pub const fn link<
        T: TemplateData,
        const STACK: usize,
        const VARIABLES: usize,
        const OPS: usize,
        const NAMES: usize,
        const STEPS: usize,
        const UNESCAPED: usize,
        const PLACES: usize,
    >(
        &'static self,
    ) -> Linked<OPS, NAMES, STEPS, UNESCAPED, PLACES> {
        let mut linked = Linked {
            code: LinkedCode {
                ops: [Op::Return {}; OPS],
                param_indexes: [0; NAMES],
                steps: [PENDING_STEP; STEPS],
                places: [LinkedPlace::PENDING; PLACES],
                place_paths: [PlacePath::At(Offset(0)); PLACES],
            },
            printed: [PrintedKind::Any; OPS],
            needs: Needs::NONE,
            unescaped: [Unescaped::Unknown; UNESCAPED],
            #[cfg(not(feature = "alloc"))]
            ends: [None; PLACES],
            diagnostics: [None; MAX_DIAGNOSTICS],
            diagnostic_count: 0,
        };
        let mut uses = ValueUses::NONE;
        let mut joins = [Join::NONE; OPS];
        let mut stack = [state::UNKNOWN; STACK];
        let mut variables = [KnownVariable::UNBOUND; VARIABLES];
        assert!(OPS == self.ops.len() + 1, "there is another number of ops");
        let (ops, _) = linked.code.ops.split_at_mut(self.ops.len());
        ops.copy_from_slice(self.ops);
        linked.diagnostic_count = Linker::new(
            self,
            Findings {
                diagnostics: &mut linked.diagnostics,
                param_indexes: &mut linked.code.param_indexes,
                steps: &mut linked.code.steps,
                places: &mut linked.code.places,
                place_paths: &mut linked.code.place_paths,
                #[cfg(not(feature = "alloc"))]
                ends: &mut linked.ends,
                printed: &mut linked.printed,
                uses: &mut uses,
                unescaped: &mut linked.unescaped,
            },
            &mut joins,
            &mut stack,
            &mut variables,
            T::ROOT_SHAPE,
            T::ROOT_LAYOUT.erase(),
        )
        .run(ops);
        linked.needs = Needs::of(&linked.code.ops, uses);
        linked
    }
}

/// A placeholder for a step that is not linked yet.
const PENDING_STEP: PathStep = PathStep::Field(Field(0));

/// The tables of a linked program.
#[derive(Clone, Copy, Debug)]
pub struct LinkedCode<const OPS: usize, const NAMES: usize, const STEPS: usize, const PLACES: usize>
{
    /// The instructions, followed by `Return`. Names of fields are indices where the types are known.
    pub ops: [Op; OPS],
    /// For each name of a named argument, the index of its parameter.
    pub param_indexes: [u8; NAMES],
    /// The steps of the paths with several segments.
    pub steps: [PathStep; STEPS],
    /// The paths to places, as the VM follows them.
    pub places: [LinkedPlace; PLACES],
    /// The paths to places that are reached through pointers and options, or are not leaves.
    pub place_paths: [PlacePath; PLACES],
}

/// The program of a template that calls components, as it runs, with its needs: calls are [replaced](crate::__inlined).
#[derive(Clone, Copy)]
pub struct InlinedProgram {
    /// The program.
    pub program: Program<'static>,
    /// The capabilities of the interpreter that it needs.
    pub needs: Needs,
}

/// A linked program and its diagnostics.
#[derive(Clone, Copy, Debug)]
pub struct Linked<
    const OPS: usize,
    const NAMES: usize,
    const STEPS: usize,
    const UNESCAPED: usize,
    const PLACES: usize,
> {
    /// The tables that are part of the program.
    pub code: LinkedCode<OPS, NAMES, STEPS, PLACES>,
    /// For each op, the kind of value that it prints.
    pub printed: [PrintedKind; OPS],
    /// The capabilities of the interpreter that the program needs.
    pub needs: Needs,
    unescaped: [Unescaped; UNESCAPED],
    /// The ends of the paths to places that have few steps.
    #[cfg(not(feature = "alloc"))]
    ends: [Option<PlaceEnd>; PLACES],
    diagnostics: [Option<LinkDiagnostic<'static>>; MAX_DIAGNOSTICS],
    /// The number of all diagnostics, which may be more than the array has.
    diagnostic_count: usize,
}

impl<
    const OPS: usize,
    const NAMES: usize,
    const STEPS: usize,
    const UNESCAPED: usize,
    const PLACES: usize,
> Linked<OPS, NAMES, STEPS, UNESCAPED, PLACES>
{
    /// Returns the kind of value that the `index`th of the ops in [`Unit::unescaped`] prints, as the number of
    /// the variant of [`Unescaped`].
    #[must_use]
    pub const fn unescaped(&self, index: usize) -> usize {
        self.unescaped[index] as usize
    }

    /// Returns `true` if a name in a path does not name a field: then the template does not yet read what it is
    /// meant to read.
    #[must_use]
    pub const fn has_unknown_name(&self) -> bool {
        let mut i = 0;
        while i < MAX_DIAGNOSTICS {
            if let Some(LinkDiagnostic {
                kind: LinkDiagnosticKind::NoField { .. } | LinkDiagnosticKind::NoFields { .. },
                ..
            }) = self.diagnostics[i]
            {
                return true;
            }
            i += 1;
        }
        // Diagnostics beyond the limit are counted, but not kept.
        self.diagnostic_count > MAX_DIAGNOSTICS
    }

    /// Returns `true` if there are diagnostics.
    #[must_use]
    pub const fn has_errors(&self) -> bool {
        self.diagnostic_count > 0
    }

    /// Fails the build with the diagnostics whose messages have the positions of the ops from number `first` to before number
    /// `end`, if there are any.
    ///
    /// # Panics
    ///
    /// Panics with the messages of the diagnostics, if there are any.
    #[track_caller]
    pub const fn report_at(&self, first: usize, end: usize, unit: &Unit<'static>) {
        if !self.has_errors() {
            return;
        }
        let mut bytes = [0; MAX_DIAGNOSTICS * MAX_MESSAGE_LENGTH];
        let mut message = MessageBuffer::new(&mut bytes);
        let mut i = 0;
        while i < MAX_DIAGNOSTICS {
            if let Some(diagnostic) = &self.diagnostics[i] {
                let op = messages::reported_op(diagnostic);
                if first <= op && op < end {
                    if !message.is_empty() {
                        message.push("\n\n");
                    }
                    let (all, count) = (&self.diagnostics, self.diagnostic_count);
                    messages::write_message(&mut message, all, i, count, unit);
                }
            }
            i += 1;
        }
        assert!(message.is_empty(), "{}", message.as_str());
    }
}
