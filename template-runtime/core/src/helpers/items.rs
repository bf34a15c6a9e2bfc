//! Helpers for lists, lengths and defaults.

use super::display::from_fn;
use crate::{
    data::{List, Param, ParamKind, Value, safe_text},
    helper::{ByConversion, Conversion, FromValue, Taken},
    output::UnescapedText,
};
use core::fmt::{self, Display, Formatter};

/// Joins the items of a list with a separator between them.
///
/// Takes a list and the separator, which defaults to `, `. Items are converted to text as a template prints
/// them: null is empty, but still has separators. The result is text, which is escaped as a
/// whole when it is printed, including items that are `SafeHtml`.
///
/// # Errors
///
/// Returns an error if an item cannot be printed, such as a list, a map, a helper or an object. Nothing is printed
/// in this case.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::join, template};
///
/// let (names, sizes) = (["Ann", "Bob"], [1.5, 2.0]);
/// let line = template!("{{join names}}; {{join sizes ' × '}}");
/// assert_eq!(line.render_into(&mut [0; 32])?, "Ann, Bob; 1.5 × 2");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn join(list: List<'_>, separator: Option<&str>) -> Result<impl Display, impl Display> {
    let separator = separator.unwrap_or(", ");
    let mut unprintable = list.iter().enumerate().filter(|(_, item)| !item.is_printable());
    if !list.has_only_leaves()
        && let Some((index, item)) = unprintable.next()
    {
        return Err(NotPrintable { index, got: item.kind() });
    }
    Ok(from_fn(move |f| {
        list.iter().enumerate().try_for_each(|(index, item)| {
            if index > 0 {
                f.write_str(separator)?;
            }
            print(item, f)
        })
    }))
}

/// The error of [`join`].
struct NotPrintable {
    index: usize,
    got: &'static str,
}

impl Display for NotPrintable {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { index, got } = self;
        write!(f, "item {index} is {got}, which cannot be printed")
    }
}

/// Writes a value as a template prints it, unescaped.
fn print(value: Value<'_>, f: &mut Formatter<'_>) -> fmt::Result {
    match value {
        Value::Text(text) | safe_text!(text) => f.write_str(text),
        value => UnescapedText::new(&[value]).fmt(f),
    }
}

/// Returns the number of characters of text, items of a list, entries of a map, or fields of an
/// object.
///
/// Characters are [`char`]s. The result is an integer. Null, numbers, `bool` and
/// `char` have no length, and cause an error.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::len, template};
///
/// let (name, teams) = ("Zoë", ["Owls", "Foxes"]);
/// let line = template!("{{len name}} {{len teams}}{{#if (gt (len teams) 1)}} teams{{/if}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "3 2 teams");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn len(value: Length) -> usize {
    value.0
}

/// The length of a value: a parameter type that accepts values with a length. See [`len`].
#[derive(Clone, Copy, Debug)]
pub struct Length(usize);

impl<'v> Taken<'v> for Length {
    type By = ByConversion;
}

impl<'v> Conversion<'v, ByConversion> for Length {
    const PARAM: Param = Param::new(ParamKind::Countable, "text, a list, a map or an object");

    fn from_value(value: Value<'v>) -> Option<Self> {
        if let Some(text) = <&str as FromValue>::from_value(value) {
            return Some(Self(text.chars().count()));
        }
        match value {
            Value::List(list) => Some(Self(list.len())),
            Value::Map(map) => Some(Self(map.len())),
            Value::Object(object) => Some(Self(object.len())),
            _ => None,
        }
    }
}

/// Returns the first item of a list, or null if it is empty.
///
/// Takes a list. For the first character of text, use [`slice`](super::slice()).
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::first, template};
///
/// let (teams, none) = (["Owls", "Foxes"], [0; 0]);
/// let line = template!("{{first teams}} [{{first none}}]");
/// assert_eq!(line.render_into(&mut [0; 16])?, "Owls []");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn first(list: List<'_>) -> Option<Value<'_>> {
    list.get(0)
}

/// Returns the last item of a list, or null if it is empty.
///
/// Takes a list. For the last character of text, use [`slice`](super::slice()).
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::last, template};
///
/// let (teams, none) = (["Owls", "Foxes"], [0; 0]);
/// let line = template!("{{last teams}} [{{last none}}]");
/// assert_eq!(line.render_into(&mut [0; 16])?, "Foxes []");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn last(list: List<'_>) -> Option<Value<'_>> {
    list.get(list.len().checked_sub(1)?)
}

/// Returns a value, or the fallback if the value is null or empty text.
///
/// Takes two values of any kind. The keyword `or` replaces every false value, including 0, `false`, NaN and
/// the empty list, which this helper returns unchanged.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers, template};
///
/// let (name, score) = (None::<&str>, 0);
/// let line = template!("{{helpers::default name 'nobody'}} {{helpers::default score '-'}} {{or score '-'}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "nobody 0 -");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn default<'v>(value: Value<'v>, fallback: Value<'v>) -> Value<'v> {
    match value {
        Value::Null | Value::Text("") | safe_text!("") => fallback,
        value => value,
    }
}
