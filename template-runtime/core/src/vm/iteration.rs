//! Loops, for both modes of execution: the state of an open loop, the number of its iterations, and their items.

use crate::data::{Entries, StepFn, Value};

/// The state of an open loop.
pub(crate) struct Iteration<'v> {
    /// The index of the current iteration, from 0.
    pub(crate) index: usize,
    /// The number of iterations.
    pub(crate) count: usize,
    /// The size of an item in bytes, if the loop is over places.
    pub(crate) stride: usize,
    /// The function that leads from an item to its target, if the loop is over places and the items are pointers.
    pub(crate) target: Option<StepFn>,
    /// The entries after the current one, if the loop is over a map or a list that has such an iterator.
    pub(crate) entries: Option<Entries<'v>>,
}

impl Iteration<'_> {
    /// The state of a loop that is not open.
    pub(crate) const CLOSED: Self = Self::first(0);

    /// Returns the state at the start of a loop of `count` iterations.
    pub(crate) const fn first(count: usize) -> Self {
        Self { index: 0, count, stride: 0, target: None, entries: None }
    }
}

/// Returns the number of iterations of `each`: one for each item of a list, entry of a map, or field of an
/// object. False values have none.
///
/// # Errors
///
/// Returns the kind of the value if it is true and none of these.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn count_of_each(all: &Value<'_>) -> Result<usize, &'static str> {
    Ok(match *all {
        Value::List(list) => list.len(),
        Value::Map(map) => map.len(),
        Value::Object(object) if object.text().is_none() => object.len(),
        other if other.is_true() => return Err(other.kind()),
        _ => 0,
    })
}

/// Returns the number of iterations of a section, and the item of its only iteration if the value is
/// not a list. There is one iteration for each item of a list, and one for any other true value, whose
/// item is the value itself, or the context if the value is `true`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn start_of_section<'v>(value: &Value<'v>, context: Value<'v>) -> (usize, Value<'v>) {
    match *value {
        Value::List(list) => (list.len(), Value::Null),
        Value::Bool(true) => (1, context),
        other if other.is_true() => (1, other),
        _ => (0, Value::Null),
    }
}

/// Writes the item of the iteration `index` to `item` and, unless the loop is over a list, its key to
/// `key`. Returns false if there is no item: the list became shorter during the loop. `entries` is
/// part of the state of the loop, and is modified only here.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn put_iteration<'v>(
    all: &Value<'v>,
    index: usize,
    entries: &mut Option<Entries<'v>>,
    key: &mut Value<'v>,
    item: &mut Value<'v>,
) -> bool {
    match *all {
        Value::List(list) => list.put_next(index, entries, item),
        Value::Map(map) => map.put(index, entries, key, item),
        Value::Object(object) => object.put(index, key, item),
        _ => false,
    }
}
