//! `#[data(with = function)]`: a field that is read as the result of a function.
//!
//! Numbers, and results that borrow from the field, are ordinary values. Text that the function creates is not
//! stored: the value is the struct itself, as a `Display` value that calls the function. A slice is not stored either,
//! because a value has no room for its length: the value is the struct itself, as a list that calls the function for each item.

use super::{
    collection::{List, ListData, View},
    displayed_types::{DISPLAYED, OPTION_OF_DISPLAYED},
    identity::AnySlice,
    safe::SafeKind,
    shape::{Kind, ShapeRef},
    sink::{Sink, SinkSealed},
    template_data::NestedTemplate,
    value::Value,
    wrapped::Wrapped,
};
use crate::{
    error::ErrorKind,
    helper::{Keep, Kept, OwnedResult, Probe, Tag},
    output::UnescapedText,
};
use core::fmt::{self, Display};
use template_bytecode::Escape;

/// A struct or an enum with a function for the field number `FIELD`.
pub trait WithField<const FIELD: usize> {
    /// The shape of the result of the function.
    const SHAPE: ShapeRef;

    /// Calls the function with the field, and passes the result to a sink.
    ///
    /// # Errors
    ///
    /// Returns an error if the result is an error, or the sink rejects it.
    fn give<'v>(&'v self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind>;
}

/// The shape and the conversion of the results of a function.
///
/// The type has no bounds, so that rustc reports what is not a function of the field once, at [`made_by`].
pub struct MadeBy<'v, R> {
    shape: ShapeRef,
    /// Whether they are lists or objects that the function has created.
    is_owned: bool,
    give: fn(R, &mut dyn Sink<'v>) -> Result<(), ErrorKind>,
}

/// Accepts a function. The second closure is never called: its return type is the `Tag` of the result, and its body checks that
/// there is one.
#[cfg_attr(not(debug_assertions), inline(always))]
pub const fn made_by<'v, S: ?Sized + 'v, F, R, T, C>(_: &F, _: C) -> MadeBy<'v, R>
where
    F: Fn(&'v S) -> R,
    C: Fn(Probe<R>) -> T + Copy,
    T: Tag<'v, Result = R>,
{
    // The value that the function creates is not kept, only its text: no helper can take a reference to it.
    let shape = match T::SHAPE.get().kind {
        _ if !T::IS_DISPLAYED => T::SHAPE,
        Kind::Optional(_) => ShapeRef::new(&OPTION_OF_DISPLAYED),
        _ => ShapeRef::new(&DISPLAYED),
    };
    MadeBy { shape, is_owned: T::IS_OWNED, give: T::give }
}

impl<'v, R> MadeBy<'v, R> {
    /// Returns the shape of the results.
    ///
    /// # Panics
    ///
    /// Panics, in a constant of the derived code, if they are not kept anywhere.
    #[must_use]
    #[track_caller]
    pub const fn shape(&self) -> ShapeRef {
        assert!(
            !self.is_owned,
            "the function of `#[data(with = …)]` returns an owned list or object, which would be dropped: \
             return a reference to a part of the field, such as `&Team` or `&[Team]`"
        );
        self.shape
    }

    /// Passes a result to a sink.
    ///
    /// # Errors
    ///
    /// Returns an error if the result is an error, or the sink rejects it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn give(&self, result: R, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        (self.give)(result, sink)
    }
}

/// Returns a closure, whose parameter rustc then knows to be a reference to the field.
#[cfg_attr(not(debug_assertions), inline(always))]
pub const fn function_of<'v, S: ?Sized + 'v, F: Fn(&'v S) -> R, R>(function: F) -> F {
    function
}

/// The mode of reading a struct: as the result of a function of the field number `FIELD`.
enum With<const FIELD: usize> {}

/// Returns the value of the result of a function of the field number `FIELD`.
#[inline]
pub fn value_with<S: WithField<FIELD>, const FIELD: usize>(data: &S) -> Value<'_> {
    let mut made = Made::Nothing;
    let given = data.give(&mut made);
    let shown = || Wrapped::<S, With<FIELD>>::new(data);
    match (given, made) {
        (Ok(()), Made::Value(value)) => value,
        (Ok(()), Made::SafeText(kind)) => Value::safe_display(kind, shown()),
        (Ok(()), Made::Items { .. }) => Value::List(List::new(shown())),
        (Ok(()), Made::Nothing | Made::Item(_)) => Value::Null,
        // If the function fails, printing the value calls it again, and reports the error.
        (Ok(()), Made::Text) | (Err(_), _) => Value::Display(shown()),
    }
}

/// The kind of the result that a function has returned for a field.
enum Made<'v> {
    Nothing,
    /// A value that borrows nothing but the data.
    Value(Value<'v>),
    /// A string, which is not stored.
    Text,
    /// A trusted string, which is not stored.
    SafeText(SafeKind),
    /// Nothing yet; of a slice, the item with this index is wanted.
    Item(usize),
    /// A slice, with the item that was wanted, or the first.
    Items {
        count: usize,
        item: Option<Value<'v>>,
        slice: AnySlice<'v>,
    },
}

impl SinkSealed for Made<'_> {}

impl<'v> Keep<'v> for Made<'_> {
    /// Fails: the function takes the field, and no arguments.
    fn keep(&mut self, _: &mut dyn Kept<'v>) -> Result<(), ErrorKind> {
        Err(ErrorKind::Program)
    }
}

