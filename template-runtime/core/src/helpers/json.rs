//! The helper `json`. Values are validated before anything is printed.

use super::display::from_fn;
use crate::{
    data::{SafeScript, Value, unchecked},
    output::{JsonPrinter, Out, Rules, WriterDrain},
};
use core::fmt::{self, Display, Formatter};

/// Serializes a value as JSON (RFC 8259), for attributes and scripts in HTML.
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
/// | a variant with fields | `{"Name":{…}}`, with the fields that are not null, by name or index |
///
/// The result is a [`SafeScript`], which is printed unchanged in a script: `{{json team}}`. (In a script, `{{team}}` prints the
/// same JSON.) In other HTML contexts the result is text, and is escaped like any text: in attributes with either kind of
/// quotes, and between tags. It cannot end a script, because `<`, `>`, `&` and `'` in strings are written as `\u003c`, `\u003e`,
/// `\u0026` and `\u0027`.
///
/// # Errors
///
/// Returns an error if lists, maps and objects are nested more than 128 levels deep, or if a key of a map cannot be printed.
/// Nothing is printed in this case, unless the value has more than a million parts. (128 levels take about 64 KiB of the thread's
/// stack.)
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
/// let script = template!("<script>show({{json team}})</script>");
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
pub fn json(value: Value<'_>) -> Result<SafeScript<impl Display>, impl Display> {
    let write = move |f: &mut Formatter<'_>| {
        let mut drain = WriterDrain::new(f);
        let printer = JsonPrinter::new(Rules::Helper, MAX_DEPTH);
        let out = printer.print(Out::new(&mut drain), &value).map_err(|_| fmt::Error)?;
        out.finish();
        drain.finish()
    };
    check(value).map(|()| unchecked::safe_script(from_fn(write)))
}

/// The maximum nesting of lists, maps and objects.
const MAX_DEPTH: usize = 128;

/// The maximum number of values that are checked before anything is printed. The others are checked when they are
/// printed: a list in which each item is the same list twice has more values than can be visited, and only the output has
/// a limit.
const MAX_CHECKED: u32 = 1 << 20;

/// The reason why a value cannot be printed as JSON.
pub(super) enum NotJson {
    /// It is nested too deeply.
    Depth,
    /// A key of a map has this kind, which cannot be printed.
    Key(&'static str),
}

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Depth => write!(f, "the value is nested more than {MAX_DEPTH} levels deep"),
            Self::Key(kind) => write!(f, "{kind} cannot be a key"),
        }
    }
}

/// Checks that a value can be printed as JSON.
///
/// # Errors
///
/// Returns an error if it is nested too deep, or a key of a map cannot be printed.
pub(super) fn check(value: Value<'_>) -> Result<(), NotJson> {
    check_below(value, MAX_DEPTH, &mut { MAX_CHECKED })
}

/// Checks a value that may have at most `levels` levels, and at most `left` of the values in it.
fn check_below(value: Value<'_>, levels: usize, left: &mut u32) -> Result<(), NotJson> {
    let Some(rest) = left.checked_sub(1) else { return Ok(()) };
    *left = rest;
    if matches!(value, Value::Object(object) if object.text().is_some()) {
        return Ok(());
    }
    let below = || levels.checked_sub(1).ok_or(NotJson::Depth);
    match value {
        Value::List(list) => {
            let below = below()?;
            list.iter().try_for_each(|item| check_below(item, below, left))
        }
        Value::Map(map) => {
            let below = below()?;
            map.iter().try_for_each(|(key, value)| {
                if !key.is_printable() {
                    return Err(NotJson::Key(key.kind()));
                }
                check_below(value, below, left)
            })
        }
        Value::Object(object) => {
            let below = below()?;
            object.own_fields().try_for_each(|(_, value)| check_below(value, below, left))
        }
        _ => Ok(()),
    }
}
