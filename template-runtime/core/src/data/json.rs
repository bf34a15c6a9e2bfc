//! [`Data`] for the types of `serde_json`. Names in them are looked up at run time.

use super::{
    Data,
    collection::{List, Map, MapData},
    entries::Entries,
    identity::AnyRef,
    shape::{Kind, Shape, ShapeRef},
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
            Value::from(value)
        } else if let Some(value) = self.as_f64() {
            Value::Float(value)
        } else {
            // Only with the feature `arbitrary_precision` of serde_json: such a number is infinite,
            // with its sign, as `1e999` is in JavaScript.
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

/// The entries have the order of the map: sorted, or the order of insertion with the feature
/// `preserve_order` of serde_json.
impl MapData for JsonMap<String, Json> {
    fn count(&self) -> usize {
        self.len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        self.get(name).map(Data::value)
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let Some(from_end) = self.len().checked_sub(index + 1) else { return false };
        let mut entries = self.iter();
        let found = if index <= from_end { entries.nth(index) } else { entries.nth_back(from_end) };
        let Some((name, json)) = found else { return false };
        *key = Value::Text(name);
        *value = json.value();
        true
    }

    fn entries(&self) -> Option<Entries<'_>> {
        Entries::new(self.iter())
    }

    fn any(&self) -> Option<AnyRef<'_>> {
        Some(AnyRef::new(self))
    }
}
