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
pub struct Closure<F, S> {
    name: &'static str,
    function: F,
    call: CallClosure<F>,
    spec: PhantomData<fn() -> S>,
}

/// Converts the arguments, calls the function, and passes its result to the sink.
type CallClosure<F> = for<'v> fn(&'v F, &Args<'_, 'v>, &mut dyn Sink<'v>) -> Result<(), ErrorKind>;

/// A type with the specification of a closure.
pub trait Specified {
    /// The specification.
    const SPEC: &'static HelperSpec;
}

/// A marker of the types that decide how a closure is called, without values.
///
/// `(&&probe).__template_spec()` selects the specification by autoref-based specialization: see `autoref`. A closure that
/// cannot be a helper has one, too, so that rustc reports only the reason, which [`bind`](super::bind()) finds.
pub struct SpecProbe<'x, F, P, M, T>(PhantomData<Types<'x, F, P, M, T>>);

/// The type parameters and the lifetime of a type that has no values of them.
type Types<'x, F, P, M, T> = fn(&'x ()) -> (F, P, M, T);

/// The traits of the candidates.
pub mod closure_steps {
    pub use super::{ViaNoSpec, ViaSpec};
}

/// The first candidate: a helper.
pub trait ViaSpec {
    /// The type with the specification.
    type Spec;

    /// Returns the type.
    fn __template_spec(&self) -> Self::Spec;
}

impl<'x, F, P, M, T> ViaSpec for &SpecProbe<'x, F, P, M, T>
where
    F: Function<P>,
    M: Mode<'x, F, P>,
    T: Tag<'x, Result = F::Output>,
{
    type Spec = SpecOf<'x, F, P, M, T>;

    fn __template_spec(&self) -> Self::Spec {
        SpecOf(PhantomData)
    }
}

/// The last candidate, which has no bounds.
pub trait ViaNoSpec {
    /// Returns the type with the specification.
    fn __template_spec(&self) -> NoSpec;
}

impl<F, P, M, T> ViaNoSpec for SpecProbe<'_, F, P, M, T> {
    fn __template_spec(&self) -> NoSpec {
        NoSpec
    }
}

/// The specification of a helper.
pub struct SpecOf<'x, F, P, M, T>(PhantomData<Types<'x, F, P, M, T>>);

impl<'x, F, P, M, T> Specified for SpecOf<'x, F, P, M, T>
where
    F: Function<P>,
    M: Mode<'x, F, P>,
    T: Tag<'x, Result = F::Output>,
{
    const SPEC: &'static HelperSpec = &HelperSpec { result: T::SHAPE, ..M::SPEC };
}

/// The specification of a type that cannot be a helper.
pub struct NoSpec;

impl Specified for NoSpec {
    const SPEC: &'static HelperSpec =
        &HelperSpec { rest: true, named_rest: true, ..HelperSpec::NOTHING };
}

/// Returns a [`Closure`]. The closures without a name are never called: they select types, as in
/// [`bind`](super::bind()).
#[must_use]
pub fn closure<'x, F, P, M, T, S: Specified>(
    name: &'static str,
    _: fn(Site<F, P>) -> M,
    function: F,
    _: fn(Probe<F::Output>, Params<P>) -> T,
    _: fn(SpecProbe<'x, F, P, M, T>) -> S,
    call: CallClosure<F>,
) -> Closure<F, S>
where
    F: Function<P>,
{
    const { assert_callable_as_value(S::SPEC) }
    Closure { name, function, call, spec: PhantomData }
}

impl<F, S: Specified> Callable for Closure<F, S> {
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

impl<F, S: Specified> Data for Closure<F, S> {
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
