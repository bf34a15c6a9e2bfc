//! Helpers that return a part of text or of a list, or reverse it.

use super::display::{byte_offset, from_fn, write_chars};
use crate::{
    data::{List, Param, ParamKind, ShapeRef, Sink, Value, View},
    error::ErrorKind,
    helper::{ByConversion, Conversion, FromValue, IntoValue, Returned, Taken},
};
use core::fmt;

/// Returns the part of text or of a list in the range `from..to`.
///
/// Takes text or a list, and the start and the end of the range, in characters or items. `to` defaults to the length.
/// Characters are [`char`]s, and indices start at 0.
/// Negative indices count from the end: -1 is the last item. Indices out of range are clamped, and the result
/// is empty if `to` is not greater than `from`. (This is the rule of `slice` in JavaScript, ECMA-262, section
/// 23.1.3.28, except that JavaScript counts text in UTF-16 code units.)
///
/// The part of a list is a list that borrows from it.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::slice, template};
///
/// let (word, list) = ("Zoës", [1, 2, 3, 4]);
/// let line = template!("{{slice word 0 3}} {{slice word -2}} {{#each (slice list 1 -1)}}{{this}}{{/each}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "Zoë ës 23");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn slice<'v>(value: TextOrList<'v>, from: i64, to: Option<i64>) -> impl IntoValue<'v> {
    let range = |len| (clamp_index(from, len), to.map_or(len, |to| clamp_index(to, len)));
    match value {
        TextOrList::Text(text) => {
            let (from, to) = range(text.chars().count());
            SliceResult::Text(
                text.get(byte_offset(text, from)..byte_offset(text, to)).unwrap_or_default(),
            )
        }
        TextOrList::List(list) => {
            let (start, to) = range(list.len());
            let len = to.saturating_sub(start);
            SliceResult::List(View { list, start, len, backward: false })
        }
    }
}

/// Returns text or a list in reverse order.
///
/// The characters of text are [`char`]s, so a combining accent moves to another
/// letter. The result for a list is a list that borrows from it.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::reverse, template};
///
/// let list = [1, 2, 3];
/// let line = template!("{{reverse 'stressed'}} {{#each (reverse list)}}{{this}}{{/each}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "desserts 321");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn reverse(value: TextOrList<'_>) -> impl IntoValue<'_> {
    match value {
        TextOrList::Text(text) => SliceResult::Reversed(text),
        TextOrList::List(list) => {
            SliceResult::List(View { list, start: 0, len: list.len(), backward: true })
        }
    }
}

/// Text or a list: a parameter type.
#[derive(Clone, Copy)]
pub enum TextOrList<'v> {
    /// Text.
    Text(&'v str),
    /// A list.
    List(List<'v>),
}

impl fmt::Debug for TextOrList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Text(text) => Value::Text(text).fmt(f),
            Self::List(list) => Value::List(list).fmt(f),
        }
    }
}

impl<'v> Taken<'v> for TextOrList<'v> {
    type By = ByConversion;
}

impl<'v> Conversion<'v, ByConversion> for TextOrList<'v> {
    const PARAM: Param = Param::new(ParamKind::TextOrList, "text or a list");

    fn from_value(value: Value<'v>) -> Option<Self> {
        match value {
            Value::List(list) => Some(Self::List(list)),
            other => <&str as FromValue>::from_value(other).map(Self::Text),
        }
    }
}

/// Converts an index of `slice` for a string or list of length `len` to one in `0..=len`.
fn clamp_index(index: i64, len: usize) -> usize {
    let distance = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
    if index < 0 { len.saturating_sub(distance) } else { distance.min(len) }
}

/// The result of [`slice`] or [`reverse`].
enum SliceResult<'v> {
    Text(&'v str),
    /// Text that is printed in reverse order.
    Reversed(&'v str),
    List(View<'v>),
}

impl<'v, 'a: 'v> Returned<'v> for SliceResult<'a> {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        match self {
            Self::Text(text) => sink.value(Value::Text(text)),
            Self::Reversed(text) => sink.display(&from_fn(|f| write_chars(f, text.chars().rev()))),
            Self::List(view) => sink.list(view),
        }
    }
}
