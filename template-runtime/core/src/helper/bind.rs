//! Binding: the macros convert the function that a template names to a helper.
//!
//! Method lookup determines whether the function has `#[helper]`, whether a template can supply its arguments, and how its result is
//! converted: see [`autoref`](super::autoref) and [`supported`](super::supported).

use super::{
    autoref::{Params, Probe, Tag},
    closure::StaticHelper,
    invoke::ValueFunction,
};
use crate::{
    data::{Args, HelperSpec, Sink},
    error::ErrorKind,
};
use core::marker::PhantomData;

/// A marker of types, of which it has no values.
pub(super) type Marker<T> = PhantomData<fn() -> T>;

/// A marker of the position at which a template names a helper: the function `F` with parameters of types `P`.
///
/// The macro calls a method on it that has the name of the function; the return type selects the `Mode`.
/// `#[helper]` defines a trait with this method, which returns [`ByAttribute`]. The trait is implemented only
/// for sites whose `P` are the function's own parameter types, because the trait in scope may be that of
/// another function with the same name, imported by `use module::*`. The macro also defines the method on a
/// reference to the site, which method lookup tries last; it returns [`Plain`].
pub struct Site<F, P>(Marker<(F, P)>);

impl<F, P> Clone for Site<F, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F, P> Copy for Site<F, P> {}

impl<F, P> Site<F, P> {
    /// The marker.
    pub(super) const NEW: Self = Self(PhantomData);
}

/// The mode of a function without `#[helper]`.
#[derive(Clone, Copy)]
pub struct Plain;

/// A function with `#[helper]`.
pub trait Annotated {
    /// The type that represents the function `F`: a [`ValueHelper`] if it can be called without a block.
    type Function<F>;

    /// Its specification, and the function that converts the arguments, calls it, and passes its result to
    /// the sink.
    const HELPER: StaticHelper;
}

/// The mode of a function with `#[helper]`, whose method on [`Site`] returns it.
pub struct ByAttribute<A>(pub A);

/// The mode of what is not a function, or is one without `#[helper]` and with a parameter that no template can supply. It has no
/// bounds, so that rustc reports only that: see [`supported`](super::supported).
pub struct Unsupported;

/// The calling mode of a function `F` with parameters of types `P`, whose results have the [`Tag`] `T`: [`Plain`], [`ByAttribute`] or
/// [`Unsupported`].
pub trait Mode<'v, F, P, T> {
    /// Its specification.
    const SPEC: HelperSpec;

    /// Converts the arguments, calls the function, and passes its result to the sink.
    ///
    /// # Errors
    ///
    /// Returns an error if an argument has the wrong kind or is out of range, the function returns an error, or the sink
    /// rejects the result.
    fn call(function: &F, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind>;
}

impl<'v, F, P, T> Mode<'v, F, P, T> for Plain
where
    F: ValueFunction<'v, P>,
    T: Tag<'v, Result = F::Output>,
{
    const SPEC: HelperSpec =
        HelperSpec { positional: F::PARAMS, result: T::SHAPE, ..HelperSpec::NOTHING };

    #[inline(always)]
    fn call(function: &F, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        T::give(function.call(args, sink)?, sink)
    }
}

impl<'v, F, P, T: Tag<'v>, A: Annotated> Mode<'v, F, P, T> for ByAttribute<A> {
    const SPEC: HelperSpec = HelperSpec { result: T::SHAPE, ..*A::HELPER.spec };

    #[inline(always)]
    fn call(_: &F, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        (A::HELPER.call)(args, sink)
    }
}

impl<'v, F, P, T> Mode<'v, F, P, T> for Unsupported {
    const SPEC: HelperSpec = HelperSpec { rest: true, named_rest: true, ..HelperSpec::NOTHING };

    /// Fails. It is never called: the program does not compile.
    fn call(_: &F, _: &Args<'_, 'v>, _: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        Err(ErrorKind::Program)
    }
}

/// A function that can be a value: any without `#[helper]`, and those with the attribute that do not need a block, because
/// templates call a value without one.
///
/// [`Plain`] represents such a function. A block helper is represented by its own type, which the message then names.
#[diagnostic::on_unimplemented(
    message = "a block helper cannot be a value",
    label = "this helper needs a block",
    note = "templates call it by its name: `{{{{#name …}}}}…{{{{/name}}}}`"
)]
pub trait ValueHelper {
    /// Does nothing: the macros call it by the path of the trait to check that a function implements it.
    fn check(_: PhantomData<Self>)
    where
        Self: Sized,
    {
    }
}

impl ValueHelper for Plain {}

/// The mode of a function, which may be a [`ValueHelper`].
pub trait FunctionMode {
    /// The type that represents the function `F`.
    type Function<F>;
}

impl FunctionMode for Plain {
    type Function<F> = Self;
}

impl FunctionMode for Unsupported {
    type Function<F> = Plain;
}

impl<A: Annotated> FunctionMode for ByAttribute<A> {
    type Function<F> = A::Function<F>;
}

/// Returns a marker of the type that represents the function of a site with this mode.
pub fn mode_function<F, P, M: FunctionMode>(
    _: &Site<F, P>,
    _: PhantomData<M>,
) -> PhantomData<M::Function<F>> {
    PhantomData
}

/// A marker of the types that decide how a function is called: those of its parameters, its [`Mode`], and the [`Tag`] of its result.
pub struct Selected<P, M, T>(Marker<(P, M, T)>);

/// Returns the marker of the types that the other markers represent.
pub fn selected<P, M, T>(_: &Params<P>, _: PhantomData<M>, _: &T) -> Selected<P, M, T> {
    Selected(PhantomData)
}

/// A function that is bound to a name in a template; `S` is `Selected`.
pub struct BoundFunction<'f, F, S> {
    function: &'f F,
    selected: Marker<S>,
}

/// Binds a function. The closure is never called, and therefore not compiled to machine code: its return type is `Selected`, and
/// its body checks that the function can be a helper. This function has no bounds for that, because rustc would add a note for each
/// that quotes this crate.
///
/// The macro calls it twice, in a constant for linking and in the function that the VM calls. Both calls
/// consist of the same tokens, so that rustc reports an error in them only once.
#[inline(always)]
pub const fn bind<F, S, C: Fn(&F) -> S + Copy>(function: &F, _: C) -> BoundFunction<'_, F, S> {
    BoundFunction { function, selected: PhantomData }
}

impl<F, P, M, T> BoundFunction<'_, F, Selected<P, M, T>> {
    /// Returns the specification of the function, which the template calls `name`, for linking.
    #[must_use]
    pub const fn spec<'v>(&self, name: &'static str) -> HelperSpec
    where
        M: Mode<'v, F, P, T>,
    {
        M::SPEC.called(name)
    }

    /// Converts the arguments, calls the function, and passes its result to the sink.
    ///
    /// # Errors
    ///
    /// Returns an error if an argument has the wrong kind or is out of range, the function returns an error, or the sink
    /// rejects the result.
    #[inline(always)]
    pub fn call<'v>(&self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind>
    where
        M: Mode<'v, F, P, T>,
    {
        M::call(self.function, args, sink)
    }
}

/// Passes the result of a function to a sink. The closure is never called: its return type is the
/// `Tag` of the result, and its body checks that there is one.
///
/// # Errors
///
/// Returns an error if the result is an error, or the sink rejects it.
#[inline(always)]
pub fn give<'v, R, T: Tag<'v, Result = R>>(
    result: R,
    _: impl Fn(Probe<R>) -> T + Copy,
    sink: &mut dyn Sink<'v>,
) -> Result<(), ErrorKind> {
    T::give(result, sink)
}
