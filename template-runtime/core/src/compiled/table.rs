//! The table of helpers for templates compiled at run time.

use crate::{
    data::{Callable, HelperSpec},
    helper::{HelperFn, NamedCallable, NamedFunction, StaticHelper, TableFunction},
    helpers as standard,
};
use alloc::{
    borrow::{Cow, ToOwned as _},
    collections::BTreeMap,
    string::String,
    sync::Arc,
};
use core::fmt;

/// A table of the helpers that templates compiled at run time can call.
///
/// [`helpers!`](macro.helpers.html) returns a table of functions; [`Helpers::standard`] has the functions of the
/// module [`helpers`](mod@crate::helpers). Merge tables with [`Helpers::with`], [`Extend`], or
/// [`collect`](Iterator::collect). If several tables have a helper with the same name, the last one replaces the
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
    by_name: BTreeMap<Cow<'static, str>, TableHelper>,
}

/// A helper of a table.
#[derive(Clone)]
pub(crate) enum TableHelper {
    /// A function without state, which the VM calls directly.
    Function(StaticHelper),
    /// A value, which has state.
    Value(Arc<dyn Callable + Send + Sync>),
}

impl TableHelper {
    /// Returns the specification.
    pub(super) fn spec(&self) -> &'static HelperSpec {
        match self {
            Self::Function(function) => function.spec,
            Self::Value(value) => value.spec(),
        }
    }

    /// Returns the helper as a value.
    pub(super) fn callable(&self) -> &(dyn Callable + Sync) {
        match self {
            Self::Function(function) => function,
            Self::Value(value) => &**value,
        }
    }

    /// Returns the function that the VM calls. For a value there is none, since programs call it as a value.
    pub(super) fn function(&self) -> HelperFn {
        match self {
            Self::Function(function) => function.call,
            Self::Value(_) => |_, _| Err(crate::error::ErrorKind::Program),
        }
    }
}

impl fmt::Debug for TableHelper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("helper")
    }
}

impl Helpers {
    /// Creates an empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the functions of the module [`helpers`](mod@crate::helpers), each under its own name.
    #[must_use]
    pub fn standard() -> Self {
        use standard::*;
        template_macro::helpers![
            add,
            capitalize,
            date,
            day,
            default,
            div,
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
            mul,
            number,
            pluralize,
            rem,
            replace,
            reverse,
            second,
            slice,
            sub,
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

    /// Adds the helpers of another table. They replace existing helpers with the same names.
    #[must_use]
    pub fn with(mut self, others: Self) -> Self {
        self.by_name.extend(others.by_name);
        self
    }

    /// Adds a function or a closure, which may have state, under a name that need not be known at compile time. A helper
    /// with the same name is replaced.
    ///
    /// Its parameters have the types that helpers can have, except for `impl Display`, types with lifetime parameters, and
    /// your own types by value; [`Printable`](crate::Printable) replaces `impl Display`. The result has a type with
    /// [`IntoValue`](crate::IntoValue) that does not borrow from the arguments. To add a closure with any other types, use
    /// [`Helpers::with_callable`].
    ///
    /// # Examples
    ///
    /// ```
    /// use std::{collections::HashMap, sync::Arc};
    /// use template_runtime::{Compiler, Helpers};
    ///
    /// let words = Arc::new(HashMap::from([("hello", "Hallo")]));
    /// let name = String::from("tr");
    /// let helpers = Helpers::standard()
    ///     .with_fn(name, move |key: &str| words.get(key).copied().unwrap_or("?"));
    /// let page = Compiler::new().helpers(helpers).compile("{{tr 'hello'}} {{uppercase (tr 'hello')}}")?;
    /// assert_eq!(page.render(&())?, "Hallo HALLO");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_fn<P: 'static>(
        mut self,
        name: impl Into<String>,
        function: impl TableFunction<P>,
    ) -> Self {
        let name = name.into();
        let value = NamedFunction::new(name.clone(), function);
        self.by_name.insert(Cow::Owned(name), TableHelper::Value(Arc::new(value)));
        self
    }

    /// Adds a callable value, such as the result of [`callable!`](macro.callable.html), under a name that need
    /// not be known at compile time. A helper with the same name is replaced.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Compiler, Helpers, callable};
    ///
    /// let unit = String::from("kg");
    /// let weight = callable!(move |n: f64| format_args!("{n} {unit}").to_string());
    /// let helpers = Helpers::new().with_callable("weight", weight);
    /// let page = Compiler::new().helpers(helpers).compile("{{weight 1.5}}")?;
    /// assert_eq!(page.render(&())?, "1.5 kg");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_callable(
        mut self,
        name: impl Into<String>,
        callable: impl Callable + Send + Sync + 'static,
    ) -> Self {
        let name = name.into();
        let value = NamedCallable::new(name.clone(), callable);
        self.by_name.insert(Cow::Owned(name), TableHelper::Value(Arc::new(value)));
        self
    }

    /// Adds a second name, `name`, for the helper called `of`. An existing helper called `name` is
    /// replaced.
    ///
    /// # Errors
    ///
    /// Returns [`UnknownHelper`] if the table has no helper called `of`.
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
    pub fn alias(mut self, name: impl Into<String>, of: &str) -> Result<Self, UnknownHelper> {
        let helper = self.get(of).cloned().ok_or_else(|| UnknownHelper { name: of.to_owned() })?;
        self.by_name.insert(Cow::Owned(name.into()), helper);
        Ok(self)
    }

    /// Returns the names in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(|name| &**name)
    }

    /// Returns a table of these helpers: the expansion of `helpers!`.
    #[doc(hidden)]
    pub fn of(entries: impl IntoIterator<Item = (&'static str, StaticHelper)>) -> Self {
        let entries = entries.into_iter();
        Self {
            by_name: entries
                .map(|(name, helper)| (name.into(), TableHelper::Function(helper)))
                .collect(),
        }
    }

    /// Returns the helper called `name`, and `None` if there is none.
    pub(crate) fn get(&self, name: &str) -> Option<&TableHelper> {
        self.by_name.get(name)
    }

    /// Returns the helpers with their names, in alphabetical order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &TableHelper)> {
        self.by_name.iter().map(|(name, helper)| (&**name, helper))
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

/// The error that [`Helpers::alias`] returns for a helper that is not in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownHelper {
    name: String,
}

impl UnknownHelper {
    /// Returns the name that is not in the table.
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