impl<'v> Sink<'v> for Made<'v> {
    fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind> {
        *self = Self::Value(result);
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), ErrorKind> {
        *self = Self::Text;
        Ok(())
    }

    fn display(&mut self, _: &dyn Display) -> Result<(), ErrorKind> {
        *self = Self::Text;
        Ok(())
    }

    fn safe(&mut self, kind: SafeKind, _: &dyn Display) -> Result<(), ErrorKind> {
        *self = Self::SafeText(kind);
        Ok(())
    }

    fn int128(&mut self, result: i128) -> Result<(), ErrorKind> {
        *self = match i64::try_from(result) {
            Ok(result) => Self::Value(Value::Int(result)),
            Err(_) => Self::Text,
        };
        Ok(())
    }

    fn uint128(&mut self, result: u128) -> Result<(), ErrorKind> {
        *self = match u64::try_from(result) {
            Ok(result) => Self::Value(result.into()),
            Err(_) => Self::Text,
        };
        Ok(())
    }

    fn template(&mut self, result: Value<'_>, safe: bool) -> Result<(), ErrorKind> {
        let is_html =
            |template: NestedTemplate<'_>| template.program().tables.escape == Escape::Html;
        *self = if safe || result.template().is_some_and(is_html) {
            Self::SafeText(SafeKind::Html)
        } else {
            Self::Text
        };
        Ok(())
    }

    fn data(&mut self, result: &mut dyn OwnedResult<'v>) -> Result<(), ErrorKind> {
        *self = match result.items() {
            Some(items) => Self::Items {
                count: items.count(),
                item: items.item(if let Self::Item(index) = *self { index } else { 0 }),
                slice: items.slice(),
            },
            None => displayed(result).map(|_| Self::Text)?,
        };
        Ok(())
    }

    fn list(&mut self, _: View<'v>) -> Result<(), ErrorKind> {
        Err(ErrorKind::NotPrintable { got: "a list" })
    }
}

/// Returns a result that is printed with its `Display` implementation. [`MadeBy::shape`] rejects functions with other results that
/// are stored.
fn displayed<'r>(result: &'r dyn OwnedResult<'_>) -> Result<Value<'r>, ErrorKind> {
    result.value().filter(|value| value.is_display()).ok_or(ErrorKind::Program)
}

/// The items of the slice that the function returns. It is called for each of them, and may return another slice each time.
impl<S: WithField<FIELD>, const FIELD: usize> ListData for Wrapped<S, With<FIELD>> {
    fn count(&self) -> usize {
        match made(&self.value, 0) {
            Made::Items { count, .. } => count,
            _ => 0,
        }
    }

    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
        let Made::Items { item: Some(made), .. } = made(&self.value, index) else { return false };
        *item = made;
        true
    }

    fn slice(&self) -> Option<AnySlice<'_>> {
        match made(&self.value, 0) {
            Made::Items { slice, .. } => Some(slice),
            _ => None,
        }
    }
}

/// Calls the function of a field, for one item of the slice that it returns.
fn made<S: WithField<FIELD>, const FIELD: usize>(data: &S, index: usize) -> Made<'_> {
    let mut made = Made::Item(index);
    match data.give(&mut made) {
        Ok(()) => made,
        Err(_) => Made::Nothing,
    }
}

/// Prints the result of the function of the field.
impl<S: WithField<FIELD>, const FIELD: usize> Display for Wrapped<S, With<FIELD>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.give(&mut Shown(f)).map_err(|_| fmt::Error)
    }
}

/// A sink that prints without escaping.
struct Shown<'f, 'o>(&'f mut fmt::Formatter<'o>);

impl SinkSealed for Shown<'_, '_> {}

impl<'v> Keep<'v> for Shown<'_, '_> {
    /// Fails, as that of [`Made`].
    fn keep(&mut self, _: &mut dyn Kept<'v>) -> Result<(), ErrorKind> {
        Err(ErrorKind::Program)
    }
}

impl<'v> Sink<'v> for Shown<'_, '_> {
    fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind> {
        self.display(&UnescapedText::new(&[result]))
    }

    fn text(&mut self, result: &str) -> Result<(), ErrorKind> {
        self.0.write_str(result).map_err(|_| ErrorKind::Write)
    }

    fn display(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        write!(self.0, "{result}").map_err(|_| ErrorKind::Write)
    }

    fn safe(&mut self, _: SafeKind, result: &dyn Display) -> Result<(), ErrorKind> {
        self.display(result)
    }

    fn int128(&mut self, result: i128) -> Result<(), ErrorKind> {
        self.display(&result)
    }

    fn uint128(&mut self, result: u128) -> Result<(), ErrorKind> {
        self.display(&result)
    }

    fn template(&mut self, result: Value<'_>, _: bool) -> Result<(), ErrorKind> {
        self.display(&UnescapedText::new(&[result]))
    }

    fn data(&mut self, result: &mut dyn OwnedResult<'v>) -> Result<(), ErrorKind> {
        self.display(&UnescapedText::new(&[displayed(result)?]))
    }

    fn list(&mut self, _: View<'v>) -> Result<(), ErrorKind> {
        Err(ErrorKind::NotPrintable { got: "a list" })
    }
}
