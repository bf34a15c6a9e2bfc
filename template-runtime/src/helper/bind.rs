use super::{
    HelperFn, Probe, Tag,
    infer::Params,
    invoke::{Function, Helper},
};
use crate::{callable::Args, error::ErrorKind, shape::HelperSpec, sink::Sink};

/// The place where a template names a helper. A function with `#[helper]` has a trait of the same
/// name, whose method on this tells how to call it; for all others the macro has a method of that
/// name on a reference to this, which gives [`Plain`].
#[derive(Clone, Copy)]
pub struct Site;

/// A function without `#[helper]`.
#[derive(Clone, Copy)]
pub struct Plain;

/// A function with `#[helper]`.
pub trait Annotated {
    /// What it takes and gives.
    const SPEC: HelperSpec;

    /// Converts the arguments, calls the function, and gives its result to the sink.
    const CALL: HelperFn;
}

/// How a function is called.
#[diagnostic::on_unimplemented(
    message = "`{F}` cannot be a helper",
    label = "not a helper",
    note = "a helper is a function of at most twelve parameters, which are `&str`, numbers, `bool`, `char`, `impl Display`, `Value<'_>`, `List<'_>`, `Map<'_>`, `Object<'_>`, references to types with `#[derive(Data)]` and without lifetimes and type parameters, or `Option` of these"
)]
pub trait Mode<'v, F, Args, T> {
    /// What it takes and gives.
    const SPEC: &'static HelperSpec;

    /// Converts the arguments, calls the function, and gives its result to the sink.
    const CALL: Call<'v, F>;
}

/// Calls a function with converted arguments.
type Call<'v, F> = fn(&F, &Args<'_, 'v>, &mut dyn Sink<'v>) -> Result<(), ErrorKind>;

impl<'v, F, P, T> Mode<'v, F, P, T> for Plain
where
    F: Helper<'v, P>,
    T: Tag<'v, Result = F::Output>,
{
    const SPEC: &'static HelperSpec = &HelperSpec {
        name: "",
        signature: None,
        positional: F::PARAMS,
        rest: false,
        named: &[],
        block: false,
        result: T::SHAPE,
    };

    const CALL: Call<'v, F> =
        |function, args, sink| T::give(function.call(args.positional())?, sink);
}

impl<'v, F, P, T, A: Annotated> Mode<'v, F, P, T> for A {
    const SPEC: &'static HelperSpec = &A::SPEC;

    const CALL: Call<'v, F> = |_, args, sink| A::CALL(args, sink);
}

/// A function that has been found to be a helper. It has no bounds, so that rustc has nothing more
/// to say about a function that is none.
pub struct Bound<'f, 'v, F> {
    function: &'f F,
    spec: &'static HelperSpec,
    call: Call<'v, F>,
}

/// Binds a function. The closures are never called: the type of the first tells whether the function
/// has `#[helper]`, that of the second how results are given away.
///
/// The macro calls it twice, in a constant for link and in the function that the VM calls, with the
/// same tokens: what rustc finds wrong with the function it then reports once.
#[inline(always)]
pub const fn bind<'f, 'v, F, P, M, T>(
    _: fn(Site) -> M,
    function: &'f F,
    _: fn(Probe<F::Output>, Params<P>) -> T,
) -> Bound<'f, 'v, F>
where
    F: Function<P>,
    M: Mode<'v, F, P, T>,
{
    Bound { function, spec: M::SPEC, call: M::CALL }
}

impl<'v, F> Bound<'_, 'v, F> {
    /// Gives what link knows of the function.
    #[must_use]
    pub const fn spec(&self, name: &'static str) -> HelperSpec {
        self.spec.called(name)
    }

    /// Calls the function.
    ///
    /// # Errors
    ///
    /// An argument of the wrong kind, an error that the function returns, or a result that does
    /// not fit.
    #[inline(always)]
    pub fn call(&self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        (self.call)(self.function, args, sink)
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

/// Gives the shape of what a function returns. The closure is never called.
#[must_use]
pub const fn result_of<'v, F, P, T>(
    _: &F,
    _: fn(Probe<F::Output>, Params<P>) -> T,
) -> crate::shape::ShapeRef
where
    F: Function<P>,
    T: Tag<'v, Result = F::Output>,
{
    T::SHAPE
}
