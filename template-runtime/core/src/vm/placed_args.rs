//! Calls of components whose arguments are all read from places: the component is constructed directly from what is there,
//! without pushing values.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "link has proved what lies at the places of the arguments")]

use super::{
    bound::Bound,
    component::{Call, WithoutFills, no_fills},
    memory::VariablePlaces,
    path_ends::{followed_path, leaf_of, value_at_end},
    placement::{Placement, place_component},
    program::Program,
    runner::RunFn,
    stateless::Stateless,
    stop::Failure,
};
use crate::{
    data::{LeafAt, Value},
    error::{Error, ErrorKind},
    helper::{ComponentFields, LeafOrValue},
    link::Repeatable,
    output::{COMPACT, Drain, Out, PrintOutOfLine, RawOut, Region},
    template::Template,
};
use core::{fmt, ptr::NonNull};
use template_bytecode::Op;

/// The function of a component for arguments that are all read from places, and all named. It has the parts of the `Out`
/// as arguments, which are passed in registers.
#[derive(Clone, Copy)]
pub struct PlacedComponentFn(
    for<'o> unsafe fn(*mut u8, *mut u8, NonNull<dyn Drain + 'o>, &mut PlacedArgs<'_>) -> Region,
);

impl PlacedComponentFn {
    /// Returns the function of a component. A compact build has none, because it would be a second function for each component.
    #[must_use]
    pub const fn of<C: ComponentFields>() -> Option<Self> {
        /// Assembles the `Out`, and prints the component.
        ///
        /// # Safety
        ///
        /// The parts belong to one `Out`, which is not used again.
        unsafe fn print<'o, C: ComponentFields>(
            at: *mut u8,
            end: *mut u8,
            drain: NonNull<dyn Drain + 'o>,
            args: &mut PlacedArgs<'_>,
        ) -> Region {
            // SAFETY: the caller's promise (invariant 4).
            unsafe { RawOut { at, end, drain }.print(|out| print_from_places::<C>(args, out)) }
        }

        if COMPACT { None } else { Some(Self(print::<C>)) }
    }

    /// Calls the component. Returns `None` if that has failed, and the reason is stored.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn call<'o>(self, args: &mut PlacedArgs<'_>, out: Out<'o>) -> Option<Out<'o>> {
        // SAFETY: the parts are passed on to `RawOut::print` (invariant 4).
        unsafe { out.pass(|RawOut { at, end, drain }| (self.0)(at, end, drain, args)) }
    }
}

impl fmt::Debug for PlacedComponentFn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlacedComponentFn")
    }
}

/// The arguments of a call, all of which are read from places, and named.
pub struct PlacedArgs<'v> {
    /// The program that calls the component.
    program: &'v Program<'v>,
    /// The ops that read them.
    ops: &'v [Op],
    /// For each the index of its field.
    indexes: &'v [u8],
    /// The places of the variables that the ops read: each is bound to a place of the type for which link has linked them.
    places: &'v VariablePlaces<'v>,
    /// The number of calls around the output of the component.
    depth: u8,
    /// The data of the template that calls it.
    data: &'v Value<'v>,
    /// The reason why the call has failed.
    pub(super) failure: &'v mut Failure,
    /// The call, if it has fills.
    pub(super) filled: Option<&'v mut Call<'v>>,
    /// The destination of the component if it renders in chunks: its program then runs later, and this becomes `None`.
    pub(super) placement: Option<&'v mut dyn Placement>,
    /// How it must be possible to run the program of the component again; `Never` if this is no attempt.
    required: Repeatable,
    /// The depth up to which components may be called in an attempt.
    attempt_limit: u8,
    /// Whether a field has not taken its argument, or the program cannot be run again as required.
    pub(super) is_refused: bool,
}

