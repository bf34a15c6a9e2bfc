//! The handlers of the ops that read data where it lies.
//!
//! The place in variable 0 is that of the data. A program that was linked to a layout runs only on data of its
//! type ([`Bound`](super::Bound)).
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

use super::{
    Failed, OpResult, PrintResult, Vm,
    handlers::{handle_missing, is_true, print_as_leaf, print_value},
    iteration::Iteration,
    parts::Parts,
    program::Program,
    root::Root,
    stop::{Failure, Stop},
    values,
};
use crate::{
    data::{
        ErasedLayout, LayoutRef, LeafValue, StructLayout, Value, float_is_true, float32_is_true,
        leaf_value, read_leaf, value_at,
    },
    output::{COMPACT, Out},
};
use core::slice;
use template_bytecode::{Escape, Leaf, LoopId, Offset, Op, PathStep, PlacePath, PlaceRef, Slot};

/// The handlers of the ops that read places.
impl<'v> Vm<'_, 'v> {
    /// Binds variable 0 to the data and its place.
    ///
    /// # Errors
    ///
    /// The program reads places, and the data has none.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn bind_data(&mut self, data: &Root<'v>) -> OpResult {
        let has_place = self.program.parts.data.is_none() || !data.place().is_null();
        if !has_place || self.stack.bind_data(data.value()).is_err() {
            return Err(Failed);
        }
        // SAFETY: every program has this variable (invariant 24).
        unsafe { self.places.set(Slot(0), data.place()) };
        Ok(())
    }

    /// Returns the place at an offset from that of a variable.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn place(&self, slot: Slot, offset: Offset) -> *const u8 {
        // SAFETY: link has proved that the variable is bound to a place (invariant 21), whose type has a value at
        // this offset.
        unsafe { self.places.get(slot).add(offset.0.into()) }
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_place(&mut self, slot: Slot, offset: Offset, leaf: Leaf) -> OpResult {
        let place = self.place(slot, offset);
        // SAFETY: link has proved that a leaf of this type lies there (invariants 20 and 21), as part of the data,
        // which lives for `'v`.
        let value = unsafe { leaf_value(place, leaf) };
        Ok(self.stack.push(value)?)
    }

    /// Pushes a leaf, and those that the first of the ops in `rest` push, which it takes from there.
    ///
    /// Arguments are often such a sequence, which need not be dispatched.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_places(
        &mut self,
        (mut slot, mut offset, mut leaf): (Slot, Offset, Leaf),
        rest: &mut slice::Iter<'_, Op>,
    ) -> OpResult {
        loop {
            self.get_place(slot, offset, leaf)?;
            let [Op::GetPlace { slot: of, offset: at, leaf: read }, after @ ..] = rest.as_slice()
            else {
                return Ok(());
            };
            (slot, offset, leaf) = (*of, *at, *read);
            *rest = after.iter();
        }
    }

    /// Reports whether a condition takes a leaf for true, like [`Value::is_true`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn place_is_true(&self, slot: Slot, offset: Offset, leaf: Leaf) -> bool {
        let place = self.place(slot, offset);
        // SAFETY: as in `get_place`.
        unsafe { leaf_is_true(place, leaf) }
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn append_place<'o, P: Parts>(
        &mut self,
        slot: Slot,
        offset: Offset,
        leaf: Leaf,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let place = self.place(slot, offset);
        // SAFETY: as in `get_place`.
        unsafe { print_leaf_or_part::<P>(out, place, leaf, escape, &mut self.stop) }
    }

    /// Not inlined, like other ops on paths: the loop calls them directly, and keeps the output in registers.
    #[inline(never)]
    pub(super) fn get_place_path<P: Parts>(&mut self, slot: Slot, place: PlaceRef) -> OpResult {
        let value = self.value_of_path::<P>(slot, place)?;
        Ok(self.stack.push(value)?)
    }

    /// Reports whether a condition takes what a path leads to for true.
    #[inline(never)]
    pub(super) fn place_path_is_true<P: Parts>(
        &mut self,
        slot: Slot,
        path: PlaceRef,
    ) -> Result<bool, Failed> {
        let from = self.place(slot, Offset(0));
        // SAFETY: link has proved that a value with the layout of the path lies there (invariants 20 and 21).
        unsafe { path_is_true::<P>(self.program, path, from, &mut self.stop.failure) }
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn value_of_path<P: Parts>(&mut self, slot: Slot, path: PlaceRef) -> Result<Value<'v>, Failed> {
        let from = self.place(slot, Offset(0));
        // SAFETY: link has proved that a value with the layout of the path lies there (invariants 20 and 21).
        unsafe { value_of_path::<P>(self.program, path, from, &mut self.stop.failure) }
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn append_place_path<'o, P: Parts>(
        &mut self,
        slot: Slot,
        path: PlaceRef,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (program, from, stop) = (self.program, self.place(slot, Offset(0)), &mut self.stop);
        // SAFETY: link has proved that a value with the layout of the path lies there (invariants 20 and 21).
        let printed = out.apart(move |out| unsafe {
            print_end_of_path::<P>(program, path, from, escape, out, stop).ok()
        });
        printed.ok_or(Failed)
    }

    /// Begins a loop over places; returns `false` if there is no item.
    #[inline(never)]
    pub(super) fn enter_slice(&mut self, loop_id: LoopId, slot: Slot) -> Result<bool, Failed> {
        let Some(items) = self.stack.enter_slice(slot.0.into())? else { return Ok(false) };
        let iteration = self.loops.get_mut(usize::from(loop_id.0)).ok_or(Failed)?;
        *iteration = Iteration { stride: items.stride, ..Iteration::first(items.count) };
        // SAFETY: there is memory for the variables of the loop (invariant 24).
        unsafe { self.places.set(item_slot(slot), items.first) };
        Ok(items.count > 0)
    }

    /// Begins the next iteration of a loop over places; ends the loop and returns `false` if there is
    /// none.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn next_slice(&mut self, loop_id: LoopId, slot: Slot) -> Result<bool, Failed> {
        // SAFETY: the loop is open (invariant 24).
        let iteration = unsafe { self.loops.get_unchecked_mut(usize::from(loop_id.0)) };
        iteration.index += 1;
        if iteration.index < iteration.count {
            let item = item_slot(slot);
            // SAFETY: the variable is bound to an item of the list (invariant 21), which has another item after
            // it.
            unsafe { self.places.set(item, self.places.get(item).add(iteration.stride)) };
            return Ok(true);
        }
        self.stack.exit(slot.0.into())?;
        Ok(false)
    }

    /// Pops an object, and binds a variable to it and its place; returns `false`, and binds none, if the
    /// value is false.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn enter_with_place<P: Parts>(&mut self, slot: Slot) -> Result<bool, Failed> {
        let truth = self.stack.top(1)?.iter().all(|value| is_true::<P>(*value));
        if truth {
            self.bind_place(slot)?;
        } else {
            self.stack.clear();
        }
        Ok(truth)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn bind_place(&mut self, slot: Slot) -> OpResult {
        let place = self.stack.bind_place(slot.0.into())?;
        // SAFETY: there is memory for the variable, which is bound now (invariant 24).
        unsafe { self.places.set(slot, place) };
        Ok(())
    }
}

