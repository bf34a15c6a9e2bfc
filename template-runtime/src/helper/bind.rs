//! Binding: the macros convert the function that a template names to a helper.
//!
//! Method lookup determines whether the function has `#[helper]`, and how its result is converted:
//! see [`autoref`](super::autoref).

use super::{
    autoref::{Params, Probe, Tag},
    closure::StaticHelper,
    from_value::FromValue,
    invoke::{Function, ParamTypes, ValueFunction},
};
use crate::{
    data::{Args, HelperSpec, Sink},
    error::ErrorKind,
};
use core::marker::PhantomData;

/// A marker of the place where a template names a helper: the function `F` with parameters of types `P`.
///
/// The macro calls a method on it that has the name of the function; the return type selects the `Mode`.
/// `#[helper]` defines a trait with this method, which returns [`ByAttribute`]. The trait is implemented only
/// for sites whose `P` are the function's own parameter types, because the trait in scope may be that of
/// another function with the same name, imported by `use module::*`. The macro also defines the method on a
/// reference to the site, which method lookup tries last; it returns [`Plain`].
pub struct Site<F, P>(PhantomData<fn() -> (F, P)>);

/// The mode of a function without `#[helper]`.
#[derive(Clone, Copy)]
pub struct Plain;

/// A function with `#[helper]`.
pub trait Annotated {
    /// Its specification, and the function that converts the arguments, calls it, and passes its result to
    /// the sink.
    const HELPER: StaticHelper;
}

/// The mode of a function with `#[helper]`, whose method on [`Site`] returns it.
pub struct ByAttribute<A>(pub A);

/// The calling mode of a function: [`Plain`] or [`ByAttribute`].
#[diagnostic::on_unimplemented(
    message = "`{F}` cannot be a helper",
    label = "not a helper",
    note = "a helper is a function of at most twelve parameters, which are `&str`, `String`, numbers, `bool`, `char`, `impl Display`, `Value<'_>`, `List<'_>`, `Map<'_>`, `Object<'_>`, `&T` and `&[T]` of types with `#[derive(Data)]`, `T` of those that are `Copy`, standard lists and maps by reference, or `Option` of these"
)]
pub trait Mode<'v, F: Function<P>, P> {
    /// Its specification, without the shape of the result.
    const SPEC: HelperSpec;

    /// Converts the arguments, calls the function, and passes its result to the sink.
    ///
    /// # Errors
    ///
    /// Returns an error if an argument has the wrong kind or is out of range, the function returns an error, or the sink
    /// rejects the result.
    fn call<T: Tag<'v, Result = F::Output>>(
        function: &F,
        args: &Args<'_, 'v>,
        sink: &mut dyn Sink<'v>,
    ) -> Result<(), ErrorKind>;
}

/// The parameters that a mode converts by their types alone.
///
/// [`bind`] has a bound for each of them, before that for [`Mode`], so that rustc reports the type of a parameter which no
/// template can supply, without the implementations that need it.
pub trait Converted<P> {
    /// Their types.
    type Types: ParamTypes;
}

impl<P: ParamTypes> Converted<P> for Plain {
    type Types = P;
}

// The items that `#[helper]` generates check the types, each at its place.
impl<P, A> Converted<P> for ByAttribute<A> {
    type Types = ();
}

impl<'v, F, P> Mode<'v, F, P> for Plain
where
    F: ValueFunction<'v, P>,
{
    const SPEC: HelperSpec = HelperSpec { positional: F::PARAMS, ..HelperSpec::NOTHING };

    #[inline(always)]
    fn call<T: Tag<'v, Result = F::Output>>(
        function: &F,
        args: &Args<'_, 'v>,
        sink: &mut dyn Sink<'v>,
    ) -> Result<(), ErrorKind> {
        T::give(function.call(args, sink)?, sink)
    }
}

impl<'v, F: Function<P>, P, A: Annotated> Mode<'v, F, P> for ByAttribute<A> {
    const SPEC: HelperSpec = *A::HELPER.spec;

