//! Helpers as values: a template can read them from a field or bind them to a block param, and call them.

use super::{helper_spec::HelperSpec, sink::Sink, value::Value};
use crate::error::ErrorKind;
use core::fmt;

/// The arguments of a call, in the order in which they are on the value stack: the positional arguments,
/// followed by the named arguments in the order of the template.
#[derive(Clone, Copy, Debug)]
pub struct Args<'s, 'v> {
    /// All arguments.
    pub(crate) values: &'s [Value<'v>],
    /// The names of the named arguments, if there are any.
    names: Option<ArgNames<'s>>,
    /// The arguments before the strings of displayed values replaced them, if one was replaced.
    originals: Option<&'s [Value<'v>]>,
}

/// The names of the named arguments of a call.
#[derive(Clone, Copy, Debug)]
struct ArgNames<'s> {
    names: &'s [&'s str],
    /// For each the index of its parameter; empty if that is not known.
    params: &'s [u8],
}

impl<'s, 'v> Args<'s, 'v> {
    /// Creates positional arguments, without named arguments.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn new(positional: &'s [Value<'v>]) -> Self {
        Self { values: positional, names: None, originals: None }
    }

    /// Creates arguments of which the last `names.len()` are named. `params` has the index of the
    /// parameter for each of these, or is empty if that is not known.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn with_names(
        values: &'s [Value<'v>],
        names: &'s [&'s str],
        params: &'s [u8],
    ) -> Self {
        let names = (!names.is_empty()).then_some(ArgNames { names, params });
        Self { values, names, originals: None }
    }

    /// Returns the arguments with `values`: the same ones, except that strings have replaced displayed values.
    #[inline]
    pub(crate) fn with_texts<'a>(&self, values: &'a [Value<'v>]) -> Args<'a, 'v>
    where
        's: 'a,
    {
        Args { values, originals: Some(self.values), ..*self }
    }

    /// Returns `true` if strings have replaced displayed values.
    pub(crate) fn has_originals(&self) -> bool {
        self.originals.is_some()
    }

    /// Returns the arguments with `originals`: the values before strings replaced displayed ones, or nothing if none was
    /// replaced.
    #[inline]
    pub(crate) fn with_originals(self, originals: &'s [Value<'v>]) -> Self {
        Self { originals: (!originals.is_empty()).then_some(originals), ..self }
    }

    /// Returns the values before strings replaced displayed ones.
    pub(crate) fn originals_or_values(&self) -> &'s [Value<'v>] {
        self.originals.unwrap_or(self.values)
    }

    /// Returns the names of the named arguments.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn names(&self) -> &'s [&'s str] {
        match self.names {
            Some(ArgNames { names, .. }) => names,
            None => &[],
        }
    }

    /// Returns the index of its parameter for each named argument, or nothing if that is not known.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn params(&self) -> &'s [u8] {
        match self.names {
            Some(ArgNames { params, .. }) => params,
            None => &[],
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn get(&self, index: usize) -> Option<Argument<'v>> {
        let value = *self.values.get(index)?;
        let original = self.originals.and_then(|originals| originals.get(index).copied());
        Some(Argument { value, original })
    }

    /// Returns the number of positional arguments.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn positional_count(&self) -> usize {
        match self.names {
            Some(ArgNames { names, .. }) => self.values.len().saturating_sub(names.len()),
            None => self.values.len(),
        }
    }

    /// Returns the positional arguments.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn positional(&self) -> &'s [Value<'v>] {
        self.values.get(..self.positional_count()).unwrap_or_default()
    }

    /// Returns an iterator over the named arguments, as pairs of name and value, in the order of
    /// the template.
    pub fn named(&self) -> impl Iterator<Item = (&'s str, Value<'v>)> {
        let values = self.values.get(self.positional_count()..).unwrap_or_default();
        self.names().iter().copied().zip(values.iter().copied())
    }

    /// Returns the positional argument at `index`, and `None` if it was not passed.
    #[must_use]
    #[inline]
    pub(crate) fn at(&self, index: usize) -> Option<Argument<'v>> {
        // Without names, which is most frequent, there is one check.
        match self.names {
            None => self.get(index),
            Some(_) if index < self.positional_count() => self.get(index),
            Some(_) => None,
        }
    }

    /// Returns the argument for the named parameter `name`, whose index is `index`, and `None` if it
    /// was not passed.
    #[must_use]
    #[inline]
    pub(crate) fn for_param(&self, index: usize, name: &str) -> Option<Argument<'v>> {
        let ArgNames { names, params } = self.names?;
        let at = if params.is_empty() {
            names.iter().position(|passed| *passed == name)
        } else if params.get(index).is_some_and(|param| usize::from(*param) == index) {
            // In the order of the parameters.
            Some(index)
        } else {
            params.iter().position(|param| usize::from(*param) == index)
        };
        self.get(self.positional_count() + at?)
    }
}