/// Returns the variable of the item of a loop, whose variables begin at `slot`.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
const fn item_slot(slot: Slot) -> Slot {
    Slot(slot.0 + 1)
}

/// Reports whether a condition takes a leaf for true.
///
/// # Safety
///
/// The requirements of [`read_leaf`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn leaf_is_true(place: *const u8, leaf: Leaf) -> bool {
    if COMPACT {
        // SAFETY: as below.
        return unsafe { leaf_value(place, leaf) }.is_true_undisplayed();
    }
    // SAFETY: the caller's promise; the value is only used here.
    match unsafe { read_leaf(place, leaf) } {
        LeafValue::Null => false,
        LeafValue::Text(text) => !text.is_empty(),
        LeafValue::Int(value) => value != 0,
        LeafValue::UInt(value) => value != 0,
        LeafValue::Float(value) => float_is_true(value),
        LeafValue::Float32(value) => float32_is_true(value),
        LeafValue::Bool(value) => value,
        LeafValue::Char(_) => true,
    }
}

/// Prints a leaf as a whole.
///
/// # Safety
///
/// The requirements of [`read_leaf`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn print_leaf<'o, P: Parts>(
    out: Out<'o>,
    place: *const u8,
    leaf: Leaf,
    escape: Escape,
) -> Out<'o> {
    // SAFETY: the caller's promise; the value is only used here.
    match unsafe { read_leaf(place, leaf) } {
        LeafValue::Text(text) => out.escaped(text, escape),
        value => print_scalar::<P>(out, value, escape),
    }
}

