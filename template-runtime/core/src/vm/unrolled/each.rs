//! Loops of unrolled programs.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the items of a list may be pointers, which are followed")]

use super::{Place, Run};
use crate::{
    data::{Entries, RawItems, StepFn, Value},
    error::ErrorKind,
    vm::{Failed, helper_section_error, iteration},
};
use template_bytecode::Op;

/// An open loop: its variables, and its current iteration.
#[derive(Clone, Copy)]
pub struct Each<'t> {
    /// The collection.
    pub all: Value<'t>,
    /// The current item.
    pub item: Value<'t>,
    /// The key of the current item, unless the collection is a list.
    pub key: Value<'t>,
    /// The place of the current item, if this is a loop over places. Its item has no value.
    pub place: Place<'t>,
    /// The place of the current item, if the items are pointers: `place` is then the place of its target.
    pointer: Place<'t>,
    /// The function that leads from an item to its target, if the items are pointers.
    target: Option<StepFn>,
    /// The distance between the places of two items.
    stride: usize,
    index: usize,
    count: usize,
}

impl Run<'_, '_> {
    /// `EnterEach`, `AppendEach`, or the linked ops that replace them: begins a loop, before its first iteration. The op is a
    /// constant.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is true, and is not a collection.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn enter_each<'t>(self, at: usize, op: Op, all: Value<'t>) -> Result<Each<'t>, Failed> {
        if let Op::EnterSlice { .. } | Op::AppendSlice { .. } = op {
            return match all {
                Value::List(list) => match list.items() {
                    Some(items) => Ok(Each::of_items(all, items)),
                    None => Err(self.fail(at, ErrorKind::Program)),
                },
                // The option that may contain the list is empty.
                _ => Ok(Each::of(all)),
            };
        }
        let count = match all {
            Value::List(list) => Ok(list.len()),
            // Other kinds are not inlined.
            all => count_out_of_line(&all),
        };
        match count {
            Ok(count) => Ok(Each { count, ..Each::of(all) }),
            Err(got) => Err(self.fail(at, ErrorKind::NotIterable { got })),
        }
    }

    /// Implements `EnterSection`: begins a section, before its first iteration.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is a helper.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn enter_section<'t>(
        self,
        at: usize,
        value: Value<'t>,
        context: Value<'t>,
    ) -> Result<Each<'t>, Failed> {
        if let Value::Helper(helper) = value {
            return Err(self.fail(at, helper_section_error(helper.name())));
        }
        let (count, item) = iteration::start_of_section(&value, context);
        Ok(Each { item, count, ..Each::of(value) })
    }
}

impl<'t> Each<'t> {
    /// A loop without items.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn of(all: Value<'t>) -> Self {
        Self {
            all,
            item: Value::Null,
            key: Value::Null,
            place: Place::NONE,
            pointer: Place::NONE,
            target: None,
            stride: 0,
            index: 0,
            count: 0,
        }
    }

    /// A loop over places.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn of_items(all: Value<'t>, items: RawItems) -> Self {
        let RawItems { first, count, stride, target } = items;
        let mut each = Each { stride, count, target, ..Each::of(all) };
        if count > 0 {
            // SAFETY: the list has a first item.
            unsafe { each.bind_item(Place::new(first)) };
        }
        each
    }

    /// Binds the variable to an item, or to its target if the items are pointers.
    ///
    /// # Safety
    ///
    /// An item of the list must be at the place.
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn bind_item(&mut self, item: Place<'t>) {
        self.place = match self.target {
            None => item,
            Some(target) => {
                self.pointer = item;
                // SAFETY: the caller's promise; the function belongs to the type of the items (invariant 19).
                unsafe { item.target(target) }
            }
        };
    }

    /// Returns `true` if there are no iterations.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Returns `true` if the current iteration is the first.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn is_at_first(&self) -> bool {
        self.index == 0
    }

    /// `Next` or `NextSlice`: advances to the next iteration; returns false if there is none.
    #[allow(clippy::should_implement_trait, reason = "it has the name of its op")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn next(&mut self) -> bool {
        self.index += 1;
        let is_open = self.index < self.count;
        if is_open {
            let item = if self.target.is_some() { self.pointer } else { self.place };
            // SAFETY: the list has another item after the current one.
            unsafe { self.bind_item(item.after(self.stride)) };
        }
        is_open
    }

    /// Reads the item of the current iteration; returns false if there is none. `next` is the op that ends the iteration, a
    /// constant. `entries` is a part of the state of the loop, which the first iteration sets. (Lists write to a local
    /// variable, and the entries are a separate variable, so that the address of the loop state itself is not taken.)
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn show(&mut self, next: Op, entries: &mut Option<Entries<'t>>) -> bool {
        // The item is read at its place.
        if let Op::NextSlice { .. } = next {
            return true;
        }
        let (mut key, mut item) = (self.key, self.item);
        let found = match self.all {
            Value::List(list) => list.put_next(self.index, entries, &mut item),
            all => {
                let found = match entries {
                    // The first iteration has begun the iterator.
                    Some(rest) if self.index > 0 => rest.next(&mut key, &mut item),
                    // Other kinds are not inlined.
                    _ => put_out_of_line(&all, self.index, entries, &mut key, &mut item),
                };
                self.key = key;
                found
            }
        };
        self.item = item;
        found
    }

    /// Reads the item of the current iteration of a section; returns false if there is none. The item
    /// of any value but a list has been read by [`Run::enter_section`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn show_section(&mut self, next: Op, entries: &mut Option<Entries<'t>>) -> bool {
        match self.all {
            Value::List(_) => self.show(next, entries),
            _ => true,
        }
    }

    /// Implements `GetIndex`.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn get_index(&self) -> Value<'static> {
        Value::Int(self.index as i64)
    }

    /// Implements `GetKey`.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn get_key(&self) -> Value<'t> {
        match self.all {
            Value::Map(_) | Value::Object(_) => self.key,
            _ => self.get_index(),
        }
    }

    /// Implements `GetFirst`.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn get_first(&self) -> Value<'static> {
        Value::Bool(self.index == 0)
    }

    /// Implements `GetLast`.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn get_last(&self) -> Value<'static> {
        Value::Bool(self.index + 1 == self.count)
    }
}

#[inline(never)]
fn count_out_of_line(all: &Value<'_>) -> Result<usize, &'static str> {
    iteration::count_of_each(all)
}

#[inline(never)]
fn put_out_of_line<'t>(
    all: &Value<'t>,
    index: usize,
    entries: &mut Option<Entries<'t>>,
    key: &mut Value<'t>,
    item: &mut Value<'t>,
) -> bool {
    iteration::put_iteration(all, index, entries, key, item)
}
