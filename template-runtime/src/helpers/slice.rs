use super::display::{from_fn, write_chars};
use crate::{
    data::{List, Param, ParamKind, ShapeRef, Sink, Value, View},
    error::ErrorKind,
    helper::{FromValue, IntoValue},
};
use core::fmt;

/// Gives a part of a text or of a list.
///
/// Takes a text or a list, where the part begins, and where it ends: at the end of the whole if that
/// is not given. Both are counted from 0, in characters ([`char`]s) or items, and the part ends before
/// `to`. Negative numbers count from the end: -1 is the last. What lies outside of the whole is cut
/// off, and a part that ends before it begins is empty. (The rule is that of `slice` in JavaScript,
/// ECMA-262, section 23.1.3.28, which counts the units of UTF-16 in a text.)
///
/// The part of a list is a list, which borrows from it.
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
    let range = |len| (place(from, len), to.map_or(len, |to| place(to, len)));
    match value {
        TextOrList::Text(text) => {
            let (from, to) = range(text.chars().count());
            SliceResult::Text(text.get(byte(text, from)..byte(text, to)).unwrap_or_default())
        }
        TextOrList::List(list) => {
            let (start, to) = range(list.len());
            let len = to.saturating_sub(start);
            SliceResult::List(View { list, start, len, backward: false })
        }
    }
}

/// Gives a text or a list the other way round.
///
/// Takes one of these. The characters of a text are [`char`]s: an accent that is a character of its
/// own comes to stand on another letter. The result for a list is a list, which borrows from it.
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

/// A text or a list, as a parameter that takes these two.
#[derive(Clone, Copy)]
pub enum TextOrList<'v> {
    /// A text.
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

impl<'v> FromValue<'v> for TextOrList<'v> {
    const PARAM: Param =
        Param { kind: ParamKind::TextOrList, wants: "text or a list", optional: false };

    fn from_value(value: Value<'v>) -> Option<Self> {
        match value {
            Value::List(list) => Some(Self::List(list)),
            other => <&str>::from_value(other).map(Self::Text),
        }
    }
}

/// Finds the place in `len` things that an index means.
fn place(index: i64, len: usize) -> usize {
    let distance = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
    if index < 0 { len.saturating_sub(distance) } else { distance.min(len) }
}

/// Finds the byte where the character `index` begins.
fn byte(text: &str, index: usize) -> usize {
    text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
}

/// A part of a text or of a list.
enum SliceResult<'v> {
    Text(&'v str),
    /// This text the other way round.
    Reversed(&'v str),
    List(View<'v>),
}

impl<'v, 'a: 'v> IntoValue<'v> for SliceResult<'a> {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        match self {
            Self::Text(text) => sink.value(Value::Text(text)),
            Self::Reversed(text) => sink.display(&from_fn(|f| write_chars(f, text.chars().rev()))),
            Self::List(view) => sink.list(view),
        }
    }
}
