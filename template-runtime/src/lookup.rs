use crate::{note::Note, print::Printed, value::Value};

/// Gives what a value has under a key that is a value itself: a name, or the number of an item. Null
/// where it has nothing.
pub(crate) fn lookup<'v>(value: Value<'v>, key: Value<'_>) -> Value<'v> {
    match (value, key) {
        (Value::List(list), Value::Int(index)) => {
            usize::try_from(index).ok().and_then(|index| list.get(index)).unwrap_or(Value::Null)
        }
        (_, Value::Text(name) | Value::Safe(name)) => value.get(name),
        (_, Value::Object(object)) => object.text().map_or(Value::Null, |name| value.get(name)),
        // The names of numbers and the like are short.
        (_, key) => value.get(Note::new(Printed(&[key])).as_str()),
    }
}
