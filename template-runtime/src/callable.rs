//! Helpers as values: what a template can hold in a field or a block param, and call.

mod curried;

pub use curried::Curried;
pub(crate) use curried::{Joined, too_many};

use crate::{error::ErrorKind, note::Note, shape::HelperSpec, sink::Sink, value::Value};
use core::fmt;

/// The arguments of a call, as they stand on the value stack: the positional ones, and then the
/// named ones in the order of the template.
#[derive(Clone, Copy, Debug)]
pub struct Args<'s, 'v> {
    values: &'s [Value<'v>],
    positional: usize,
    names: &'s [&'s str],
    slots: &'s [u8],
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
pub struct DynHelper<'v>(&'v dyn Callable);

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

    /// Calls it with values: what it returns is to be the result of the helper that does so.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Called, DynHelper, Template, Value, template};
    ///
    /// fn apply<'v>(helper: DynHelper<'v>, value: Value<'v>) -> Called<'v, 1> {
    ///     helper.with([value])
    /// }
    ///
    /// let line = template!("{{apply f 'abc'}}", fn f = |s: &str| s.len());
    /// assert_eq!(line.render_into(&mut [0; 8])?, "3");
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn with<const N: usize>(self, args: [Value<'v>; N]) -> Called<'v, N> {
        Called { helper: self, args }
    }

    /// Calls it, after a look at how many arguments there are and at their names.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Helper`] for a wrong number of arguments or a wrong name, and as
    /// [`Callable::call`].
    pub fn call(self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        if let Some(curried) = self.0.curried() {
            return curried.call_with(args, sink);
        }
        check(self.spec(), args)
            .and_then(|()| self.0.call(args, sink))
            .map_err(|kind| named(self.name(), kind))
    }

    /// Gives the arguments that it was made with, if it was.
    pub(crate) fn curried(self) -> Option<&'v Curried<'v>> {
        self.0.curried()
    }
}

/// Puts the name of a helper before its error.
#[cold]
pub(crate) fn named(name: &str, kind: ErrorKind) -> ErrorKind {
    match kind {
        ErrorKind::Helper(note) if name.is_empty() => {
            ErrorKind::Helper(Note::new(format_args!("helper: {note}")))
        }
        ErrorKind::Helper(note) => {
            ErrorKind::Helper(Note::new(format_args!("helper `{name}`: {note}")))
        }
        kind => kind,
    }
}

/// Whether a helper may be called with arguments, as far as that does not depend on their values.
fn check(spec: &HelperSpec, args: &Args<'_, '_>) -> Result<(), ErrorKind> {
    let given = args.positional().len();
    if spec.block {
        return Err(ErrorKind::Helper(Note::new("it needs a block")));
    }
    if !spec.takes(given) {
        return Err(ErrorKind::Helper(wrong_count(spec, given)));
    }
    for (i, name) in args.names.iter().enumerate() {
        if spec.index_of(name).is_none() {
            let note = Note::new(format_args!("it has no argument called `{name}`"));
            return Err(ErrorKind::Helper(note));
        }
        if args.names.iter().take(i).any(|other| other == name) {
            return Err(ErrorKind::Helper(Note::new(format_args!("`{name}` is given twice"))));
        }
    }
    Ok(())
}

/// A call that is still to be made, of a helper that is a value: see [`DynHelper::with`].
#[derive(Clone, Copy, Debug)]
pub struct Called<'v, const N: usize> {
    helper: DynHelper<'v>,
    args: [Value<'v>; N],
}

impl<'v, const N: usize> Called<'v, N> {
    /// Makes the call.
    pub(crate) fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        self.helper.call(&Args::new(&self.args), sink)
    }
}

/// "it takes 1 to 2 arguments, but 3 were given"
#[cold]
fn wrong_count(spec: &HelperSpec, given: usize) -> Note {
    let (least, most) = (spec.required(), spec.positional.len());
    let limit = if spec.rest { least } else { most };
    let arguments = if limit == 1 { "argument" } else { "arguments" };
    let were = if given == 1 { "was" } else { "were" };
    let note = |limit: fmt::Arguments<'_>| {
        Note::new(format_args!("it takes {limit} {arguments}, but {given} {were} given"))
    };
    if spec.rest {
        note(format_args!("at least {limit}"))
    } else if least < most {
        note(format_args!("{least} to {limit}"))
    } else {
        note(format_args!("{limit}"))
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
