//! Values of `serde_json`. Their names are looked up while the template runs.

use super::{
    Data,
    collection::{List, Map, MapData},
    shape::{Kind, Shape, ShapeRef},
    standard_types::unsigned,
    value::Value,
};
use alloc::string::{String, ToString as _};
use serde_json::{Map as JsonMap, Number, Value as Json};

impl Data for Json {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    #[inline]
    fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => number.value(),
            Self::String(text) => Value::Text(text),
            Self::Array(items) => Value::List(List::new(items)),
            Self::Object(entries) => Value::Map(Map::new(entries)),
        }
    }
}

impl Data for Number {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    fn value(&self) -> Value<'_> {
        if let Some(value) = self.as_i64() {
            Value::Int(value)
        } else if let Some(value) = self.as_u64() {
            unsigned(value)
        } else if let Some(value) = self.as_f64() {
            Value::Float(value)
        } else {
            // Only with serde_json's feature `arbitrary_precision`: an infinity of its sign, as
            // JavaScript reads `1e999`.
            Value::Float(self.to_string().parse().unwrap_or(f64::NAN))
        }
    }
}

impl Data for JsonMap<String, Json> {
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "Map", kind: Kind::Map(<Json as Data>::SHAPE) });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Map(Map::new(self))
    }
}

/// The entries in the order of the map: sorted, or as inserted with serde_json's feature
/// `preserve_order`.
///
/// The map has no way to go on behind a key, so that an entry is counted off from the nearer end: a
/// loop over n entries costs n² / 4 steps, each of about a nanosecond. A look-up by name counts
/// nothing.
impl MapData for JsonMap<String, Json> {
    fn count(&self) -> usize {
        self.len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        self.get(name).map(Data::value)
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let Some(behind) = self.len().checked_sub(index + 1) else { return false };
        let mut entries = self.iter();
        let found = if index <= behind { entries.nth(index) } else { entries.nth_back(behind) };
        let Some((name, json)) = found else { return false };
        *key = Value::Text(name);
        *value = json.value();
        true
    }
}