/// Prints a leaf; in an interpreter that renders in chunks, as much of a text as there is room for.
///
/// # Safety
///
/// The requirements of [`read_leaf`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
unsafe fn print_leaf_or_part<'o, P: Parts>(
    out: Out<'o>,
    place: *const u8,
    leaf: Leaf,
    escape: Escape,
    stop: &mut Stop,
) -> PrintResult<'o> {
    if COMPACT {
        // SAFETY: as below.
        return print_as_leaf::<P>(out, &unsafe { leaf_value(place, leaf) }, escape, stop);
    }
    // SAFETY: the caller's promise; the value is part of the data, which is not modified while the program runs.
    let value = unsafe { read_leaf(place, leaf) };
    Ok(print_leaf_value::<P>(out, value, escape, stop))
}

/// Prints the value of a leaf; in an interpreter that renders in chunks, as much of a text as there is room for.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn print_leaf_value<'o, P: Parts>(
    out: Out<'o>,
    value: LeafValue<'_>,
    escape: Escape,
    stop: &mut Stop,
) -> Out<'o> {
    match value {
        LeafValue::Text(text) if P::CHUNKS => stop.print(text, escape, out),
        LeafValue::Text(text) => out.escaped(text, escape),
        value => print_scalar::<P>(out, value, escape),
    }
}

/// Prints the value of a leaf that is not a text.
#[cfg_attr(not(debug_assertions), inline(always))]
fn print_scalar<'o, P: Parts>(out: Out<'o>, value: LeafValue<'_>, escape: Escape) -> Out<'o> {
    match value {
        LeafValue::Int(value) => out.int(value),
        LeafValue::UInt(value) => out.uint(value),
        LeafValue::Float(value) if P::FLOATS => out.float(value),
        LeafValue::Float32(value) if P::FLOATS => out.float32(value),
        LeafValue::Bool(value) => out.bool(value),
        LeafValue::Char(value) => out.char(value, escape),
        // `Needs` is derived from the leaves of the ops.
        LeafValue::Null | LeafValue::Text(_) | LeafValue::Float(_) | LeafValue::Float32(_) => out,
    }
}

/// The end of a path from a place: the layout and the place there, unless a pointer or an option on the way is absent;
/// and the steps that are left.
type PathEnd<'p> = (Option<(LayoutRef, *const u8)>, &'p [PathStep]);

/// Reports whether a condition takes what a path of the program leads to from a place for true.
///
/// # Errors
///
/// Those of [`value_of_path`].
///
/// # Safety
///
/// The requirements of [`path_end`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn path_is_true<P: Parts>(
    program: &Program<'_>,
    path: PlaceRef,
    from: *const u8,
    failure: &mut Failure,
) -> Result<bool, Failed> {
    // SAFETY: the caller's promise.
    unsafe {
        match path_end(program, path, from)? {
            (None, []) => Ok(false),
            (Some((layout, place)), []) => Ok(match layout.get() {
                ErasedLayout::Leaf(leaf) => leaf_is_true(place, *leaf),
                _ => is_true::<P>(value_at(layout, place)),
            }),
            _ => Ok(is_true::<P>(value_of_path::<P>(program, path, from, failure)?)),
        }
    }
}

/// Returns the value that a path of the program leads to from a place.
///
/// # Errors
///
/// [`ErrorKind::Missing`](crate::ErrorKind::Missing), which is stored in `failure`.
///
/// # Safety
///
/// The requirements of [`path_end`]; and the data lives for `'v`.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
unsafe fn value_of_path<'v, P: Parts>(
    program: &'v Program<'v>,
    path: PlaceRef,
    from: *const u8,
    failure: &mut Failure,
) -> Result<Value<'v>, Failed> {
    // SAFETY: the caller's promise.
    let (end, rest) = unsafe { path_end(program, path, from) }?;
    let value = match end {
        // SAFETY: the place is part of the data.
        Some((layout, place)) => unsafe { value_at(layout, place) },
        None => Value::Null,
    };
    follow::<P>(program, value, rest, failure)
}

/// Prints what a path of the program leads to from a place.
///
/// # Errors
///
/// Those of [`value_of_path`] and of printing, which are stored in `stop`.
///
/// # Safety
///
/// The requirements of [`path_end`]; and the data is not modified before the next op runs.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn print_end_of_path<'o, P: Parts>(
    program: &Program<'_>,
    path: PlaceRef,
    from: *const u8,
    escape: Escape,
    out: Out<'o>,
    stop: &mut Stop,
) -> PrintResult<'o> {
    // SAFETY: the caller's promise.
    let (end, rest) = unsafe { path_end(program, path, from) }?;
    let value = match end {
        Some((layout, place)) => match layout.get() {
            // SAFETY: a leaf of this type lies at the place, which is part of the data.
            ErasedLayout::Leaf(leaf) if rest.is_empty() && escape.is_divisible() => unsafe {
                return print_leaf_or_part::<P>(out, place, *leaf, escape, stop);
            },
            // SAFETY: the place is part of the data.
            _ if P::VALUES => unsafe { value_at(layout, place) },
            _ => return Err(Failed),
        },
        None if (rest.is_empty() && !escape.is_script()) || !P::VALUES => return Ok(out),
        None => Value::Null,
    };
    let value = follow::<P>(program, value, rest, &mut stop.failure)?;
    print_value::<P>(program, out, &value, escape, stop)
}

