use crate::{helper::StaticHelper, helpers as standard};
use alloc::collections::BTreeMap;
use core::fmt;

/// The helpers that templates compiled at run time can call, by their names.
///
/// [`helpers!`](macro@crate::helpers) makes a table of functions; [`Helpers::standard`] is the table of
/// those in the module [`helpers`](mod@crate::helpers).
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
    /// Makes an empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the functions of the module [`helpers`](mod@crate::helpers), each under its own name.
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

    /// Adds the helpers of another table. Of two with the same name the one in `others` stays.
    #[must_use]
    pub fn with(mut self, others: Self) -> Self {
        self.by_name.extend(others.by_name);
        self
    }

    /// Gives the helper called `of`, if there is one, another name too.
    ///
    /// ```
    /// use template_runtime::{Compiler, Helpers};
    ///
    /// let helpers = Helpers::standard().alias("to-upper", "uppercase");
    /// let page = Compiler::new().helpers(helpers).compile("{{to-upper this}}")?;
    /// assert_eq!(page.render("a")?, "A");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn alias(mut self, name: &'static str, of: &str) -> Self {
        if let Some((_, helper)) = self.get(of) {
            self.by_name.insert(name, helper);
        }
        self
    }

    /// Gives the names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().copied()
    }

    /// What `helpers!` makes.
    #[doc(hidden)]
    pub fn of(entries: impl IntoIterator<Item = (&'static str, StaticHelper)>) -> Self {
        Self { by_name: entries.into_iter().collect() }
    }

    /// Gives a helper, with its name.
    pub(super) fn get(&self, name: &str) -> Option<(&'static str, StaticHelper)> {
        self.by_name.get_key_value(name).map(|(name, helper)| (*name, *helper))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, StaticHelper)> {
        self.by_name.iter().map(|(name, helper)| (*name, *helper))
    }
}

impl fmt::Debug for Helpers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}
