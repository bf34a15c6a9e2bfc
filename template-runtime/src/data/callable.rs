//! Helpers as values: what a template can hold in a field or a block param, and call.

use super::{signature::HelperSpec, sink::Sink, value::Value};
use crate::error::ErrorKind;
use core::fmt;

/// The arguments of a call, as they stand on the value stack: the positional ones, and then the
/// named ones in the order of the template.
#[derive(Clone, Copy, Debug)]
pub struct Args<'s, 'v> {
    pub(crate) values: &'s [Value<'v>],
    positional: usize,
    pub(crate) names: &'s [&'s str],
    pub(crate) slots: &'s [u8],
}

impl<'s, 'v> Args<'s, 'v> {
    /// Positional arguments alone.
    #[must_use]
    #[inline(always)]
    pub fn new(positional: &'s [Value<'v>]) -> Self {
        Self { values: positional, positional: positional.len(), names: &[], slots: &[] }
    }

    /// The last `names.len()` of `values` are named. `slots` has for each the index of its
    /// parameter, or is empty where that is not known.
    #[must_use]
    #[inline(always)]
    pub(crate) fn with_names(
        values: &'s [Value<'v>],
        names: &'s [&'s str],
        slots: &'s [u8],
    ) -> Self {
        Self { values, positional: values.len().saturating_sub(names.len()), names, slots }
    }

    /// Gives the positional arguments.
    #[must_use]
    #[inline(always)]
    pub fn positional(&self) -> &'s [Value<'v>] {
        self.values.get(..self.positional).unwrap_or_default()
    }

    /// Gives the named arguments in the order of the template.
    pub fn named(&self) -> impl Iterator<Item = (&'s str, Value<'v>)> {
        let values = self.values.get(self.positional..).unwrap_or_default();
        self.names.iter().copied().zip(values.iter().copied())
    }

    /// Gives the argument for the named parameter with this index and name.
    #[must_use]
    #[inline]
    pub(crate) fn for_param(&self, index: usize, name: &str) -> Option<&'s Value<'v>> {
        let at = if self.slots.is_empty() {
            self.names.iter().position(|given| *given == name)
        } else {
            self.slots.iter().position(|slot| usize::from(*slot) == index)
        };
        self.values.get(self.positional + at?)
    }
}

/// Something that can be called with values. The macros make these of functions and closures.
pub trait Callable {
    /// Gives its name, for messages; nothing where it has none.
    fn name(&self) -> &'static str;

    /// Tells what it takes and gives.
    fn spec(&self) -> &'static HelperSpec;

    /// Calls it.
    ///
    /// # Errors
    ///
    /// Its own error, an argument that it does not take, or a result that does not fit.
    fn call<'v>(&'v self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind>;

    /// Gives the arguments that it was made with, if it was.
    #[doc(hidden)]
    fn curried(&self) -> Option<&Curried<'_>> {
        None
    }
}

/// A helper that is a value: made of any function by [`dyn_helper!`](crate::dyn_helper), or of a
/// closure by [`callable!`](crate::callable).
///
/// As a field of a template it is called with `{{this.field a}}` or `{{(this.field a)}}`. How many
/// arguments it takes is checked when it is called.
///
/// # Examples
///
/// ```
/// use template_runtime::{DynHelper, Template, dyn_helper, template};
///
/// fn shout(text: &str) -> String {
///     text.to_uppercase()
/// }
///
/// template! {
///     struct Greeting<'a> {
///         name: &'a str,
///         style: DynHelper<'a>,
///     }
///
///     "Hello {{this.style name}}!"
/// }
///
/// let greeting = Greeting { name: "you", style: dyn_helper!(shout) };
/// assert_eq!(greeting.render()?, "Hello YOU!");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct DynHelper<'v>(pub(crate) &'v dyn Callable);

impl<'v> DynHelper<'v> {
    /// Shows something that can be called as a value.
    #[must_use]
    #[inline]
    pub const fn new(helper: &'v dyn Callable) -> Self {
        Self(helper)
    }

    /// Gives its name; nothing where it is a closure.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Tells what it takes and gives.
    #[must_use]
    pub fn spec(self) -> &'static HelperSpec {
        self.0.spec()
    }

    /// Gives the arguments that it was made with, if it was.
    pub(crate) fn curried(self) -> Option<&'v Curried<'v>> {
        self.0.curried()
    }
}

impl<'v, C: Callable> From<&'v C> for DynHelper<'v> {
    fn from(helper: &'v C) -> Self {
        Self(helper)
    }
}

impl fmt::Debug for DynHelper<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            "" => f.write_str("helper"),
            name => write!(f, "helper {name}"),
        }
    }
}

/// A helper with arguments that it will be called with, in front of others.
#[derive(Clone, Copy)]
pub struct Curried<'v> {
    /// The helper, which is not curried itself.
    pub(crate) helper: DynHelper<'v>,
    /// Its arguments: the positional ones, and then the named ones.
    pub(crate) values: &'v [Value<'v>],
    /// The names of the last of them; each once.
    pub(crate) names: &'v [&'v str],
}
