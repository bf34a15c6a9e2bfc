//! Functions and closures as values.

use super::{
    HelperFn,
    bind::{Mode, Selected},
};
use crate::{
    data::{Args, Callable, Data, DynHelper, HelperSpec, Kind, Shape, ShapeRef, Sink, Value},
    error::ErrorKind,
};
use core::marker::PhantomData;

/// A function or a closure with its specification and the conversion of its arguments: the result of
/// [`callable!`](macro.callable.html). It is [`Data`], and a reference to it can become a [`DynHelper`].
pub struct Closure<F, S> {
    name: &'static str,
    function: F,
    call: CallClosure<F>,
    spec: PhantomData<fn() -> S>,
}

/// Converts the arguments, calls the function, and passes its result to the sink.
type CallClosure<F> = for<'v> fn(&'v F, &Args<'_, 'v>, &mut dyn Sink<'v>) -> Result<(), ErrorKind>;

/// A marker of types with the specification of the function `F`.
pub trait Specified<F> {
    /// The specification.
    const SPEC: &'static HelperSpec;
}

impl<'x, F, P, M: Mode<'x, F, P, T>, T> Specified<F> for Selected<P, M, T> {
    const SPEC: &'static HelperSpec = &M::SPEC;
}

/// Returns a [`Closure`]. The first closure is never called: its return type is the specification, as in [`bind`](super::bind()).
#[must_use]
pub fn closure<F, S: Specified<F>, C: Fn(&F) -> S + Copy>(
    name: &'static str,
    function: F,
    _: C,
    call: CallClosure<F>,
) -> Closure<F, S> {
    Closure { name, function, call, spec: PhantomData }
}

impl<F, S: Specified<F>> Callable for Closure<F, S> {
    fn name(&self) -> &str {
        self.name
    }

    fn spec(&self) -> &'static HelperSpec {
        S::SPEC
    }

    fn call<'v>(&'v self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        (self.call)(&self.function, args, sink)
    }
}

impl<F, S: Specified<F>> Data for Closure<F, S> {
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "helper", kind: Kind::Helper(Some(S::SPEC)) });

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
