//! The handlers of the ops that read data in place.
//!
//! Variable 0 contains the place of the data. A program that was linked to a layout runs only on data of its
//! type ([`Bound`](super::Bound)).
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

#[cfg(feature = "alloc")]
use super::path_ends::near_leaf;
use super::{
    Failed, OpResult, PrintResult, Vm,
    capabilities::Capabilities,
    iteration::Iteration,
    leaves::leaf_is_true,
    memory::{Damaged, Stack},
    place_paths::{path_is_true, print_end_of_path, slice_of_path, value_of_path},
    root::Root,
    values::is_true,
};
use crate::{
    data::{LeafValue, RawItems, StepFn, Value, read_leaf},
    output::{COMPACT, Out},
};
#[cfg(feature = "alloc")]
use template_bytecode::Op;
use template_bytecode::{Escape, Leaf, LoopId, Offset, PlaceRef, VarId};

/// The handlers of the ops that read places.
impl<'v> Vm<'_, 'v> {
    /// Binds variable 0 to the data and its place.
    ///
    /// # Errors
    ///
    /// Returns an error if the program reads places, and the data has none.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn bind_data(&mut self, data: &Root<'v>) -> OpResult {
        let has_place = self.program.tables.data.is_none() || !data.place().is_null();
        if !has_place || self.stack.bind_data(data.value()).is_err() {
            return Err(Failed);
        }
        // SAFETY: every program has this variable (invariant 24).
        unsafe { self.places.set(VarId(0), data.place()) };
        Ok(())
    }

    /// Returns the place at an offset from the place of a variable.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn place(&self, var: VarId, offset: Offset) -> *const u8 {
        // SAFETY: link has proved that the variable is bound to a place (invariant 21), whose type has a value at
        // this offset.
        unsafe { self.places.get(var).add(offset.0.into()) }
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_place(&mut self, var: VarId, offset: Offset, leaf: Leaf) -> OpResult {
        self.pass_leaf((var, offset, leaf), |stack, value| stack.push(value))
    }

    /// Stores the value that [`get_place`](Self::get_place) would push as the argument of a call.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn set_leaf(&mut self, var: VarId, offset: Offset, leaf: Leaf) -> OpResult {
        self.pass_leaf((var, offset, leaf), |stack, value| {
            stack.set_leaf(value);
            Ok(())
        })
    }

    /// Passes a leaf to a function that stores it.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn pass_leaf(
        &mut self,
        (var, offset, leaf): (VarId, Offset, Leaf),
        store: impl Fn(&mut Stack<'_, 'v>, Value<'v>) -> Result<(), Damaged>,
    ) -> OpResult {
        let place = self.place(var, offset);
        let stack = &mut self.stack;
        // SAFETY: link has proved that a leaf of this type is there (invariants 20 and 21), as part of the data,
        // which lives for `'v`.
        let value = unsafe { read_leaf(place, leaf) };
        // Most are written at once, and not joined with the others first: the callee would wait for what is written in parts
        // to arrive in memory, where it reads it as a whole.
        match value {
            LeafValue::Text(text) => Ok(store(stack, Value::Text(text))?),
            LeafValue::Int(value) if !COMPACT => Ok(store(stack, Value::Int(value))?),
            LeafValue::UInt(value) if !COMPACT => match i64::try_from(value) {
                Ok(value) => Ok(store(stack, Value::Int(value))?),
                Err(_) => Ok(store(stack, Value::UInt(value))?),
            },
            value => Ok(store(stack, value.into())?),
        }
    }

    /// Returns `true` if a condition takes a leaf for true, like [`Value::is_true`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn place_is_true(&self, var: VarId, offset: Offset, leaf: Leaf) -> bool {
        let place = self.place(var, offset);
        // SAFETY: as in `get_place`.
        unsafe { leaf_is_true(place, leaf) }
    }

    /// Returns the result of [`Vm::place_is_true`]. Not inlined: the loop then needs fewer registers for the less frequent
    /// branch.
    #[inline(never)]
    pub(super) fn place_is_true_out_of_line(&self, var: VarId, offset: Offset, leaf: Leaf) -> bool {
        self.place_is_true(var, offset, leaf)
    }

    /// Not inlined, as above.
    #[inline(never)]
    pub(super) fn get_place_path<C: Capabilities>(
        &mut self,
        var: VarId,
        place: PlaceRef,
    ) -> OpResult {
        // As in `get_place`.
        match self.value_of_path::<C>(var, place)? {
            Value::Text(text) => Ok(self.stack.push(Value::Text(text))?),
            value => Ok(self.stack.push(value)?),
        }
    }

    /// Returns `true` if the value to which a path leads is true in a condition.
    #[inline(never)]
    pub(super) fn place_path_is_true<C: Capabilities>(
        &mut self,
        var: VarId,
        path: PlaceRef,
    ) -> Result<bool, Failed> {
        #[cfg(feature = "alloc")]
        if let Some((place, leaf)) = self.near_leaf(var, path) {
            // SAFETY: link has proved that a leaf of this type is there (invariants 20 and 21), unless the step leads nowhere.
            return Ok(!place.is_null() && unsafe { leaf_is_true(place, leaf) });
        }
        self.other_path_is_true::<C>(var, path)
    }

    /// Returns the result of [`Vm::place_path_is_true`] for paths that do not lead to a leaf in one step. Not inlined, as above.
    #[inline(never)]
    fn other_path_is_true<C: Capabilities>(
        &mut self,
        var: VarId,
        path: PlaceRef,
    ) -> Result<bool, Failed> {
        let from = self.place(var, Offset(0));
        // SAFETY: link has proved that a value of the type that the path was linked for is there (invariants 20 and 21).
        unsafe { path_is_true::<C>(self.program, path, from, &mut self.stop.failure) }
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn value_of_path<C: Capabilities>(
        &mut self,
        var: VarId,
        path: PlaceRef,
    ) -> Result<Value<'v>, Failed> {
        let from = self.place(var, Offset(0));
        // SAFETY: link has proved that a value of the type that the path was linked for is there (invariants 20 and 21).
        unsafe { value_of_path::<C>(self.program, path, from, &mut self.stop.failure) }
    }

    /// Returns the place of the leaf that a path leads to, and the leaf, if a single step leads to it. The place is null if
    /// the step leads nowhere.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn near_leaf(&self, var: VarId, path: PlaceRef) -> Option<(*const u8, Leaf)> {
        let from = self.place(var, Offset(0));
        // SAFETY: link has proved that a value of the type that the path was linked for is there (invariants 20 and 21).
        unsafe { near_leaf(self.program, path, from) }
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn append_place_path<'o, C: Capabilities>(
        &mut self,
        var: VarId,
        path: PlaceRef,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (program, from, stop) = (self.program, self.place(var, Offset(0)), &mut self.stop);
        // SAFETY: link has proved that a value of the type that the path was linked for is there (invariants 20 and 21).
        let printed = out.out_of_line(move |out| unsafe {
            print_end_of_path::<C>(program, path, from, escape, out, stop).ok()
        });
        printed.ok_or(Failed)
    }

    /// Begins a loop over places; returns `false` if there is no item.
    #[inline(never)]
    pub(super) fn enter_slice(&mut self, loop_id: LoopId, var: VarId) -> Result<bool, Failed> {
        let items = self.stack.enter_slice(var.0.into())?;
        self.enter_items(loop_id, var, items)
    }

    /// Begins a loop over the places that a path leads to, of which an op would push the list; returns `false` if there is no
    /// item.
    #[inline(never)]
    pub(super) fn enter_slice_of_path<C: Capabilities>(
        &mut self,
        (of, path): (VarId, PlaceRef),
        loop_id: LoopId,
        var: VarId,
    ) -> Result<bool, Failed> {
        let from = self.place(of, Offset(0));
        let failure = &mut self.stop.failure;
        // SAFETY: link has proved that a value of the type that the path was linked for is there (invariants 20 and 21).
        let all = unsafe { slice_of_path::<C>(self.program, path, from, failure) }?;
        let items = self.stack.enter_slice_of(var.0.into(), all)?;
        self.enter_items(loop_id, var, items)
    }

    /// Runs `EnterEach` for the collection to which a path leads, which the op before would push; returns `false` if there is no item.
    #[cfg(feature = "alloc")]
    #[inline(never)]
    pub(super) fn enter_each_of_path<C: Capabilities>(
        &mut self,
        (of, path): (VarId, PlaceRef),
        op: &'v Op,
    ) -> Result<bool, Failed> {
        let Op::EnterEach { loop_id, var, .. } = *op else { return Err(Failed) };
        let all = self.value_of_path::<C>(of, path)?;
        self.op = Some(op);
        let iteration = self.loops.get_mut(usize::from(loop_id.0)).ok_or(Failed)?;
        let entered = self.stack.enter_each_of(var.0.into(), all, iteration)?;
        self.entered(entered)
    }

    /// Runs `EnterWithPlace` or `BindPlace` for the object to which a path leads, which the op before would push; returns `false` if
    /// there is none.
    #[cfg(feature = "alloc")]
    #[inline(never)]
    pub(super) fn bind_end_of_path<C: Capabilities>(
        &mut self,
        (of, path): (VarId, PlaceRef),
        op: &'v Op,
    ) -> Result<bool, Failed> {
        let value = self.value_of_path::<C>(of, path)?;
        self.op = Some(op);
        let var = match *op {
            Op::EnterWithPlace { .. } if !is_true::<C>(&value) => return Ok(false),
            Op::EnterWithPlace { var, .. } | Op::BindPlace { var } => var,
            _ => return Err(Failed),
        };
        let place = self.stack.bind_place_of(var.0.into(), value)?;
        // SAFETY: there is memory for the variable, which is bound now (invariant 24).
        unsafe { self.places.set(var, place) };
        Ok(true)
    }

    /// Begins a loop over items, whose variables are bound; returns `false` if there is no item.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn enter_items(
        &mut self,
        loop_id: LoopId,
        var: VarId,
        items: Option<RawItems>,
    ) -> Result<bool, Failed> {
        let Some(items) = items else { return Ok(false) };
        let iteration = self.loops.get_mut(usize::from(loop_id.0)).ok_or(Failed)?;
        let RawItems { first, count, stride, target } = items;
        *iteration = Iteration { stride, target, ..Iteration::first(count) };
        if count > 0 {
            // SAFETY: the list has a first item.
            unsafe { self.bind_item(var, first, target) };
        }
        Ok(count > 0)
    }

    /// Binds the variables of a loop over places to an item: the second to the item, or to its target if the items are pointers.
    /// The first, which is that of the list and not read as a place, is then bound to the pointer.
    ///
    /// # Safety
    ///
    /// The variables belong to a loop that is open, or is being opened; the item is one of its list, and `target` the
    /// function of that.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) unsafe fn bind_item(&mut self, var: VarId, item: *const u8, target: Option<StepFn>) {
        // SAFETY: there is memory for the variables of the loop (invariant 24); the function belongs to the type of the items
        // (invariant 19).
        unsafe {
            let place = match target {
                Some(target) if !COMPACT => {
                    self.places.set(var, item);
                    target(item)
                }
                _ => item,
            };
            self.places.set(item_slot(var), place);
        }
    }

    /// Returns the place of the current item in a loop over places, whether it is a pointer or not.
    ///
    /// # Safety
    ///
    /// The variables belong to an open loop whose items have this `target`.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) unsafe fn item(&self, var: VarId, target: Option<StepFn>) -> *const u8 {
        // SAFETY: the caller's promise: `bind_item` has bound the variable.
        unsafe { self.places.get(if !COMPACT && target.is_some() { var } else { item_slot(var) }) }
    }

    /// Begins the next iteration of a loop over places; ends the loop and returns `false` if there is
    /// none.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn next_slice(&mut self, loop_id: LoopId, var: VarId) -> Result<bool, Failed> {
        // SAFETY: the loop is open (invariant 24).
        let iteration = unsafe { self.loops.get_unchecked_mut(usize::from(loop_id.0)) };
        iteration.index += 1;
        if iteration.index < iteration.count {
            let Iteration { stride, target, .. } = *iteration;
            // SAFETY: the loop is open (invariant 24), and the list has another item after the current one.
            unsafe { self.bind_item(var, self.item(var, target).add(stride), target) };
            return Ok(true);
        }
        self.stack.exit(var.0.into())?;
        Ok(false)
    }

    /// Pops an object, and binds a variable to it and its place; returns `false`, and binds none, if the
    /// value is false.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn enter_with_place<C: Capabilities>(&mut self, var: VarId) -> Result<bool, Failed> {
        let truth = self.stack.top(1)?.iter().all(is_true::<C>);
        if truth {
            self.bind_place(var)?;
        } else {
            self.stack.clear();
        }
        Ok(truth)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn bind_place(&mut self, var: VarId) -> OpResult {
        let place = self.stack.bind_place(var.0.into())?;
        // SAFETY: there is memory for the variable, which is bound now (invariant 24).
        unsafe { self.places.set(var, place) };
        Ok(())
    }
}

/// Returns the variable of the item of a loop, whose variables begin at `var`.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
const fn item_slot(var: VarId) -> VarId {
    VarId(var.0 + 1)
}