    #[inline(always)]
    fn call<T: Tag<'v, Result = F::Output>>(
        _: &F,
        args: &Args<'_, 'v>,
        sink: &mut dyn Sink<'v>,
    ) -> Result<(), ErrorKind> {
        (A::HELPER.call)(args, sink)
    }
}

/// Checks that a helper that is used as a value does not accept a block: there is no call of a value with a block.
///
/// # Panics
///
/// At compile time, at the place of the call, when the function is a block helper.
#[track_caller]
pub(super) const fn assert_callable_as_value(spec: &HelperSpec) {
    if spec.needs_block() {
        panic!("a block helper cannot be a value: templates call it by its name");
    }
}

/// A function that [`bind`] has accepted as a helper. The type has no bounds, so that rustc reports a
/// function that cannot be a helper once, at [`bind`].
pub struct BoundFunction<'v, F> {
    function: F,
    spec: HelperSpec,
    call: fn(&F, &Args<'_, 'v>, &mut dyn Sink<'v>) -> Result<(), ErrorKind>,
}

/// Binds a function. The closures are never called: the return type of the first selects the `Mode` of
/// the call, that of the second the `Tag` of the result.
///
/// The macro calls it twice, in a constant for linking and in the function that the VM calls. Both calls
/// consist of the same tokens, so that rustc reports an error in them only once.
#[inline(always)]
pub const fn bind<'v, F, P, M, T>(
    _: fn(Site<F, P>) -> M,
    function: F,
    _: fn(Probe<F::Output>, Params<P>) -> T,
) -> BoundFunction<'v, F>
where
    F: Function<P, Itself = F>,
    M: Converted<P>,
    <M::Types as ParamTypes>::P0: FromValue<'v>,
    <M::Types as ParamTypes>::P1: FromValue<'v>,
    <M::Types as ParamTypes>::P2: FromValue<'v>,
    <M::Types as ParamTypes>::P3: FromValue<'v>,
    <M::Types as ParamTypes>::P4: FromValue<'v>,
    <M::Types as ParamTypes>::P5: FromValue<'v>,
    <M::Types as ParamTypes>::P6: FromValue<'v>,
    <M::Types as ParamTypes>::P7: FromValue<'v>,
    <M::Types as ParamTypes>::P8: FromValue<'v>,
    <M::Types as ParamTypes>::P9: FromValue<'v>,
    <M::Types as ParamTypes>::P10: FromValue<'v>,
    <M::Types as ParamTypes>::P11: FromValue<'v>,
    M: Mode<'v, F::Itself, P>,
    T: Tag<'v, Result = F::Output>,
{
    BoundFunction { function, spec: HelperSpec { result: T::SHAPE, ..M::SPEC }, call: M::call::<T> }
}

impl<'v, F> BoundFunction<'v, F> {
    /// Returns the specification of the function, which the template calls `name`, for linking.
    #[must_use]
    pub const fn spec(&self, name: &'static str) -> HelperSpec {
        self.spec.called(name)
    }

    /// Returns the specification of a function that is used as a value.
    ///
    /// # Panics
    ///
    /// At compile time, when the function is a block helper.
    #[must_use]
    #[track_caller]
    pub const fn value_spec(&self, name: &'static str) -> HelperSpec {
        assert_callable_as_value(&self.spec);
        self.spec(name)
    }

    /// Converts the arguments, calls the function, and passes its result to the sink.
    ///
    /// # Errors
    ///
    /// Returns an error if an argument has the wrong kind or is out of range, the function returns an error, or the sink
    /// rejects the result.
    #[inline(always)]
    pub fn call(&self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        (self.call)(&self.function, args, sink)
    }
}

/// Passes the result of a function to a sink. The closure is never called: its return type is the
/// `Tag` of the result.
///
/// # Errors
///
/// Returns an error if the result is an error, or the sink rejects it.
#[inline(always)]
pub fn give<'v, R, T: Tag<'v, Result = R>>(
    result: R,
    _: fn(Probe<R>) -> T,
    sink: &mut dyn Sink<'v>,
) -> Result<(), ErrorKind> {
    T::give(result, sink)
}
