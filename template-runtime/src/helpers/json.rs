//! The helper `json`. Values are checked before anything is printed.

use super::display::{from_fn, write_text};
use crate::{
    data::{Object, Value},
    output::UnescapedText,
};
use core::fmt::{self, Display, Formatter, Write as _};

/// Prints a value as JSON (RFC 8259), for attributes and scripts in HTML.
///
/// Takes a value of any kind:
///
/// | value | JSON |
/// |---|---|
/// | null, NaN, an infinity | `null` |
/// | a bool, a number | as the template prints it |
/// | text, `SafeHtml`, a `char`, a variant without fields | a string |
/// | a list, a tuple, a tuple struct | an array |
/// | a map, a struct | an object |
/// | a variant with fields | `{"Name":{…}}`, with its fields that are not null |
///
/// The result is text, which `{{json team}}` escapes like any other: use this form in attributes, with
/// either quotes, and between tags. A `<script>` must not be escaped: use `{{{json team}}}` there. The
/// result cannot end the script, because strings have `\u003c`, `\u003e`, `\u0026` and `\u0027` for
/// `<`, `>`, `&` and `'`.
///
/// # Errors
///
/// When lists, maps and objects are nested more than 128 deep, or a key of a map cannot be printed.
/// Nothing is printed in this case. (128 levels take about 64 KiB of the thread's stack.)
///
/// # Examples
///
/// ```
/// use template_runtime::{Data, Template, helpers::json, template};
///
/// #[derive(Data)]
/// struct Team {
///     name: &'static str,
///     scores: [u8; 2],
/// }
///
/// let team = Team { name: "Owls </script>", scores: [3, 0] };
/// let script = template!("<script>show({{{json team}}})</script>");
/// assert_eq!(
///     script.render_into(&mut [0; 128])?,
///     r#"<script>show({"name":"Owls \u003c/script\u003e","scores":[3,0]})</script>"#
/// );
/// let tag = template!(r#"<p data-scores="{{json team.scores}}" data-name="{{json team.name}}">"#);
/// assert_eq!(
///     tag.render_into(&mut [0; 128])?,
///     r#"<p data-scores="[3,0]" data-name="&quot;Owls \u003c/script\u003e&quot;">"#
/// );
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn json(value: Value<'_>) -> Result<impl Display, impl Display> {
    check(value).map(|()| from_fn(move |f| write_value(f, value)))
}

/// Writes a value that [`check`] has accepted.
fn write_value(f: &mut Formatter<'_>, value: Value<'_>) -> fmt::Result {
    match value {
        Value::List(list) => write_items(f, list.iter()),
        Value::Map(map) => write_entries(f, map.iter()),
        Value::Object(object) if object.text().is_none() => write_object(f, object),
        scalar => write_scalar(f, scalar),
    }
}

fn write_items<'v>(f: &mut Formatter<'_>, items: impl Iterator<Item = Value<'v>>) -> fmt::Result {
    let mut separator = "[";
    for item in items {
        f.write_str(separator)?;
        write_value(f, item)?;
        separator = ",";
    }
    f.write_str(if separator == "[" { "[]" } else { "]" })
}

fn write_object(f: &mut Formatter<'_>, object: Object<'_>) -> fmt::Result {
    if let Some(name) = object.variant() {
        f.write_str("{")?;
        write_string(f, name)?;
        f.write_str(":")?;
        write_fields(f, object.own_fields())?;
        return f.write_str("}");
    }
    // The fields of a tuple are `0`, `1` and so on.
    let is_tuple = object.iter().enumerate().all(|(index, (name, _))| name.parse() == Ok(index));
    if is_tuple && !object.is_empty() {
        return write_items(f, object.iter().map(|(_, value)| value));
    }
    write_fields(f, object.own_fields())
}

fn write_fields<'v>(
    f: &mut Formatter<'_>,
    fields: impl Iterator<Item = (&'static str, Value<'v>)>,
) -> fmt::Result {
    write_entries(f, fields.map(|(name, value)| (Value::Text(name), value)))
}

fn write_entries<'v>(
    f: &mut Formatter<'_>,
    entries: impl Iterator<Item = (Value<'v>, Value<'v>)>,
) -> fmt::Result {
    let mut separator = "{";
    for (key, value) in entries {
        f.write_str(separator)?;
        write_key(f, key)?;
        f.write_str(":")?;
        write_value(f, value)?;
        separator = ",";
    }
    f.write_str(if separator == "{" { "{}" } else { "}" })
}

