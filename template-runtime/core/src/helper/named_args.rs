//! The remaining named arguments of a call.

use crate::data::{Args, Value};
use core::fmt;

/// The named arguments of a call for which the helper has no other parameter: the type of the parameter with
/// `#[named(rest)]`.
///
/// # Examples
///
/// ```
/// use template_runtime::{NamedArgs, SafeHtml, Template, helper, template};
///
/// /// Returns the query of a URL.
/// #[helper]
/// fn query(#[named] base: &str, #[named(rest)] pairs: NamedArgs<'_, '_>) -> String {
///     let pairs: Vec<String> =
///         pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
///     format!("{base}?{}", pairs.join("&"))
/// }
///
/// let page = 2;
/// let link = template!(text, "{{query base='/list' page=page size=10}}");
/// assert_eq!(link.render()?, "/list?page=2&size=10");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[derive(Clone, Copy)]
#[doc(alias("hash", "options", "kwargs"))]
pub struct NamedArgs<'s, 'v> {
    names: &'s [&'s str],
    values: &'s [Value<'v>],
    /// The names that parameters take.
    taken: &'static [&'static str],
}

impl<'s, 'v> NamedArgs<'s, 'v> {
    /// Returns an iterator over the arguments, as pairs of name and value, in the order of the call.
    pub fn iter(&self) -> impl Iterator<Item = (&'s str, Value<'v>)> + use<'s, 'v> {
        let taken = self.taken;
        let given = self.names.iter().copied().zip(self.values.iter().copied());
        given.filter(move |(name, _)| !taken.contains(name))
    }

    /// Returns the argument called `name`, or `None` if there is none, or if the helper has a parameter for it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Value<'v>> {
        self.iter().find(|(given, _)| *given == name).map(|(_, value)| value)
    }
}

impl fmt::Debug for NamedArgs<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// Returns the named arguments that are not called by one of the names in `taken`.
#[must_use]
pub fn named_rest<'s, 'v>(
    args: &Args<'s, 'v>,
    taken: &'static [&'static str],
) -> NamedArgs<'s, 'v> {
    let values = args.values.get(args.positional().len()..).unwrap_or_default();
    NamedArgs { names: args.names(), values, taken }
}
