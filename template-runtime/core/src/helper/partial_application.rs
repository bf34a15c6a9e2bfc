//! Partial application: helpers with bound arguments.

use super::dyn_helper::with_helper_name;
use crate::{
    data::{Args, Callable, DynHelper, HelperSpec, PartialApplication, Sink, Value},
    error::{ErrorKind, HelperError},
};

/// The maximum number of arguments of a partially applied helper: its bound arguments and the arguments of the call.
const MAX_BOUND_ARGS: usize = 32;

impl<'v> PartialApplication<'v> {
    /// Calls the helper with the bound arguments, followed by the arguments of the call.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Helper`] if there are more than [`MAX_BOUND_ARGS`] arguments, and the errors of the helper.
    pub(super) fn call_with(
        &'v self,
        args: &Args<'_, 'v>,
        sink: &mut dyn Sink<'v>,
    ) -> Result<(), ErrorKind> {
        let bound = &self.args;
        if args.values.is_empty() {
            return self.helper.call(bound, sink);
        }
        let mut all = JoinedArgs::new();
        all.join((bound.values, bound.names()), (args.values, args.names()))
            .ok_or_else(|| too_many(self.helper))?;
        if !bound.has_originals() && !args.has_originals() {
            return self.helper.call(&all.args(), sink);
        }
        let mut originals = JoinedArgs::new();
        let first = (bound.originals_or_values(), bound.names());
        let second = (args.originals_or_values(), args.names());
        originals.join(first, second).ok_or_else(|| too_many(self.helper))?;
        self.helper.call(&all.args().with_originals(originals.values()), sink)
    }
}

impl Callable for PartialApplication<'_> {
    fn name(&self) -> &str {
        self.helper.name()
    }

    fn spec(&self) -> &'static HelperSpec {
        self.helper.spec()
    }

    fn call<'v>(&'v self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        self.call_with(args, sink)
    }

    fn partial_application(&self) -> Option<&PartialApplication<'_>> {
        Some(self)
    }
}

/// The arguments of two calls, joined: the positional arguments of both, then the named arguments, of which
/// a later one replaces an earlier one with the same name.
pub(crate) struct JoinedArgs<'s, 'v> {
    values: [Value<'v>; MAX_BOUND_ARGS],
    count: usize,
    names: [&'s str; MAX_BOUND_ARGS],
    named: usize,
}

impl<'s, 'v> JoinedArgs<'s, 'v> {
    pub(crate) fn new() -> Self {
        Self {
            values: [Value::Null; MAX_BOUND_ARGS],
            count: 0,
            names: [""; MAX_BOUND_ARGS],
            named: 0,
        }
    }

    /// Joins the arguments of two calls, each a pair of the values and the names of the last of them.
    /// Returns `None` when there are more than [`MAX_BOUND_ARGS`].
    pub(crate) fn join(
        &mut self,
        first: (&[Value<'v>], &[&'s str]),
        second: (&[Value<'v>], &[&'s str]),
    ) -> Option<()> {
        let calls = [first, second].map(|(values, names)| {
            let (positional, named) = values.split_at(values.len().saturating_sub(names.len()));
            (positional, names.iter().copied().zip(named.iter().copied()))
        });
        for value in calls.iter().flat_map(|(positional, _)| positional.iter()) {
            self.push(*value)?;
        }
        for (name, value) in calls.into_iter().flat_map(|(_, named)| named) {
            let positional = self.count - self.named;
            match self.names.iter().take(self.named).position(|known| *known == name) {
                Some(at) => *self.values.get_mut(positional + at)? = value,
                None => {
                    *self.names.get_mut(self.named)? = name;
                    self.push(value)?;
                    self.named += 1;
                }
            }
        }
        Some(())
    }

    pub(crate) fn values(&self) -> &[Value<'v>] {
        self.values.get(..self.count).unwrap_or_default()
    }

    pub(crate) fn values_mut(&mut self) -> &mut [Value<'v>] {
        self.values.get_mut(..self.count).unwrap_or_default()
    }

    pub(crate) fn names(&self) -> &[&'s str] {
        self.names.get(..self.named).unwrap_or_default()
    }

    fn args(&self) -> Args<'_, 'v> {
        Args::with_names(self.values(), self.names(), &[])
    }

    fn push(&mut self, value: Value<'v>) -> Option<()> {
        *self.values.get_mut(self.count)? = value;
        self.count += 1;
        Some(())
    }
}

/// Returns the error of a call of a partially applied helper with more than [`MAX_BOUND_ARGS`] arguments.
#[cold]
pub(crate) fn too_many(helper: DynHelper<'_>) -> ErrorKind {
    let error = HelperError::new(format_args!(
        "a partially applied helper takes at most {MAX_BOUND_ARGS} arguments"
    ));
    with_helper_name(helper.name(), ErrorKind::Helper(error))
}
