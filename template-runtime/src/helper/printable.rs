use crate::{print::Printed, value::Value};
use core::fmt;

/// A value that can be printed: what a parameter of type `impl Display` is given.
///
/// It displays what the template prints for the value, unescaped: null as nothing, a float as
/// JavaScript does.
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
#[derive(Clone, Copy, Debug)]
pub struct Printable<'v>(Value<'v>);

impl<'v> Printable<'v> {
    /// Takes a value, unless it is a list, a map or the like, which cannot be printed.
    #[must_use]
    pub fn new(value: Value<'v>) -> Option<Self> {
        value.is_printable().then_some(Self(value))
    }

    /// Gives the value.
    #[must_use]
    pub fn value(self) -> Value<'v> {
        self.0
    }
}

/// Makes the default of a parameter of type `impl Display`.
#[must_use]
pub fn printable<'v>(value: impl Into<Value<'v>>) -> Printable<'v> {
    Printable(value.into())
}

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Text(text) | Value::Safe(text) => f.pad(text),
            value => Printed(&[value]).fmt(f),
        }
    }
}

#[cfg(feature = "alloc")]
impl From<Printable<'_>> for alloc::string::String {
    fn from(value: Printable<'_>) -> Self {
        alloc::string::ToString::to_string(&value)
    }
}
