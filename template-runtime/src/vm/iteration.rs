//! What loops go over: how many turns there are, and what each of them shows.

use crate::data::Value;

/// Tells how many turns `each` has: one for each item of a list, entry of a map, or field of an
/// object. False values have none.
///
/// # Errors
///
/// For a true value of another kind, its kind.
#[inline(always)]
pub(crate) fn count_of_each(all: &Value<'_>) -> Result<usize, &'static str> {
    Ok(match *all {
        Value::List(list) => list.len(),
        Value::Map(map) => map.len(),
        Value::Object(object) if object.text().is_none() => object.len(),
        other if other.is_true() => return Err(other.kind()),
        _ => 0,
    })
}

/// Tells how many turns a section has, and what it shows if that is not an item: one for each item of a
/// list; one for any other true value, which shows the value itself, or the context where it is `true`.
#[inline(always)]
pub(crate) fn start_of_section<'v>(value: &Value<'v>, context: Value<'v>) -> (usize, Value<'v>) {
    match *value {
        Value::List(list) => (list.len(), Value::Null),
        Value::Bool(true) => (1, context),
        other if other.is_true() => (1, other),
        _ => (0, Value::Null),
    }
}

/// Puts what the turn `index` of a loop shows into `item` and, unless it is over a list, its key into
/// `key`. False where there is nothing: the list became shorter while it was looped over.
#[inline(always)]
pub(crate) fn put_iteration<'v>(
    all: &Value<'v>,
    index: usize,
    key: &mut Value<'v>,
    item: &mut Value<'v>,
) -> bool {
    match *all {
        Value::List(list) => list.put(index, item),
        Value::Map(map) => map.put(index, key, item),
        Value::Object(object) => object.put(index, key, item),
        _ => false,
    }
}
