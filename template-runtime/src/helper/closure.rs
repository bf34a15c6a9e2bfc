//! Functions and closures as values.

use super::{
    HelperFn,
    autoref::{Params, Probe, Tag},
    bind::{Mode, Site, assert_callable_as_value},
    invoke::Function,
};
use crate::{
    data::{Args, Callable, Data, DynHelper, HelperSpec, Kind, Shape, ShapeRef, Sink, Value},
    error::ErrorKind,
};
use core::marker::PhantomData;

/// A function or a closure with its specification and the conversion of its arguments: the result of
/// [`callable!`](crate::callable). It is [`Data`], and a reference to it can become a [`DynHelper`].
pub struct Closure<'x, F, P, M, T> {
    name: &'static str,
    function: F,
    call: CallClosure<F>,
    marker: PhantomData<Types<'x, P, M, T>>,
}

/// The type parameters and the lifetime of a closure that has no values of them.
type Types<'x, P, M, T> = fn(&'x ()) -> (P, M, T);

/// Converts the arguments, calls the function, and passes its result to the sink.
type CallClosure<F> = for<'v> fn(&'v F, &Args<'_, 'v>, &mut dyn Sink<'v>) -> Result<(), ErrorKind>;

/// Returns a [`Closure`]. The closures without a name are never called: they select types, as in
/// [`bind`](super::bind()).
#[must_use]
pub fn closure<'x, F, P, M, T>(
    name: &'static str,
    _: fn(Site<F, P>) -> M,
    function: F,
    _: fn(Probe<F::Output>, Params<P>) -> T,
    call: CallClosure<F>,
) -> Closure<'x, F, P, M, T>
where
    F: Function<P>,
    M: Mode<'x, F, P>,
    T: Tag<'x, Result = F::Output>,
{
    const { assert_callable_as_value(&M::SPEC) }
    Closure { name, function, call, marker: PhantomData }
}

impl<'x, F, P, M, T> Closure<'x, F, P, M, T>
where
    F: Function<P>,
    M: Mode<'x, F, P>,
    T: Tag<'x, Result = F::Output>,
{
    const SPEC: &'static HelperSpec = &HelperSpec { result: T::SHAPE, ..M::SPEC };
}

impl<'x, F, P, M, T> Callable for Closure<'x, F, P, M, T>
where
    F: Function<P>,
    M: Mode<'x, F, P>,
    T: Tag<'x, Result = F::Output>,
{
    fn name(&self) -> &str {
        self.name
    }

    fn spec(&self) -> &'static HelperSpec {
        Self::SPEC
    }

    fn call<'v>(&'v self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        (self.call)(&self.function, args, sink)
    }
}

impl<'x, F, P, M, T> Data for Closure<'x, F, P, M, T>
where
    F: Function<P>,
    M: Mode<'x, F, P>,
    T: Tag<'x, Result = F::Output>,
{
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "helper", kind: Kind::Helper(Some(Self::SPEC)) });

    fn value(&self) -> Value<'_> {
        Value::Helper(DynHelper::new(self))
    }
}

impl Data for DynHelper<'_> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "DynHelper", kind: Kind::Helper(None) });

    fn value(&self) -> Value<'_> {
        Value::Helper(*self)
    }
}

/// A function as a helper in a constant: its specification, and the conversion of its arguments and result.
#[derive(Clone, Copy, Debug)]
pub struct StaticHelper {
    /// Its specification.
    pub spec: &'static HelperSpec,
    /// Converts the arguments, calls it, and passes its result to the sink.
    pub call: HelperFn,
}

impl Callable for StaticHelper {
    fn name(&self) -> &str {
        self.spec.name
    }

    fn spec(&self) -> &'static HelperSpec {
        self.spec
    }

    fn call<'v>(&'v self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        (self.call)(args, sink)
    }
}
