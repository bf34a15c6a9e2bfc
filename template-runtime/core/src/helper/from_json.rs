//! Parameters of type `serde_json::Value`: a value of any kind, converted like by the helper `json`.

use super::{ByConversion, Conversion, Taken};
use crate::{
    data::{Param, ParamKind, Value},
    output::{JsonPrinter, Out, Rules, WriterDrain},
};
use alloc::string::String;
use core::fmt;

/// The maximum nesting of lists, maps and objects, which is also the limit of the parser of `serde_json`.
const MAX_DEPTH: usize = 127;

/// The maximum length of the JSON text: a list in which each item is the same list twice has more values than memory.
const MAX_LENGTH: usize = 8 << 20;

impl<'v> Taken<'v> for serde_json::Value {
    type By = ByConversion;
}

impl<'v> Conversion<'v, ByConversion> for serde_json::Value {
    const PARAM: Param = Param::new(ParamKind::Any, "a value that can be JSON");

    fn from_value(value: Value<'v>) -> Option<Self> {
        // Texts and numbers need no detour.
        match value {
            Value::Null => return Some(Self::Null),
            Value::Bool(value) => return Some(Self::Bool(value)),
            Value::Int(value) => return Some(value.into()),
            Value::Text(text) => return Some(text.into()),
            _ => {}
        }
        let mut text = Limited(String::new());
        let mut drain = WriterDrain::new(&mut text);
        let printer = JsonPrinter::new(Rules::Helper, MAX_DEPTH);
        printer.print(Out::new(&mut drain), &value).ok()?.finish();
        drain.finish().ok()?;
        serde_json::from_str(&text.0).ok()
    }
}

/// A string with a maximum length.
struct Limited(String);

impl fmt::Write for Limited {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.0.len() + text.len() > MAX_LENGTH {
            return Err(fmt::Error);
        }
        self.0.push_str(text);
        Ok(())
    }
}
