//! How the macros make a helper of the function that a template names.

use super::{
    closure::StaticHelper,
    from_value::Printable,
    invoke::{Function, ValueFunction},
    returned::{Probe, Tag},
};
use crate::{
    data::{Args, HelperSpec, Sink},
    error::ErrorKind,
};
use core::marker::PhantomData;

/// The place where a template names a helper, which is the function `F` with parameters of types `P`.
/// A function with `#[helper]` has a trait of the same name, whose method on this tells how to call it
/// if the types of the parameters are its own: the trait may have come from another function of the
/// name, by `use module::*`. For all others the macro has a method of that name on a reference to this,
/// which gives [`Plain`].
pub struct Site<F, P>(PhantomData<fn() -> (F, P)>);

/// A function without `#[helper]`.
#[derive(Clone, Copy)]
pub struct Plain;

/// A function with `#[helper]`.
pub trait Annotated {
    /// What it takes, and the function that converts the arguments, calls it, and gives its result to
    /// the sink.
    const HELPER: StaticHelper;
}

/// A function with `#[helper]`, as the method of a [`Site`] gives it.
pub struct ByAttribute<A>(pub A);

/// How a function is called.
#[diagnostic::on_unimplemented(
    message = "`{F}` cannot be a helper",
    label = "not a helper",
    note = "a helper is a function of at most twelve parameters, which are `&str`, numbers, `bool`, `char`, `impl Display`, `Value<'_>`, `List<'_>`, `Map<'_>`, `Object<'_>`, references to types with `#[derive(Data)]` and without lifetimes and type parameters, or `Option` of these"
)]
pub trait Mode<'v, F: Function<P>, P> {
    /// What it takes.
    const SPEC: HelperSpec;

    /// Converts the arguments, calls the function, and gives its result to the sink.
    ///
    /// # Errors
    ///
    /// An argument of the wrong kind, an error that the function returns, or a result that does
    /// not fit.
    fn call<T: Tag<'v, Result = F::Output>>(
        function: &F,
        args: &Args<'_, 'v>,
        sink: &mut dyn Sink<'v>,
    ) -> Result<(), ErrorKind>;
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
        T::give(function.call(args.positional())?, sink)
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

/// Why a block helper cannot be given away: nothing calls a value with a block.
pub(super) const BLOCK_IS_NO_VALUE: &str =
    "a helper with a block cannot be a value: templates call it by its own name";

/// A function that has been found to be a helper. It has no bounds, so that rustc has nothing more
/// to say about a function that is none.
pub struct BoundFunction<'v, F> {
    function: F,
    spec: HelperSpec,
    call: fn(&F, &Args<'_, 'v>, &mut dyn Sink<'v>) -> Result<(), ErrorKind>,
}

/// Binds a function. The closures are never called: the type of the first tells whether the function
/// has `#[helper]`, that of the second how results are given away.
///
/// The macro calls it twice, in a constant for link and in the function that the VM calls, with the
/// same tokens: what rustc finds wrong with the function it then reports once.
#[inline(always)]
pub const fn bind<'v, F, P, M, T>(
    _: fn(Site<F, P>) -> M,
    function: F,
    _: fn(Probe<F::Output>, Params<P>) -> T,
) -> BoundFunction<'v, F>
where
    F: Function<P>,
    M: Mode<'v, F, P>,
    T: Tag<'v, Result = F::Output>,
{
    BoundFunction { function, spec: HelperSpec { result: T::SHAPE, ..M::SPEC }, call: M::call::<T> }
}

impl<'v, F> BoundFunction<'v, F> {
    /// Gives what link knows of the function, which the template calls `name`.
    #[must_use]
    pub const fn spec(&self, name: &'static str) -> HelperSpec {
        self.spec.called(name)
    }

    /// Gives the same where the function becomes a value.
    ///
    /// # Panics
    ///
    /// While the crate compiles, when it needs a block.
    #[must_use]
    pub const fn value_spec(&self, name: &'static str) -> HelperSpec {
        assert!(!self.spec.block, "{}", BLOCK_IS_NO_VALUE);
        self.spec(name)
    }

    /// Calls the function.
    ///
    /// # Errors
    ///
    /// An argument of the wrong kind, an error that the function returns, or a result that does
    /// not fit.
    #[inline(always)]
    pub fn call(&self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        (self.call)(&self.function, args, sink)
    }
}

/// Gives the result of a function to a sink. The closure is never called: its type tells how.
///
/// # Errors
///
/// When the result is an error, or does not fit.
#[inline(always)]
pub fn give<'v, R, T: Tag<'v, Result = R>>(
    result: R,
    _: fn(Probe<R>) -> T,
    sink: &mut dyn Sink<'v>,
) -> Result<(), ErrorKind> {
    T::give(result, sink)
}

/// The parameters of a function.
///
/// Parameters of type `impl Display`: a function with such a parameter has many types, of which
/// inference has to choose one. `(&&args).__template_param_0()` makes the first parameter a
/// [`Printable`] where it is still open, and does nothing where the function has a type for it; and
/// so on for the others. Method look-up chooses, which tries more references first.
pub struct Params<Args>(pub(super) PhantomData<Args>);

/// The second choice: the parameter is what the function says.
pub trait ViaOwnType {
    /// Does nothing, as all of these.
    fn __template_param_0(&self) {}
    /// See above.
    fn __template_param_1(&self) {}
    /// See above.
    fn __template_param_2(&self) {}
    /// See above.
    fn __template_param_3(&self) {}
    /// See above.
    fn __template_param_4(&self) {}
    /// See above.
    fn __template_param_5(&self) {}
}

impl<Args> ViaOwnType for Params<Args> {}

/// The first choice for one position: the trait, and the tuples that have something to choose there.
macro_rules! open {
    ($($via:ident $method:ident: $([$($before:ident)*] [$($after:ident)*])*;)*) => { $(
        /// The first choice for one of the parameters.
        pub trait $via {
            /// Does nothing.
            fn $method(&self) {}
        }

        $(
            impl<$($before,)* $($after,)*> $via
                for &Params<($($before,)* Printable<'_>, $($after,)*)>
            {
            }
        )*
    )* };
}

open! {
    ViaPrintable0 __template_param_0: [] [] [] [B] [] [B C] [] [B C D] [] [B C D E] [] [B C D E F];
    ViaPrintable1 __template_param_1: [A] [] [A] [C] [A] [C D] [A] [C D E] [A] [C D E F];
    ViaPrintable2 __template_param_2: [A B] [] [A B] [D] [A B] [D E] [A B] [D E F];
    ViaPrintable3 __template_param_3: [A B C] [] [A B C] [E] [A B C] [E F];
    ViaPrintable4 __template_param_4: [A B C D] [] [A B C D] [F];
    ViaPrintable5 __template_param_5: [A B C D E] [];
}