/// Writes a key as a string, whatever its kind.
fn write_key(f: &mut Formatter<'_>, key: Value<'_>) -> fmt::Result {
    match key {
        Value::Text(text) | Value::Safe(_, text) => write_string(f, text),
        Value::Char(c) => write_string(f, c.encode_utf8(&mut [0; 4])),
        Value::Object(object) => write_string(f, object.text().unwrap_or_default()),
        Value::Display(value) | Value::SafeDisplay(_, value) => {
            f.write_str("\"")?;
            write!(Escaped(f), "{value}")?;
            f.write_str("\"")
        }
        // Null, bools and numbers.
        key => write!(f, "\"{}\"", UnescapedText::new(&[key])),
    }
}

/// Writes a value that contains no other values. It is not inlined into the recursive functions, because
/// it needs much memory on the thread's stack.
#[inline(never)]
fn write_scalar(f: &mut Formatter<'_>, value: Value<'_>) -> fmt::Result {
    match value {
        Value::Null => f.write_str("null"),
        Value::Float(float) if !float.is_finite() => f.write_str("null"),
        Value::Float32(float) if !float.is_finite() => f.write_str("null"),
        Value::Text(_)
        | Value::Safe(..)
        | Value::Char(_)
        | Value::Object(_)
        | Value::Display(_)
        | Value::SafeDisplay(..) => write_key(f, value),
        value => UnescapedText::new(&[value]).fmt(f),
    }
}

fn write_string(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    write_escaped(f, text)?;
    f.write_str("\"")
}

/// Writes what a value displays as a part of a string.
struct Escaped<'f, 'o>(&'f mut Formatter<'o>);

impl fmt::Write for Escaped<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write_escaped(self.0, text)
    }
}

fn write_escaped(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    write_text(f, text, is_special, |f, c| match c {
        '"' => f.write_str("\\\""),
        '\\' => f.write_str("\\\\"),
        '\n' => f.write_str("\\n"),
        '\r' => f.write_str("\\r"),
        '\t' => f.write_str("\\t"),
        c => write!(f, "\\u{:04x}", u32::from(c)),
    })
}

/// Reports whether a character is escaped in strings: those that JSON requires, those that are special in
/// HTML, and the two line separators that JavaScript before 2019 did not allow in strings.
fn is_special(c: char) -> bool {
    matches!(c, '"' | '\\' | '\0'..='\x1f' | '<' | '>' | '&' | '\'' | '\u{2028}' | '\u{2029}')
}

/// The maximum nesting of lists, maps and objects.
const MAX_DEPTH: usize = 128;

/// The reason why a value cannot be printed as JSON.
pub(super) enum NotJson {
    /// It is nested too deep.
    Depth,
    /// A key of a map is of this kind, which cannot be printed.
    Key(&'static str),
}

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Depth => write!(f, "the value is more than {MAX_DEPTH} levels deep"),
            Self::Key(kind) => write!(f, "{kind} cannot be a key"),
        }
    }
}

/// Checks that a value can be printed as JSON.
///
/// # Errors
///
/// When it is nested too deep, or a key of a map cannot be printed.
pub(super) fn check(value: Value<'_>) -> Result<(), NotJson> {
    check_below(value, MAX_DEPTH)
}

/// Checks a value that may have at most `levels` levels.
fn check_below(value: Value<'_>, levels: usize) -> Result<(), NotJson> {
    if matches!(value, Value::Object(object) if object.text().is_some()) {
        return Ok(());
    }
    let below = || levels.checked_sub(1).ok_or(NotJson::Depth);
    match value {
        Value::List(list) => {
            let below = below()?;
            list.iter().try_for_each(|item| check_below(item, below))
        }
        Value::Map(map) => {
            let below = below()?;
            map.iter().try_for_each(|(key, value)| {
                if !key.is_printable() {
                    return Err(NotJson::Key(key.kind()));
                }
                check_below(value, below)
            })
        }
        Value::Object(object) => {
            let below = below()?;
            object.own_fields().try_for_each(|(_, value)| check_below(value, below))
        }
        _ => Ok(()),
    }
}
