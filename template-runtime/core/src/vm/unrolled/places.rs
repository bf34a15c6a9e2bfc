//! Variables of unrolled programs that are bound to places, and the ops that read them.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "link has proved what lies at the places of variables")]

use super::{NamedArgs, Run, Texts, bodies::BodyFn, components::UnrolledFills};
use crate::{
    data::{ErasedLayout, LeafValue, StepFn, Value, leaf_value, read_leaf, value_at_known},
    error::ErrorKind,
    helper::ComponentCalls,
    link::PrintedKind,
    output::Out,
    vm::{
        Failed, PrintResult, ValueResult,
        component::{Call, Fills, inner_depth},
        memory::VariablePlaces,
        path_ends::path_end,
        placed_args::PlacedArgs,
        stop::Failure,
        values,
    },
};
use core::{marker::PhantomData, mem::MaybeUninit};
use template_bytecode::{Escape, Leaf, Offset, Op, PlaceRef};

/// The place of a variable; null if the variable has only a value.
#[derive(Clone, Copy)]
pub struct Place<'t> {
    address: *const u8,
    data: PhantomData<&'t ()>,
}

impl<'t> Place<'t> {
    /// The place of a variable that has only a value.
    pub const NONE: Self = Self::new(core::ptr::null());

    /// Returns the place at an address.
    pub(super) const fn new(address: *const u8) -> Self {
        Self { address, data: PhantomData }
    }

    /// Returns the place of the data of a template.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn of_data<T>(data: &'t T) -> Self {
        // Cast with `as`: a build without optimization has a further function for each template and each method called here.
        Self::new(data as *const T as *const u8)
    }

    /// Returns the place of an object.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn of_object(value: Value<'t>) -> Self {
        match value {
            Value::Object(object) => Self::new(object.place()),
            _ => Self::NONE,
        }
    }

    /// Returns the place that follows at a distance. Nothing is read there after the last item.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn after(self, distance: usize) -> Self {
        Self::new(self.address.wrapping_add(distance))
    }

    /// Returns the place that the pointer at this place leads to.
    ///
    /// # Safety
    ///
    /// `to` must be the function of a type of which a value is at this place, and lives for `'t`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn target(self, to: StepFn) -> Self {
        // SAFETY: the caller's promise.
        Self::new(unsafe { to(self.address) })
    }

    /// Returns the place at an offset.
    ///
    /// # Safety
    ///
    /// It must be the offset of a field of the value at this place.
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn at(self, offset: Offset) -> *const u8 {
        // SAFETY: the caller's promise.
        unsafe { self.address.add(offset.0.into()) }
    }
}

/// Returns `true` if a linked op reads its variable as a place.
#[must_use]
pub const fn reads_place(op: &Op) -> bool {
    matches!(
        op,
        Op::GetPlace { .. }
            | Op::GetFirstArg { .. }
            | Op::GetFirstArgPath { .. }
            | Op::GetFirstOperand { .. }
            | Op::GetPlacePath { .. }
            | Op::AppendPlace { .. }
            | Op::AppendPlacePath { .. }
    )
}

/// Returns `true` if a component is constructed from what is at places, if the linked op `first` reads the first argument.
#[must_use]
pub const fn passes_places(first: &Op, component: &ComponentCalls) -> bool {
    matches!(first, Op::GetFirstArg { .. } | Op::GetFirstArgPath { .. })
        && component.placed.is_some()
}

