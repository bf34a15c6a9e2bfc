//! Values as JSON (RFC 8259).

use super::{
    bytes::{CONTROLS, LINE_SEPARATORS, append_script_text},
    feed::{TextEscaper, feed},
};
use crate::{
    data::{Object, Value, are_of_tuple, safe_display, safe_text},
    error::ErrorKind,
    output::{Out, print::print, replace::Replacements},
};
use template_bytecode::Escape;

/// The conversion of values that JSON does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rules {
    /// For the helper `json`: a template is an object with its fields; `'` is also escaped.
    Helper,
    /// For values in scripts: a template is the text that it prints, and `SafeScript` is printed unchanged. A key
    /// `__proto__` would set the prototype of the object in JavaScript, unless it is written as an expression.
    Script,
    /// For values in scripts in a quoted attribute, with character references.
    ScriptInAttribute,
    /// For values in JSON in scripts, in which no key is special.
    Json,
}

/// The key that does not create a property in a JavaScript object.
const PROTOTYPE: &str = "__proto__";

/// The characters of strings that are escaped: those that JSON requires to be, and those that are special in HTML.
const STRINGS: Replacements = Replacements::none()
    .with_codes(CONTROLS)
    .with_codes(b"<>&")
    .with(b'"', b"\\\"")
    .with(b'\\', b"\\\\")
    .with(b'\x08', b"\\b")
    .with(b'\t', b"\\t")
    .with(b'\n', b"\\n")
    .with(b'\x0c', b"\\f")
    .with(b'\r', b"\\r")
    .until(LINE_SEPARATORS);

static SCRIPT: Replacements = STRINGS;

static IN_ATTRIBUTE: Replacements = STRINGS.with(b'"', b"\\&quot;").with(b'\'', b"&#x27;");

static HELPER: Replacements = STRINGS.with_codes(b"\x08\x0c'");

impl Rules {
    /// Returns the text of a value that is written as such and not as a string.
    const fn script<'v>(self, value: &Value<'v>) -> Option<Value<'v>> {
        match (self, value) {
            (Self::Helper, _) => None,
            (_, Value::SafeScript(text)) => Some(Value::Text(text)),
            (_, Value::DisplayScript(value)) => Some(Value::Display(*value)),
            _ => None,
        }
    }

    /// Returns `true` if a value is an object with fields.
    fn has_fields(self, object: Object<'_>) -> bool {
        object.text().is_none() && (self == Self::Helper || object.template().is_none())
    }

    const fn table(self) -> &'static Replacements {
        match self {
            Self::Helper => &HELPER,
            Self::Script | Self::Json => &SCRIPT,
            Self::ScriptInAttribute => &IN_ATTRIBUTE,
        }
    }

    /// Appends a quote around a string.
    fn quote(self, out: Out<'_>) -> Out<'_> {
        match self {
            Self::ScriptInAttribute => out.str("&quot;"),
            _ => out.str("\""),
        }
    }

    /// Returns `true` if a key is written as an expression. The output of a `Display` implementation is not known.
    fn is_computed(self, key: &Value<'_>) -> bool {
        let is_code = matches!(self, Self::Script | Self::ScriptInAttribute);
        is_code
            && match key {
                Value::Text(text) => *text == PROTOTYPE,
                Value::Object(object) => object.text() == Some(PROTOTYPE),
                safe_text!(_) | Value::Display(_) | safe_display!(_) => true,
                _ => false,
            }
    }

    /// Appends a string.
    #[inline]
    fn string<'o>(self, out: Out<'o>, text: &str) -> Out<'o> {
        out.outline(move |out| self.quote(append_script_text(self.quote(out), text, self.table())))
    }
}

/// A value nested too deep: the maximum of the nesting.
pub(crate) const fn too_deep(levels: usize) -> ErrorKind {
    ErrorKind::TooDeep { levels }
}

/// Prints values as JSON.
#[derive(Clone, Copy)]
pub(crate) struct JsonPrinter {
    rules: Rules,
    /// The maximum nesting of lists, maps and objects. The thread's stack has to suffice for it.
    levels: usize,
}

/// The result of printing. The error comes from a template, or is [`ErrorKind::Display`] or [`ErrorKind::Write`].
type Printed<'o> = Result<Out<'o>, ErrorKind>;

impl JsonPrinter {
    /// Creates a printer of values in which lists, maps and objects are nested at most this deep.
    pub(crate) const fn new(rules: Rules, levels: usize) -> Self {
        Self { rules, levels }
    }

    /// Appends a value.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::TooDeep`] if it has more levels, [`ErrorKind::NotPrintable`] if a value in it is a helper or the key
    /// of a map is not printable, [`ErrorKind::Display`] if a `Display` fails, and the errors of templates.
    pub(crate) fn print<'o>(self, out: Out<'o>, value: &Value<'_>) -> Printed<'o> {
        self.print_below(out, value, self.levels)
    }