impl<'v> PlacedArgs<'v> {
    /// Creates the arguments that `ops` read from the variables with these places, for the fields with these indices. `depth` and
    /// `data` come from the [`Call`].
    ///
    /// # Safety
    ///
    /// The ops belong to a linked program, and each variable that they read is bound to a place for which link has linked
    /// them, of a value that lives for `'v`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn new(
        program: &'v Program<'v>,
        (ops, indexes): (&'v [Op], &'v [u8]),
        places: &'v VariablePlaces<'v>,
        (depth, data): (u8, &'v Value<'v>),
        failure: &'v mut Failure,
    ) -> Self {
        Self {
            program,
            ops,
            indexes,
            places,
            depth,
            data,
            failure,
            filled: None,
            placement: None,
            required: Repeatable::Never,
            attempt_limit: 0,
            is_refused: false,
        }
    }

    /// Makes the call an attempt: it must be possible to run the program of the component again, and components may be called up to
    /// a depth.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn attempt(&mut self, required: Repeatable, limit: u8) {
        (self.required, self.attempt_limit) = (required, limit);
    }

    /// Returns the argument for the field with an index; `None` if it was not passed.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn get(&self, index: u8) -> Option<LeafOrValue<'v>> {
        let at = match self.indexes.get(usize::from(index)) {
            // In the order of the fields.
            Some(field) if *field == index => usize::from(index),
            _ => self.indexes.iter().position(|field| *field == index)?,
        };
        match *self.ops.get(at)? {
            Op::GetFirstArg { var, offset, leaf } | Op::GetPlace { var, offset, leaf } => {
                // SAFETY: link has proved that the variable is bound to a place (invariant 21), and that a leaf of this
                // type is at the offset (invariant 20), as part of the data, which lives for `'v`.
                let leaf = unsafe { LeafAt::new(self.places.get(var).add(offset.0.into()), leaf) };
                Some(LeafOrValue::Leaf(leaf))
            }
            // SAFETY: link has proved that a value of the type that the path was linked for is there (invariants 20 and 21),
            // and the end of the path is part of the data, which lives for `'v`.
            Op::GetFirstArgPath { var, place } | Op::GetPlacePath { var, place } => unsafe {
                let (end, place) = followed_path(self.program, place, self.places.get(var))?;
                Some(match (place, leaf_of(end)) {
                    (None, _) => LeafOrValue::Value(Value::Null),
                    (Some(place), Some(leaf)) => LeafOrValue::Leaf(LeafAt::new(place, leaf)),
                    (Some(place), None) => LeafOrValue::Value(value_at_end(end, place)),
                })
            },
            _ => None,
        }
    }

    /// Returns the data of the template that calls the component.
    pub(crate) fn data(&self) -> Value<'v> {
        *self.data
    }

    /// Returns the call to which the output of the component belongs.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn call<'c>(&'c mut self, without_fills: &'c mut WithoutFills) -> Call<'c> {
        match self.filled.take() {
            Some(call) => call.reborrow(),
            None => {
                let ((fills, _), runner) = (no_fills(), without_fills);
                let (depth, attempt_limit, data) = (self.depth, self.attempt_limit, *self.data);
                Call { depth, attempt_limit, data, fills, runner, placement: None }
            }
        }
    }

    /// Returns the output, or stores the error.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn check<'o>(&mut self, printed: Result<Out<'o>, Error>) -> Option<Out<'o>> {
        printed.map_err(|error| self.failure.set(ErrorKind::nested(error))).ok()
    }

    /// Reports that a field does not accept its argument, or its inherited value: the component has to be called with values,
    /// which reports the error, or takes the text of a value that is displayed. Nothing must have been printed to `out`.
    #[inline(always)]
    pub fn refuse<'o>(&mut self, out: Out<'o>) -> Option<Out<'o>> {
        /// Not inlined, unlike the rest: the output stays in registers.
        #[cold]
        #[inline(never)]
        fn set(is_refused: &mut bool) {
            *is_refused = true;
        }

        set(&mut self.is_refused);
        Some(out)
    }
}

/// Constructs a component from what is at places, and prints it. Returns `None` if that has failed, and stores the reason.
#[inline(always)]
pub fn print_from_places<'o, C: ComponentFields>(
    args: &mut PlacedArgs<'_>,
    out: Out<'o>,
) -> Option<Out<'o>> {
    // User code must not run twice.
    if args.required > Repeatable::Never && (C::HAS_DEFAULTS || const { C::SPEC.has_checks() }) {
        return args.refuse(out);
    }
    let Ok(component) = C::construct(args) else { return args.refuse(out) };
    if let Some(placement) = args.placement.take() {
        // SAFETY: the component borrows only from the arguments, which are part of the data or of what the program that makes the
        // call keeps until the component has ended (invariant 29).
        return match unsafe { place_component(component, placement) } {
            Ok(()) => Some(out),
            Err(kind) => {
                args.failure.set(kind);
                None
            }
        };
    }
    let bound = component.__template_bound();
    if bound.runner().repeatable < args.required {
        return args.refuse(out);
    }
    let Some(program) = bound.unrolled_program() else {
        return out.out_of_line_by(Interpreted { bound: &bound, args });
    };
    let printed = program.run(out, Some(&mut args.call(&mut WithoutFills)));
    args.check(printed)
}

/// An interpreted component. It is a type of its own and no closure, so that all components have the same function.
struct Interpreted<'i, 'v> {
    bound: &'i Bound<'i>,
    args: &'i mut PlacedArgs<'v>,
}

impl<'o> PrintOutOfLine<'o> for Interpreted<'_, '_> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print(self, out: Out<'o>) -> Option<Out<'o>> {
        let Self { bound, args } = self;
        let printed = match bound.runner().function {
            RunFn::Stateless(run) => {
                Stateless::new(*bound, true, args.filled.take()).run_with(run, out)
            }
            RunFn::InMemory(run) => {
                let mut without_fills = WithoutFills;
                let call = &mut args.call(&mut without_fills);
                run.run(bound.program(), bound.root(), out, Some(call))
            }
            RunFn::Unrolled(_) => return None,
        };
        args.check(printed)
    }
}
