//! Values as JSON (RFC 8259).

use super::{
    bytes::{ByteSet, CONTROLS},
    feed::write_text,
};
use crate::{
    data::{Object, Value, safe_display, safe_text},
    error::ErrorKind,
};
use core::fmt::{self, Write};

/// What is JSON besides the values of JSON itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rules {
    /// Those of the helper `json`: a template is an object with its fields; `'` is escaped, too.
    Helper,
    /// Those of values in scripts: a template is the text that it prints, and `SafeScript` is as it is.
    Script,
}

impl Rules {
    /// Returns the text of a value that is written as such and not as a string.
    const fn script<'v>(self, value: &Value<'v>) -> Option<Value<'v>> {
        match (self, value) {
            (Self::Script, Value::SafeScript(text)) => Some(Value::Text(text)),
            (Self::Script, Value::DisplayScript(value)) => Some(Value::Display(*value)),
            _ => None,
        }
    }

    /// Reports whether a value is an object with fields.
    fn has_fields(self, object: Object<'_>) -> bool {
        object.text().is_none() && (self == Self::Helper || object.template().is_none())
    }
}

/// A value nested too deep: the maximum of the nesting.
pub(crate) const fn too_deep(levels: usize) -> ErrorKind {
    ErrorKind::TooDeep { levels }
}

/// Writes values as JSON.
pub(crate) struct JsonWriter<'w> {
    to: &'w mut dyn Write,
    rules: Rules,
    /// The maximum nesting of lists, maps and objects. The thread's stack has to suffice for it.
    levels: usize,
}

/// The result of writing: an error is that of a template, or [`ErrorKind::Write`].
type Written = Result<(), ErrorKind>;

impl<'w> JsonWriter<'w> {
    /// Creates a writer of values with at most so many levels of lists, maps and objects inside of each other.
    pub(crate) fn new(to: &'w mut dyn Write, rules: Rules, levels: usize) -> Self {
        Self { to, rules, levels }
    }

    /// Writes a value.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooDeep`] if it has more levels, [`ErrorKind::NotPrintable`] if a value in it is a helper or the key
    /// of a map is not printable, [`ErrorKind::Write`] if the writer or a `Display` fails, and the errors of
    /// templates.
    pub(crate) fn write(&mut self, value: Value<'_>) -> Written {
        self.write_below(value, self.levels)
    }

    fn write_below(&mut self, value: Value<'_>, levels: usize) -> Written {
        let below = || levels.checked_sub(1).ok_or(too_deep(self.levels));
        match value {
            Value::List(list) => {
                let below = below()?;
                self.write_items(list.iter(), below)
            }
            Value::Map(map) => {
                let below = below()?;
                self.write_entries(map.iter(), below)
            }
            Value::Object(object) if self.rules.has_fields(object) => {
                let below = below()?;
                self.write_object(object, below)
            }
            scalar => self.write_scalar(scalar),
        }
    }

    fn write_items<'v>(&mut self, items: impl Iterator<Item = Value<'v>>, below: usize) -> Written {
        let mut separator = "[";
        for item in items {
            self.str(separator)?;
            self.write_below(item, below)?;
            separator = ",";
        }
        self.str(if separator == "[" { "[]" } else { "]" })
    }

    fn write_object(&mut self, object: Object<'_>, below: usize) -> Written {
        if let Some(name) = object.variant() {
            self.str("{")?;
            self.write_string(name)?;
            self.str(":")?;
            self.write_fields(object, below)?;
            return self.str("}");
        }
        // The fields of a tuple are `0`, `1` and so on.
        let is_tuple =
            object.iter().enumerate().all(|(index, (name, _))| name.parse() == Ok(index));
        if is_tuple && !object.is_empty() {
            return self.write_items(object.iter().map(|(_, value)| value), below);
        }
        self.write_fields(object, below)
    }

    fn write_fields(&mut self, object: Object<'_>, below: usize) -> Written {
        let fields = object.own_fields();
        self.write_entries(fields.map(|(name, value)| (Value::Text(name), value)), below)
    }

    fn write_entries<'v>(
        &mut self,
        entries: impl Iterator<Item = (Value<'v>, Value<'v>)>,
        below: usize,
    ) -> Written {
        let mut separator = "{";
        for (key, value) in entries {
            self.str(separator)?;
            self.write_as_string(key)?;
            self.str(":")?;
            self.write_below(value, below)?;
            separator = ",";
        }
        self.str(if separator == "{" { "{}" } else { "}" })
    }

    /// Writes a value that contains no other values. It is not inlined into the recursive functions, because
    /// it needs much memory on the thread's stack.
    #[inline(never)]
    fn write_scalar(&mut self, value: Value<'_>) -> Written {
        if let Some(script) = self.rules.script(&value) {
            return write_text(&script, self.to);
        }
        match value {
            Value::Null => self.str("null"),
            Value::Float(float) if !float.is_finite() => self.str("null"),
            Value::Float32(float) if !float.is_finite() => self.str("null"),
            Value::Text(_)
            | safe_text!(_)
            | Value::Char(_)
            | Value::Object(_)
            | Value::Display(_)
            | safe_display!(_) => self.write_as_string(value),
            value => write_text(&value, self.to),
        }
    }

    /// Writes what a value prints as a string, whatever its kind.
    #[inline(never)]
    fn write_as_string(&mut self, value: Value<'_>) -> Written {
        match value {
            Value::Text(text) | safe_text!(text) => self.write_string(text),
            value => {
                self.str("\"")?;
                let mut string = JsonString { to: self.to, rules: self.rules };
                write_text(&value, &mut string)?;
                self.str("\"")
            }
        }
    }

    fn write_string(&mut self, text: &str) -> Written {
        self.str("\"")?;
        let written = JsonString { to: self.to, rules: self.rules }.write_str(text);
        written.map_err(|_| ErrorKind::Write)?;
        self.str("\"")
    }

    fn str(&mut self, text: &str) -> Written {
        self.to.write_str(text).map_err(|_| ErrorKind::Write)
    }
}

/// The contents of a string.
struct JsonString<'w> {
    to: &'w mut dyn Write,
    rules: Rules,
}

/// The characters of strings that are written as they are: all but those that JSON requires to be escaped, those that
/// are special in HTML, and the two line separators that JavaScript before 2019 did not allow in strings, which begin
/// with the last byte.
const PLAIN: ByteSet = ByteSet::ALL.without(CONTROLS).without(b"\"\\<>&\xe2");

impl Write for JsonString<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let plain = match self.rules {
            Rules::Helper => PLAIN.without(b"'"),
            Rules::Script => PLAIN,
        };
        let mut rest = text;
        loop {
            let (run, special) = plain.split(rest);
            if !run.is_empty() {
                self.to.write_str(run)?;
            }
            let mut chars = special.chars();
            let Some(c) = chars.next() else { return Ok(()) };
            rest = chars.as_str();
            match c {
                '"' => self.to.write_str("\\\""),
                '\\' => self.to.write_str("\\\\"),
                '\n' => self.to.write_str("\\n"),
                '\r' => self.to.write_str("\\r"),
                '\t' => self.to.write_str("\\t"),
                '\x08' if self.rules == Rules::Script => self.to.write_str("\\b"),
                '\x0c' if self.rules == Rules::Script => self.to.write_str("\\f"),
                '\u{80}'.. if !matches!(c, '\u{2028}' | '\u{2029}') => self.to.write_char(c),
                c => write!(self.to, "\\u{:04x}", u32::from(c)),
            }?;
        }
    }
}