    fn print_below<'o>(self, out: Out<'o>, value: &Value<'_>, levels: usize) -> Printed<'o> {
        let below = || levels.checked_sub(1).ok_or(too_deep(self.levels));
        match *value {
            Value::Text(text) => Ok(self.rules.string(out, text)),
            Value::Int(number) => Ok(out.int(number)),
            Value::Bool(value) => Ok(out.bool(value)),
            Value::List(list) => {
                let below = below()?;
                self.print_items(out, list.iter(), below)
            }
            Value::Map(map) => {
                let below = below()?;
                self.print_entries(out, map.iter(), below)
            }
            Value::Object(object) if self.rules.has_fields(object) => {
                let below = below()?;
                self.print_object(out, object, below)
            }
            _ => self.print_scalar(out, value),
        }
    }

    fn print_items<'o, 'v>(
        self,
        mut out: Out<'o>,
        items: impl Iterator<Item = Value<'v>>,
        below: usize,
    ) -> Printed<'o> {
        let mut is_first = true;
        out = out.str("[");
        for item in items {
            if !core::mem::replace(&mut is_first, false) {
                out = separate(out)?;
            }
            out = self.print_below(out, &item, below)?;
        }
        Ok(out.str("]"))
    }

    fn print_object<'o>(self, out: Out<'o>, object: Object<'_>, below: usize) -> Printed<'o> {
        if let Some(name) = object.variant() {
            let out = self.rules.string(out.str("{"), name).str(":");
            return self.print_variant(out, object, below).map(|out| out.str("}"));
        }
        if object.is_tuple() {
            return self.print_items(out, object.iter().map(|(_, value)| value), below);
        }
        self.print_fields(out, object, below)
    }

    /// Appends the fields of a variant as serde does: the only field of a tuple variant by itself, several as a list, and
    /// named ones as an object.
    fn print_variant<'o>(self, out: Out<'o>, object: Object<'_>, below: usize) -> Printed<'o> {
        let Some(mut fields) = object.variant_fields() else {
            return self.print_fields(out, object, below);
        };
        if !are_of_tuple(fields.clone().map(|(name, _)| name)) {
            let entries = fields.map(|(name, value)| (Value::Text(name), value));
            return self.print_entries(out, entries, below);
        }
        if fields.len() == 1
            && let Some((_, value)) = fields.next()
        {
            return self.print_below(out, &value, below);
        }
        self.print_items(out, fields.map(|(_, value)| value), below)
    }

    fn print_fields<'o>(self, out: Out<'o>, object: Object<'_>, below: usize) -> Printed<'o> {
        let fields = object.own_fields();
        self.print_entries(out, fields.map(|(name, value)| (Value::Text(name), value)), below)
    }

    fn print_entries<'o, 'v>(
        self,
        mut out: Out<'o>,
        entries: impl Iterator<Item = (Value<'v>, Value<'v>)>,
        below: usize,
    ) -> Printed<'o> {
        let mut is_first = true;
        out = out.str("{");
        for (key, value) in entries {
            if !core::mem::replace(&mut is_first, false) {
                out = separate(out)?;
            }
            out = match key {
                Value::Text(name) if name != PROTOTYPE => self.rules.string(out, name),
                key => self.print_key(out, &key)?,
            };
            out = self.print_below(out.str(":"), &value, below)?;
        }
        Ok(out.str("}"))
    }

    /// Appends a value that contains no other values. It is not inlined into the recursive functions, because
    /// it needs much memory on the thread's stack.
    #[inline(never)]
    fn print_scalar<'o>(self, out: Out<'o>, value: &Value<'_>) -> Printed<'o> {
        if let Some(script) = self.rules.script(value) {
            return match self.rules {
                Rules::ScriptInAttribute => print(out, &script, Escape::Html),
                _ => print(out, &script, Escape::None),
            };
        }
        match *value {
            Value::Null => Ok(out.str("null")),
            Value::Float(float) if !float.is_finite() => Ok(out.str("null")),
            Value::Float32(float) if !float.is_finite() => Ok(out.str("null")),
            safe_text!(_)
            | Value::Char(_)
            | Value::Object(_)
            | Value::Display(_)
            | safe_display!(_) => self.print_as_string(out, value),
            _ => print(out, value, Escape::None),
        }
    }

    /// Appends a key that is not text, or that must be written as an expression.
    #[inline(never)]
    fn print_key<'o>(self, out: Out<'o>, key: &Value<'_>) -> Printed<'o> {
        if self.rules.is_computed(key) {
            return Ok(self.print_as_string(out.str("["), key)?.str("]"));
        }
        self.print_as_string(out, key)
    }

    /// Appends the printed text of a value of any kind as a string.
    #[inline(never)]
    fn print_as_string<'o>(self, out: Out<'o>, value: &Value<'_>) -> Printed<'o> {
        let out = feed(self.rules.quote(out), value, &mut JsonString(self.rules))?;
        Ok(self.rules.quote(out))
    }
}

/// Appends a comma.
///
/// # Errors
///
/// Returns [`ErrorKind::Write`] if the output accepts nothing more: a list in which each item is the same list twice is
/// short, and prints without end.
fn separate(out: Out<'_>) -> Printed<'_> {
    if out.has_failed() { Err(ErrorKind::Write) } else { Ok(out.str(",")) }
}

/// The contents of a string.
struct JsonString(Rules);

impl TextEscaper for JsonString {
    fn piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o> {
        append_script_text(out, text, self.0.table())
    }
}
