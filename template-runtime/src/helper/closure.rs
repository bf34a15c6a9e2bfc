use super::{
    HelperFn,
    bind::{BLOCK_IS_NO_VALUE, Mode, Params, Site},
    invoke::Function,
    returned::{Probe, Tag},
};
use crate::{
    data::{Args, Callable, Data, DynHelper, HelperSpec, Kind, Shape, ShapeRef, Sink, Value},
    error::ErrorKind,
};
use core::marker::PhantomData;

/// A function or a closure with all that is needed to call it as a helper: what
/// [`callable!`](crate::callable) makes. It is [`Data`], and [`DynHelper`] can be made of a reference
/// to it.
pub struct Closure<'x, F, P, M, T> {
    name: &'static str,
    function: F,
    call: CallClosure<F>,
    marker: PhantomData<Types<'x, P, M, T>>,
}

/// The types and the lifetime that a closure knows and has no values of.
type Types<'x, P, M, T> = fn(&'x ()) -> (P, M, T);

/// Converts arguments, calls the function, and gives its result to the sink.
type CallClosure<F> = for<'v> fn(&'v F, &Args<'_, 'v>, &mut dyn Sink<'v>) -> Result<(), ErrorKind>;

/// Makes a [`Closure`]. The arguments without a name are never called: they are those of
/// `bind`.
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
    const {
        assert!(!M::SPEC.block, "{}", BLOCK_IS_NO_VALUE);
    }
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
    fn name(&self) -> &'static str {
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

/// A function as a template or [`dyn_helper!`](crate::dyn_helper) knows it.
#[derive(Clone, Copy, Debug)]
pub struct StaticHelper {
    /// What it takes and gives.
    pub spec: &'static HelperSpec,
    /// Calls it.
    pub call: HelperFn,
}

impl Callable for StaticHelper {
    fn name(&self) -> &'static str {
        self.spec.name
    }

    fn spec(&self) -> &'static HelperSpec {
        self.spec
    }

    fn call<'v>(&'v self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        (self.call)(args, sink)
    }
}
