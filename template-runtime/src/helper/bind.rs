use super::{HelperSpec, Probe, Tag, from_value::Param, invoke::Helper, sink::Sink};
use crate::{error::ErrorKind, shape::ShapeRef, value::Value};

/// A function that has been found to be a helper. It has no bounds, so that rustc has nothing more
/// to say about a function that is none.
pub struct Bound<'f, 'v, F> {
    function: &'f F,
    params: &'static [Param],
    result: ShapeRef,
    call: Call<'v, F>,
}

/// Converts arguments, calls the function, and gives its result to the sink.
type Call<'v, F> = fn(&F, &[Value<'v>], &mut Sink<'_, '_, 'v>) -> Result<(), ErrorKind>;

/// Binds a function. The closure is never called: its type tells how results are given away.
///
/// The macro calls it twice, in a constant for link and in the function that the VM calls, with the
/// same tokens: what rustc finds wrong with the function it then reports once.
#[inline(always)]
pub const fn bind<'f, 'v, F, Args, T>(
    function: &'f F,
    _: fn(Probe<F::Output>) -> T,
) -> Bound<'f, 'v, F>
where
    F: Helper<'v, Args>,
    T: Tag<'v, Result = F::Output>,
{
    Bound {
        function,
        params: F::PARAMS,
        result: T::SHAPE,
        call: |function, args, sink| T::give(function.call(args)?, sink),
    }
}

impl<'v, F> Bound<'_, 'v, F> {
    /// Gives what link knows of the function.
    #[must_use]
    pub const fn spec(&self, name: &'static str) -> HelperSpec {
        HelperSpec { name, params: self.params, result: self.result }
    }

    /// Calls the function.
    ///
    /// # Errors
    ///
    /// An argument of the wrong kind, an error that the function returns, or a result that does
    /// not fit.
    #[inline(always)]
    pub fn call(&self, args: &[Value<'v>], sink: &mut Sink<'_, '_, 'v>) -> Result<(), ErrorKind> {
        (self.call)(self.function, args, sink)
    }
}
