//! The table of helpers for templates compiled at run time.

use crate::{helper::StaticHelper, helpers as standard};
use alloc::{borrow::ToOwned as _, collections::BTreeMap, string::String};
use core::fmt;

/// The helpers that templates compiled at run time can call, by their names.
///
/// [`helpers!`](macro@crate::helpers) returns a table of functions; [`Helpers::standard`] has those of the
/// module [`helpers`](mod@crate::helpers). Tables are joined by [`Helpers::with`], by [`Extend`], or by
/// [`collect`](Iterator::collect). If several have a helper with the same name, the last one replaces the
/// others.
///
/// # Examples
///
/// ```
/// use template_runtime::{Compiler, Helpers, Tree, helpers};
///
/// fn shout(text: &str) -> String {
///     text.to_uppercase()
/// }
///
/// let helpers = Helpers::standard().with(helpers![shout, size = str::len]);
/// let page = Compiler::new().helpers(helpers).compile("{{shout this}} {{size this}} {{reverse this}}")?;
/// assert_eq!(page.render("abc")?, "ABC 3 cba");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Helpers {
    by_name: BTreeMap<&'static str, StaticHelper>,
}

impl Helpers {
    /// Returns an empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the functions of the module [`helpers`](mod@crate::helpers), each under its own name.
    #[must_use]
    pub fn standard() -> Self {
        use standard::*;
        crate::helpers![
            capitalize,
            date,
            day,
            default,
            first,
            hour,
            indent,
            join,
            json,
            last,
            len,
            lowercase,
            minute,
            month,
            number,
            pluralize,
            replace,
            reverse,
            second,
            slice,
            time,
            trim,
            truncate,
            uppercase,
            url_encode,
            weekday,
            weekday_number,
            year,
        ]
    }

    /// Adds the helpers of another table. They replace those with the same names.
    #[must_use]
    pub fn with(mut self, others: Self) -> Self {
        self.by_name.extend(others.by_name);
        self
    }

    /// Adds a second name, `name`, for the helper called `of`. A helper that is called `name` already is
    /// replaced.
    ///
    /// # Errors
    ///
    /// [`UnknownHelper`] when the table has no helper called `of`.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Compiler, Helpers};
    ///
    /// let helpers = Helpers::standard().alias("to-upper", "uppercase")?;
    /// let page = Compiler::new().helpers(helpers).compile("{{to-upper this}}")?;
    /// assert_eq!(page.render("a")?, "A");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn alias(mut self, name: &'static str, of: &str) -> Result<Self, UnknownHelper> {
        let (_, helper) = self.get(of).ok_or_else(|| UnknownHelper { name: of.to_owned() })?;
        self.by_name.insert(name, helper);
        Ok(self)
    }

    /// Returns the names in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().copied()
    }

    /// Returns a table of these helpers: the expansion of `helpers!`.
    #[doc(hidden)]
    pub fn of(entries: impl IntoIterator<Item = (&'static str, StaticHelper)>) -> Self {
        Self { by_name: entries.into_iter().collect() }
    }

    /// Returns the helper called `name`, with its name, and `None` if there is none.
    pub(super) fn get(&self, name: &str) -> Option<(&'static str, StaticHelper)> {
        self.by_name.get_key_value(name).map(|(name, helper)| (*name, *helper))
    }

    /// Returns the helpers with their names, in alphabetical order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, StaticHelper)> {
        self.by_name.iter().map(|(name, helper)| (*name, *helper))
    }
}

impl Extend<Self> for Helpers {
    fn extend<I: IntoIterator<Item = Self>>(&mut self, tables: I) {
        for table in tables {
            self.by_name.extend(table.by_name);
        }
    }
}

impl FromIterator<Self> for Helpers {
    fn from_iter<I: IntoIterator<Item = Self>>(tables: I) -> Self {
        let mut joined = Self::new();
        joined.extend(tables);
        joined
    }
}

/// The error of [`Helpers::alias`] for a helper that is not in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownHelper {
    name: String,
}

impl UnknownHelper {
    /// Returns the name that no helper has.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for UnknownHelper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no helper called `{}`", self.name)
    }
}

impl core::error::Error for UnknownHelper {}

impl fmt::Debug for Helpers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}