/// Follows the steps of a path through values.
///
/// # Errors
///
/// Those of [`value_of_path`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
fn follow<'v, P: Parts>(
    program: &Program<'_>,
    value: Value<'v>,
    steps: &[PathStep],
    failure: &mut Failure,
) -> Result<Value<'v>, Failed> {
    if steps.is_empty() {
        return Ok(value);
    }
    if !P::VALUES {
        // Only steps to fields are left, of something that is absent.
        return Ok(Value::Null);
    }
    values::steps(program, steps, value).or_else(|missing| {
        handle_missing(program, missing, failure)?;
        Ok(Value::Null)
    })
}

/// Returns the end of a path of the program from a place: the layout and the place there, if no pointer or option on the
/// way is absent; and the steps that are left, which lead through values.
///
/// # Safety
///
/// A value of the type with the layout of the path lies at `place`; one of the type with the returned layout lies at the
/// returned place, and lives as long.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
unsafe fn path_end<'p>(
    program: &'p Program<'p>,
    path: PlaceRef,
    place: *const u8,
) -> Result<PathEnd<'p>, Failed> {
    let index = usize::from(path.0);
    let layout = program.parts.places.get(index).ok_or(Failed)?;
    let path = program.parts.place_paths.get(index).ok_or(Failed)?;
    // SAFETY: the caller's promise, and so a value of the type of each field lies at its offset (invariant 19).
    unsafe {
        // Mostly it is that of a field, which is a list, or an option or a pointer.
        if !COMPACT
            && let ErasedLayout::Struct(StructLayout { fields, .. }) = layout.get()
            && let PlacePath::Step(PathStep::Field(field)) = path
            && let Some(field) = fields.get(usize::from(field.0))
        {
            let (mut layout, mut place) = (field.layout, place.add(field.offset as usize));
            if let ErasedLayout::Step(to, inner) = layout.get() {
                (layout, place) = (*inner, to(place));
                if place.is_null() {
                    return Ok((None, &[]));
                }
            }
            if let ErasedLayout::Slice(_) | ErasedLayout::Leaf(_) | ErasedLayout::Opaque(_) =
                layout.get()
            {
                return Ok((Some((layout, place)), &[]));
            }
        }
        Ok(follow_path(program, *layout, path, place))
    }
}

/// Follows a path from a place as far as it leads through layouts. If it does to its end, that is inside of all pointers
/// and options.
///
/// # Safety
///
/// A value of the type with this layout lies at `place`; one of the type with the returned layout lies at the returned
/// place, and lives as long.
unsafe fn follow_path<'p>(
    program: &'p Program<'p>,
    layout: LayoutRef,
    path: &'p PlacePath,
    place: *const u8,
) -> PathEnd<'p> {
    let mut steps = match path {
        PlacePath::Itself => &[],
        PlacePath::Step(step) => core::slice::from_ref(step),
        PlacePath::Steps(row) => {
            program.parts.steps.get(row.first()..row.first() + row.count()).unwrap_or_default()
        }
    };
    let (mut layout, mut place) = (layout, place);
    // SAFETY: as in `value_at`.
    unsafe {
        loop {
            match layout.get() {
                ErasedLayout::Step(to, inner) => {
                    place = to(place);
                    if place.is_null() {
                        return (None, steps);
                    }
                    layout = *inner;
                }
                ErasedLayout::Inner(field) => {
                    place = place.add(field.offset as usize);
                    layout = field.layout;
                }
                ErasedLayout::Template(template) if !steps.is_empty() => layout = template.data,
                ErasedLayout::Struct(StructLayout { fields, .. }) => {
                    let [PathStep::Field(field), rest @ ..] = steps else { break };
                    let Some(field) = fields.get(usize::from(field.0)) else { break };
                    place = place.add(field.offset as usize);
                    layout = field.layout;
                    steps = rest;
                }
                ErasedLayout::Template(_)
                | ErasedLayout::Leaf(_)
                | ErasedLayout::Opaque(_)
                | ErasedLayout::Object(_)
                | ErasedLayout::Slice(_)
                | ErasedLayout::List(_) => break,
            }
        }
    }
    (Some((layout, place)), steps)
}
