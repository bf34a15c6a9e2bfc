//! Calls of helpers that are values.

use crate::{
    data::{Args, DynHelper, HelperSpec, Sink, Value},
    error::{ErrorKind, HelperError, Note},
};
use core::fmt;

impl<'v> DynHelper<'v> {
    /// Returns a deferred call with positional arguments, which the calling helper can return as its own result.
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

    /// Checks the number of positional arguments and the names of the named arguments, and calls the helper.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Helper`] if the helper does not accept this number of arguments or one of the
    /// names, or fails itself, and otherwise the errors of the sink.
    pub fn call(self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        if let Some(partial) = self.0.partial_application() {
            return partial.call_with(args, sink);
        }
        check_call(self.spec(), args)
            .and_then(|()| self.0.call(args, sink))
            .map_err(|kind| with_helper_name(self.name(), kind))
    }
}

/// Prefixes the error of a helper with the helper's name.
#[cold]
pub(crate) fn with_helper_name(name: &str, kind: ErrorKind) -> ErrorKind {
    with_callee_name("helper", name, kind)
}

/// Prefixes the error of a helper or a component, depending on `callee`, with its name.
#[cold]
pub(crate) fn with_callee_name(callee: &str, name: &str, kind: ErrorKind) -> ErrorKind {
    let ErrorKind::Helper(error) = kind else { return kind };
    let said = error.message();
    let message = if name.is_empty() {
        Note::new(format_args!("{callee}: {said}"))
    } else {
        Note::new(format_args!("{callee} `{name}`: {said}"))
    };
    ErrorKind::Helper(error.with_message(message))
}

/// Checks the number and the names of arguments, but not their values.
fn check_call(spec: &HelperSpec, args: &Args<'_, '_>) -> Result<(), ErrorKind> {
    let given = args.positional().len();
    if spec.needs_block() {
        return Err(ErrorKind::Helper(HelperError::new("it needs a block")));
    }
    if !spec.takes(given) {
        return Err(ErrorKind::Helper(wrong_count(spec, given)));
    }
    for (i, name) in args.names().iter().enumerate() {
        if spec.index_of(name).is_none() && !spec.named_rest {
            let error = HelperError::new(format_args!("it has no argument called `{name}`"));
            return Err(ErrorKind::Helper(error));
        }
        if args.names().iter().take(i).any(|other| other == name) {
            return Err(ErrorKind::Helper(HelperError::new(format_args!(
                "`{name}` is specified more than once"
            ))));
        }
    }
    Ok(())
}

/// A deferred call of a helper that is a value: the result of [`DynHelper::with`]. If a helper returns it,
/// the call is made, and its result becomes the result of the helper.
#[derive(Clone, Copy, Debug)]
pub struct Called<'v, const N: usize> {
    helper: DynHelper<'v>,
    args: [Value<'v>; N],
}

impl<'v, const N: usize> Called<'v, N> {
    /// Calls the helper, and passes its result to the sink.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`DynHelper::call`].
    pub(crate) fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        self.helper.call(&Args::new(&self.args), sink)
    }
}

/// Returns the error for a wrong number of arguments: "it takes 1 to 2 arguments, but 3 were given".
#[cold]
fn wrong_count(spec: &HelperSpec, given: usize) -> HelperError {
    let (least, most) = (spec.required(), spec.positional.len());
    let limit = if spec.rest { least } else { most };
    let arguments = if limit == 1 { "argument" } else { "arguments" };
    let were = if given == 1 { "was" } else { "were" };
    let error = |limit: fmt::Arguments<'_>| {
        HelperError::new(format_args!("it takes {limit} {arguments}, but {given} {were} given"))
    };
    if spec.rest {
        error(format_args!("at least {limit}"))
    } else if least < most {
        error(format_args!("{least} to {limit}"))
    } else {
        error(format_args!("{limit}"))
    }
}