impl Run<'_, '_> {
    /// Returns the result of an op that reads a variable, or a path of one segment from it. The op is a constant, as in
    /// [`Run::get_path`].
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Missing`](crate::ErrorKind::Missing) if the name is not found and the template is strict about it.
    ///
    /// # Safety
    ///
    /// The op is one of the program. If it reads the variable as a place, a value with the layout for which the op was linked
    /// must be at `place`, and must live for `'t`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub unsafe fn get_variable<'t>(
        self,
        at: usize,
        op: Op,
        value: Value<'t>,
        place: Place<'t>,
    ) -> ValueResult<'t> {
        match op {
            Op::GetVar { .. } => Ok(value),
            Op::GetPlace { offset, leaf, .. }
            | Op::GetFirstArg { offset, leaf, .. }
            | Op::GetFirstOperand { offset, leaf, .. } => {
                // SAFETY: link has proved that a leaf of this type is there (the caller's promise; invariant 20).
                Ok(unsafe { leaf_value(place.at(offset), leaf) })
            }
            // SAFETY: the caller's promise.
            Op::GetPlacePath { place: path, .. } | Op::GetFirstArgPath { place: path, .. } => unsafe {
                self.value_of_path(at, path, place)
            },
            _ => self.get_path(at, op, value),
        }
    }

    /// Prints the value that an op reads from a variable, or to which a path of one segment leads. The op is a constant, as
    /// [`Run::get_path`], and so is `kind`, as in [`Run::append`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Run::get_variable`] and of [`Run::append`].
    ///
    /// # Safety
    ///
    /// The requirements of [`Run::get_variable`].
    #[allow(clippy::too_many_arguments, reason = "only the macro calls it")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub unsafe fn append_variable<'o>(
        self,
        at: usize,
        op: Op,
        kind: PrintedKind,
        value: Value<'_>,
        place: Place<'_>,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        match op {
            Op::AppendVar { .. } => self.append(at, value, kind, escape, out),
            Op::AppendPlace { offset, leaf, .. } => {
                // SAFETY: link has proved that a leaf of this type is there (the caller's promise; invariant 20).
                unsafe { self.append_leaf(at, place.at(offset), leaf, escape, out) }
            }
            // SAFETY: the caller's promise.
            Op::AppendPlacePath { place: path, .. } => unsafe {
                self.append_end_of_path(at, path, kind, place, escape, out)
            },
            _ => self.append(at, self.get_path(at, op, value)?, kind, escape, out),
        }
    }

    /// Returns the value that a path leads to from a place.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Run::get_variable`].
    ///
    /// # Safety
    ///
    /// A value of the type that the path was linked for must be at the place, and must live for `'t`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn value_of_path<'t>(
        self,
        at: usize,
        path: PlaceRef,
        place: Place<'t>,
    ) -> ValueResult<'t> {
        // SAFETY: the caller's promise, and so the end of the path is part of the data.
        let (value, rest) = unsafe {
            let (end, rest) = path_end(self.program, path, place.address)?;
            match end {
                Some((layout, place)) => (value_at_known(layout, place), rest),
                None => (Value::Null, rest),
            }
        };
        if rest.is_empty() {
            return Ok(value);
        }
        values::steps(self.program, rest, value).or_else(|missing| self.missing(at, missing))
    }

    /// Prints the value to which a path leads from a place.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Run::append_variable`].
    ///
    /// # Safety
    ///
    /// The requirements of [`Run::value_of_path`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn append_end_of_path<'o>(
        self,
        at: usize,
        path: PlaceRef,
        kind: PrintedKind,
        place: Place<'_>,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        // SAFETY: the caller's promise, and so the end of the path is part of the data.
        unsafe {
            match path_end(self.program, path, place.address)? {
                (Some((layout, place)), []) => match layout.get() {
                    ErasedLayout::Leaf(leaf) => self.append_leaf(at, place, *leaf, escape, out),
                    _ => self.append(at, value_at_known(layout, place), kind, escape, out),
                },
                (None, []) if !escape.is_script() => Ok(out),
                _ => {
                    let value = self.value_of_path(at, path, place)?;
                    self.append(at, value, PrintedKind::Any, escape, out)
                }
            }
        }
    }

    /// Prints a leaf.
    ///
    /// # Errors
    ///
    /// Returns an error if a custom escaper failed.
    ///
    /// # Safety
    ///
    /// The requirements of [`read_leaf`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn append_leaf<'o>(
        self,
        at: usize,
        place: *const u8,
        leaf: Leaf,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        // SAFETY: the caller's promise; the value is only used here.
        match unsafe { read_leaf(place, leaf) } {
            LeafValue::Text(text) if escape.is_divisible() => Ok(out.escaped(text, escape)),
            LeafValue::Int(number) if escape.keeps_integers() => Ok(out.int(number)),
            LeafValue::UInt(number) if escape.keeps_integers() => Ok(out.uint(number)),
            LeafValue::Null if !escape.is_script() => Ok(out),
            // SAFETY: as above.
            _ => self.append_rest(at, unsafe { leaf_value(place, leaf) }, escape, out),
        }
    }

    /// `CallComponent` with arguments that are all read from places: the ops from `first` on read them from the variables
    /// with these places. `print` constructs the component from them, and prints it; if it refuses them, `with_values` does.
    ///
    /// # Errors
    ///
    /// Returns an error if the component failed.
    ///
    /// # Safety
    ///
    /// The ops from `first` up to `at` are those of the program that read the arguments. For the slot of each there is the place
    /// for which the op was linked, of a value that lives for `'t`.
    #[allow(clippy::too_many_arguments, reason = "only the macro calls it")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub unsafe fn call_component_from_places<'t, 'o, const SLOTS: usize>(
        self,
        (first, at): (usize, usize),
        print: impl FnOnce(&mut PlacedArgs<'_>, Out<'o>) -> Option<Out<'o>>,
        data: Value<'t>,
        places: [Place<'t>; SLOTS],
        named: NamedArgs,
        with_values: impl FnOnce(Out<'o>) -> PrintResult<'o>,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let Some(ops) = self.program.tables.ops.get(first..at) else { return Err(Failed) };
        // The values have been pushed: what code of the user makes must not be made again.
        if !ops.iter().all(|op| self.program.reads_data(op)) {
            return with_values(out);
        }
        let mut places = places.map(|place| MaybeUninit::new(place.address));
        let places = &VariablePlaces::new(&mut places);
        let (_, indexes) = self.names(named);
        let depth = inner_depth(self.state.depth.get()).map_err(|kind| self.fail(at, kind))?;
        let failure = &mut Failure::default();
        // SAFETY: the caller's promise.
        let args = &mut unsafe {
            PlacedArgs::new(self.program, (ops, indexes), places, (depth, &data), failure)
        };
        let Some(printed) = print(args, out) else {
            return Err(self.fail(at, args.failure.take().unwrap_or(ErrorKind::Program)));
        };
        if args.is_refused { with_values(printed) } else { Ok(printed) }
    }

    /// `CallComponent` with fills, which `bodies` print, like [`call_component_with`](Self::call_component_with), if the ops from
    /// `first` on read the arguments from the variables with these places. `print` constructs the component from them, and
    /// prints it. If one of the ops reads something else, or it refuses them, `with_values` does.
    ///
    /// # Errors
    ///
    /// Returns an error if the component or one of the fills failed.
    ///
    /// # Safety
    ///
    /// The requirements of [`call_component_from_places`](Self::call_component_from_places).
    #[allow(clippy::too_many_arguments, reason = "only the macro calls it")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub unsafe fn call_component_from_places_with<'t, 'b, 'o, const SLOTS: usize>(
        self,
        (first, at): (usize, usize),
        print: impl FnOnce(&mut PlacedArgs<'_>, Out<'o>) -> Option<Out<'o>>,
        data: Value<'t>,
        places: [Place<'t>; SLOTS],
        (first_name, count): NamedArgs,
        texts: Texts<'t, '_>,
        bodies: &mut [BodyFn<'b, 't>],
        with_values: impl FnOnce(&mut [BodyFn<'b, 't>], Out<'o>) -> PrintResult<'o>,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let Some(ops) = self.program.tables.ops.get(first..at) else { return Err(Failed) };
        // The values have been pushed: what code of the user makes must not be made again.
        if !ops.iter().all(|op| self.program.reads_data(op)) {
            return with_values(bodies, out);
        }
        let mut places = places.map(|place| MaybeUninit::new(place.address));
        let places = &VariablePlaces::new(&mut places);
        let blocks = bodies.len();
        let (_, slots) = self.names((first_name, blocks));
        let (_, indexes) = self.names((first_name + blocks, count.saturating_sub(blocks)));
        let depth = inner_depth(self.state.depth.get()).map_err(|kind| self.fail(at, kind))?;
        let failure = &mut Failure::default();
        let runner = &mut UnrolledFills::new(self.state.depth, texts, &mut *bodies);
        let (printed, is_refused) = {
            let fills = Fills { slots, attributes: &[] };
            let call = &mut Call {
                depth,
                attempt_limit: 0,
                data,
                fills,
                runner: &mut *runner,
                placement: None,
            };
            // SAFETY: the caller's promise.
            let args = &mut unsafe {
                PlacedArgs::new(self.program, (ops, indexes), places, (depth, &data), failure)
            };
            args.filled = Some(call);
            (print(args, out), args.is_refused)
        };
        if runner.failed {
            return Err(self.stopped(at));
        }
        match printed {
            Some(out) if is_refused => with_values(bodies, out),
            Some(out) => Ok(out),
            None => Err(self.fail(at, failure.take().unwrap_or(ErrorKind::Program))),
        }
    }
}
