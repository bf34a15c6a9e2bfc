use super::{
    HelperFn, Params, Probe,
    invoke::{Function, Helper},
    returned::Tag,
};
use crate::{
    callable::{Args, Callable, DynHelper},
    data::Data,
    error::ErrorKind,
    shape::{HelperSpec, Kind, Shape, ShapeRef},
    sink::Sink,
    value::Value,
};
use core::marker::PhantomData;

/// A function or a closure with all that is needed to call it as a helper: what
/// [`callable!`](crate::callable) makes. It is [`Data`], and [`DynHelper`] can be made of a reference
/// to it.
pub struct Closure<'x, F, P, T> {
    name: &'static str,
    function: F,
    call: CallClosure<F>,
    marker: PhantomData<fn(&'x ()) -> (P, T)>,
}

/// Converts arguments, calls the function, and gives its result to the sink.
type CallClosure<F> = for<'v> fn(&'v F, &Args<'_, 'v>, &mut dyn Sink<'v>) -> Result<(), ErrorKind>;

/// Makes a [`Closure`]. The third argument is never called: its type tells how results are given
/// away.
#[must_use]
pub fn closure<'x, F, P, T>(
    name: &'static str,
    function: F,
    _: fn(Probe<F::Output>, Params<P>) -> T,
    call: CallClosure<F>,
) -> Closure<'x, F, P, T>
where
    F: Function<P>,
{
    Closure { name, function, call, marker: PhantomData }
}

impl<'x, F, P, T> Closure<'x, F, P, T>
where
    F: Helper<'x, P>,
    T: Tag<'x, Result = F::Output>,
{
    const SPEC: &'static HelperSpec =
        &HelperSpec { positional: F::PARAMS, result: T::SHAPE, ..HelperSpec::NOTHING };
}

impl<'x, F, P, T> Callable for Closure<'x, F, P, T>
where
    F: Helper<'x, P>,
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

impl<'x, F, P, T> Data for Closure<'x, F, P, T>
where
    F: Helper<'x, P>,
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

/// Makes a closure that templates can call: as a field of a template whose type is a type parameter,
/// or by way of [`DynHelper`](crate::DynHelper).
///
/// # Examples
///
/// ```
/// use template_runtime::{DynHelper, Template, callable, template};
///
/// let names = ["zero", "one", "two"];
/// let name_of = callable!(|n: usize| names.get(n).copied().unwrap_or("many"));
///
/// template! {
///     struct Count<'a> {
///         name_of: DynHelper<'a>,
///     }
///     "{{this.name_of 1}} {{this.name_of 7}}"
/// }
/// assert_eq!(Count { name_of: (&name_of).into() }.render()?, "one many");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[macro_export]
macro_rules! callable {
    ($function:expr) => {
        $crate::__callable!("", $function)
    };
}

/// [`callable!`], with a name for messages.
#[doc(hidden)]
#[macro_export]
macro_rules! __callable {
    ($name:expr, $function:expr) => {{
        #[allow(unused_imports, reason = "one of the steps holds")]
        use $crate::__private::steps::*;
        $crate::__private::closure(
            $name,
            $function,
            $crate::__returned!(),
            |function, args, sink| {
                $crate::__private::bind(
                    |_| $crate::__private::Plain,
                    function,
                    $crate::__returned!(),
                )
                .call(args, sink)
            },
        )
    }};
}

/// The closure that tells how the results of a function are given away.
#[doc(hidden)]
#[macro_export]
macro_rules! __returned {
    () => {
        |probe, params| {
            (&&params).__template_param_0();
            (&&params).__template_param_1();
            (&&params).__template_param_2();
            (&&params).__template_param_3();
            (&&params).__template_param_4();
            (&&params).__template_param_5();
            (&&&&&probe).__template_tag()
        }
    };
}