/// An argument of a call.
#[derive(Clone, Copy)]
pub(crate) struct Argument<'v> {
    pub(crate) value: Value<'v>,
    /// The value before strings replaced displayed values; `None` if none was replaced in the call.
    original: Option<Value<'v>>,
}

impl<'v> Argument<'v> {
    /// Converts the value; if that fails and the parameter `is_reference`, converts the value before a string replaced it.
    ///
    /// # Errors
    ///
    /// Returns the errors of `convert`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn convert<T>(
        self,
        is_reference: bool,
        mut convert: impl FnMut(Value<'v>) -> Result<Option<T>, ErrorKind>,
    ) -> Result<Option<T>, ErrorKind> {
        let converted = convert(self.value)?;
        match self.original {
            Some(original) if is_reference && converted.is_none() => convert(original),
            _ => Ok(converted),
        }
    }
}

impl<'v> From<Value<'v>> for Argument<'v> {
    #[inline]
    fn from(value: Value<'v>) -> Self {
        Self { value, original: None }
    }
}

/// A helper that can be called with values. The macros implement it for functions and closures.
pub trait Callable {
    /// Returns the name for messages. It is empty for a closure.
    fn name(&self) -> &str;

    /// Returns the specification of its parameters and its result.
    fn spec(&self) -> &'static HelperSpec;

    /// Calls the helper, and passes its result to `sink`.
    ///
    /// # Errors
    ///
    /// Returns the error of the helper itself, an error about an argument that it does not accept,
    /// or the error of `sink`.
    fn call<'v>(&'v self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind>;

    /// Returns the helper with its bound arguments if the helper is partially applied.
    #[doc(hidden)]
    fn partial_application(&self) -> Option<&PartialApplication<'_>> {
        None
    }
}

/// A helper that is a value. [`dyn_helper!`](macro.dyn_helper.html) creates one from a function, and
/// [`callable!`](macro.callable.html) from a closure.
///
/// A helper in a field of a template is called with `{{this.field a}}` or `{{(this.field a)}}`. The
/// number of arguments is checked when the helper is called.
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
    /// Creates a helper value.
    #[must_use]
    #[inline]
    pub const fn new(helper: &'v dyn Callable) -> Self {
        Self(helper)
    }

    /// Returns the name. It is empty for a closure.
    #[must_use]
    pub fn name(self) -> &'v str {
        self.0.name()
    }

    /// Returns the specification of its parameters and its result.
    #[must_use]
    pub fn spec(self) -> &'static HelperSpec {
        self.0.spec()
    }

    /// Returns the helper with its bound arguments if the helper is partially applied.
    pub(crate) fn partial_application(self) -> Option<&'v PartialApplication<'v>> {
        self.0.partial_application()
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

/// A partially applied helper: a helper, and arguments that precede the arguments of each call.
#[derive(Clone, Copy)]
pub struct PartialApplication<'v> {
    /// The helper, which is not partially applied itself.
    pub(crate) helper: DynHelper<'v>,
    /// The bound arguments. The names of the named ones have no duplicates.
    pub(crate) args: Args<'v, 'v>,
}
