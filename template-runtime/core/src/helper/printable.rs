//! Printable values: the arguments for parameters of type `impl Display`.

use super::{
    from_value::{ByConversion, Conversion, FromValue, Taken},
    kept::{Keep, keep},
};
use crate::{
    data::{Data, Kind, Param, Shape, ShapeRef, Value, const_str_eq, safe_text},
    error::ErrorKind,
    output::UnescapedText,
};
use core::fmt;

/// A printable value: the argument for a parameter of type `impl Display`.
///
/// Its `Display` output is the text that the template prints for the value, without escaping: null prints nothing, and a float is
/// formatted as in JavaScript. Its `Debug` output is the `Debug` output of the value: text is quoted, and null is `null`.
///
/// # Examples
///
/// ```
/// use core::fmt::Display;
/// use template_runtime::{Template, template};
///
/// fn twice(value: impl Display) -> String {
///     format!("{value}{value}")
/// }
///
/// assert_eq!(template!("{{twice 'ab'}} {{twice 1.50}}").render()?, "abab 1.51.5");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// It is also the type of a [field](language/index.html#components) of a component that accepts all printable values. The
/// default of such a field is a text or number literal:
///
/// ```
/// use template_runtime::{Printable, Template, template};
///
/// template! {
///     struct Cell<'a> {
///         value: Printable<'a>,
///         #[default("kg")]
///         unit: Printable<'a>,
///     }
///     "{{value}} {{unit}};"
/// }
///
/// assert_eq!(template!("{{> Cell value=1.5}}{{> Cell value='x' unit=2}}").render()?, "1.5 kg;x 2;");
/// assert_eq!(Cell { value: 3.into(), unit: "m".into() }.render()?, "3 m;");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Printable<'v>(Value<'v>);

impl<'v> Printable<'v> {
    /// Wraps a value. Returns `None` for values that cannot be printed: lists, maps, helpers, and objects
    /// other than templates and enum variants without fields.
    #[must_use]
    pub fn new(value: Value<'v>) -> Option<Self> {
        value.is_printable().then_some(Self(value))
    }

    /// Returns the value.
    #[must_use]
    pub fn value(self) -> Value<'v> {
        self.0
    }
}

/// Implements `From` for scalars and text.
macro_rules! printable_from {
    ($($ty:ty)*) => { $(
        impl<'v> From<$ty> for Printable<'v> {
            fn from(value: $ty) -> Self {
                Self(value.into())
            }
        }
    )* };
}

printable_from! { bool char i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64 &'v str }

/// The empty text.
impl Default for Printable<'_> {
    fn default() -> Self {
        Self(Value::Text(""))
    }
}

impl Data for Printable<'_> {
    const SHAPE: ShapeRef = ShapeRef::new(&PRINTABLE);

    #[inline]
    fn value(&self) -> Value<'_> {
        self.0
    }
}

/// The shape of [`Printable`]: any kind, as for [`Value`], but with a name that identifies a slice of it.
static PRINTABLE: Shape = Shape { name: PRINTABLE_NAME, kind: Kind::Any };

const PRINTABLE_NAME: &str = "Printable";

/// Returns `true` if the shape describes [`Printable`].
pub(super) const fn is_printable(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Any) && const_str_eq(shape.name, PRINTABLE_NAME)
}

/// Printable values by reference, which are created for the call.
impl<'v> Taken<'v> for &'v (dyn fmt::Display + 'v) {
    type By = ByConversion;
}

impl<'v> Conversion<'v, ByConversion> for &'v (dyn fmt::Display + 'v) {
    const PARAM: Param = <Printable<'v> as FromValue<'v>>::PARAM;

    const IS_CREATED: bool = true;

    fn from_value(_: Value<'v>) -> Option<Self> {
        None
    }

    fn from_argument(
        value: Value<'v>,
        memory: &mut dyn Keep<'v>,
    ) -> Result<Option<Self>, ErrorKind> {
        match Printable::new(value) {
            Some(printable) => Ok(Some(keep(printable, memory)?)),
            None => Ok(None),
        }
    }
}

/// Converts the default of a parameter of type `impl Display`.
#[must_use]
pub fn printable<'v>(value: impl Into<Value<'v>>) -> Printable<'v> {
    Printable(value.into())
}

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Text(text) | safe_text!(text) => f.pad(text),
            value => UnescapedText::new(&[value]).fmt(f),
        }
    }
}

impl fmt::Debug for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Text(text) | safe_text!(text) => fmt::Debug::fmt(text, f),
            value => fmt::Debug::fmt(&value, f),
        }
    }
}

/// A type that `AsRef` of a [`Printable`] could return: there is none, because a number has no text to borrow.
///
/// A parameter of type `impl AsRef<str>` has the type `Printable`, because rustc infers it before it considers the bound. It then
/// reports that `str` does not implement this trait.
#[diagnostic::on_unimplemented(
    message = "a template does not determine the type of a parameter with `AsRef<{Self}>`",
    label = "this helper takes any type with `AsRef<{Self}>`",
    note = "write `&{Self}` as the type of the parameter; with `#[helper]`, `impl AsRef<str>` takes text"
)]
pub trait BorrowedFromPrintable {
    /// Borrows the value from a printable one.
    fn borrowed<'p>(value: &'p Printable<'_>) -> &'p Self;
}

/// It exists for the message of the trait.
impl<T: BorrowedFromPrintable + ?Sized> AsRef<T> for Printable<'_> {
    fn as_ref(&self) -> &T {
        T::borrowed(self)
    }
}

#[cfg(feature = "alloc")]
impl<'v> From<Printable<'v>> for alloc::borrow::Cow<'v, str> {
    fn from(value: Printable<'v>) -> Self {
        match value.0 {
            Value::Text(text) | safe_text!(text) => Self::Borrowed(text),
            _ => Self::Owned(value.into()),
        }
    }
}

#[cfg(feature = "alloc")]
impl From<Printable<'_>> for alloc::string::String {
    fn from(value: Printable<'_>) -> Self {
        alloc::string::ToString::to_string(&value)
    }
}
