//! The `Debug` output of values. It is finite even for cyclic data, such as a map that contains itself.

use super::{
    collection::{List, Map},
    object::Object,
    value::{Value, safe_display, safe_text},
};
use crate::helper::Printable;
use core::{
    cell::Cell,
    fmt::{self, Formatter},
};

/// The maximum nesting depth of lists, maps and objects that are shown.
const MAX_LEVELS: u8 = 32;

/// The maximum number of values that are shown.
const MAX_VALUES: u32 = 10_000;

/// A part of a value that is shown.
struct Part<'s, 'v> {
    value: Value<'v>,
    /// The number of levels in it that are shown.
    levels: u8,
    /// The number of values that may still be shown.
    left: &'s Cell<u32>,
}

impl<'s, 'v> Part<'s, 'v> {
    /// Returns the part that a value in this one is; `None` if no more are shown.
    fn inner(&self, value: Value<'v>) -> Option<Self> {
        let left = self.left.get().checked_sub(1)?;
        self.left.set(left);
        Some(Self { value, levels: self.levels.checked_sub(1)?, left: self.left })
    }

    fn entries(
        &self,
        entries: impl Iterator<Item = (Value<'v>, Value<'v>)>,
        f: &mut Formatter<'_>,
    ) -> fmt::Result {
        let mut map = f.debug_map();
        for (key, value) in entries {
            let Some(value) = self.inner(value) else { return map.finish_non_exhaustive() };
            // A key is text or a number.
            map.entry(&Self { value: key, levels: 0, left: self.left }, &value);
        }
        map.finish()
    }
}

impl fmt::Debug for Part<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let value = self.value;
        match value {
            Value::Null => f.pad("null"),
            Value::Bool(value) => value.fmt(f),
            Value::Int(value) => value.fmt(f),
            Value::UInt(value) => value.fmt(f),
            Value::Int128(value) => value.fmt(f),
            Value::UInt128(value) => value.fmt(f),
            Value::Float(value) => value.fmt(f),
            Value::Float32(value) => value.fmt(f),
            Value::Char(value) => value.fmt(f),
            Value::Text(text) => text.fmt(f),
            safe_text!(text) => write!(f, "{} {text:?}", value.safe_words()),
            Value::Display(shown) => write!(f, "displayed {shown}"),
            safe_display!(shown) => write!(f, "{} displayed {shown}", value.safe_words()),
            Value::List(list) => {
                let mut shown = f.debug_list();
                for item in list.iter() {
                    let Some(item) = self.inner(item) else { return shown.finish_non_exhaustive() };
                    shown.entry(&item);
                }
                shown.finish()
            }
            Value::Map(map) => self.entries(map.iter(), f),
            Value::Object(object) => {
                if let Some(text) = object.text() {
                    return f.write_str(text);
                }
                if object.is_borrowed_cell() {
                    return f.write_str(value.kind());
                }
                if let Some(name) = object.variant() {
                    write!(f, "{name} ")?;
                }
                let fields = object.own_fields();
                self.entries(fields.map(|(name, value)| (Value::Text(name), value)), f)
            }
            Value::Helper(helper) => helper.fmt(f),
            Value::Block(_) => f.write_str("block"),
        }
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let left = Cell::new(MAX_VALUES);
        Part { value: *self, levels: MAX_LEVELS, left: &left }.fmt(f)
    }
}

/// Prints the text that a template prints for the value, unescaped. Lists, maps and objects, which templates do not print, and
/// helpers have their `Debug` text.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match Printable::new(*self) {
            Some(value) => fmt::Display::fmt(&value, f),
            None => fmt::Debug::fmt(self, f),
        }
    }
}

impl fmt::Debug for List<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Value::List(*self).fmt(f)
    }
}

impl fmt::Debug for Map<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Value::Map(*self).fmt(f)
    }
}

impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Value::Object(*self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Data, collection::ScratchMap};
    use std::format;

    #[test]
    fn debug_output_shows_the_entries() {
        let items = [1, 2];
        assert_eq!(format!("{:?}", List::new(&&items[..])), "[1, 2]");
        let map = ScratchMap { names: &["a"], values: &[Value::Text("b")] };
        assert_eq!(format!("{:?}", Map::new(&map)), r#"{"a": "b"}"#);
        let object = (1.5, [Some('c'), None]);
        let Value::Object(object) = object.value() else { panic!("a tuple is an object") };
        assert_eq!(format!("{object:?}"), r#"{"0": 1.5, "1": ['c', null]}"#);
    }

    #[test]
    fn values_are_displayed_as_templates_print_them() {
        let shown = [Value::Null, Value::Text("a<"), Value::Float(1.0), Value::SafeHtml("<b>")];
        assert_eq!(shown.map(|value| format!("[{value}]")), ["[]", "[a<]", "[1]", "[<b>]"]);
        assert_eq!(format!("{:>3}", Value::Text("a")), "  a");
        assert_eq!(format!("{}", (&[1, 2][..]).value()), "[1, 2]");
    }
}
