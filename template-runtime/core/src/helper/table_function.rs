//! Functions and closures that are added to the table of a [`Compiler`](crate::Compiler) without a macro.

use super::{from_value::FromValue, into_value::IntoValue, printable::Printable};
use crate::{
    data::{
        Args, ByReference, Callable, Data, DynHelper, HelperSpec, List, Map, Object, Sink, Value,
        WithLifetime,
    },
    error::ErrorKind,
};
use alloc::{borrow::Cow, boxed::Box, rc::Rc, string::String, sync::Arc, vec::Vec};
use core::marker::PhantomData;

/// The type of a parameter of a [`TableFunction`].
///
/// It is implemented for the types that implement [`FromValue`] for every lifetime, except for references to types with
/// lifetime parameters, and for types with `#[derive(Data)]` by value.
pub trait TableParam {
    /// The type with the lifetime of a call.
    type Of<'v>: FromValue<'v>;
}

macro_rules! params {
    ($($ty:ty: $of:ty;)*) => { $(
        impl TableParam for $ty {
            type Of<'v> = $of;
        }
    )* };
}

params! {
    &str: &'v str;
    Value<'_>: Value<'v>;
    List<'_>: List<'v>;
    Map<'_>: Map<'v>;
    Object<'_>: Object<'v>;
    DynHelper<'_>: DynHelper<'v>;
    Cow<'_, str>: Cow<'v, str>;
    String: String;
    Box<str>: Box<str>;
    Rc<str>: Rc<str>;
    Arc<str>: Arc<str>;
    Printable<'_>: Printable<'v>;
    &std::path::Path: &'v std::path::Path;
    std::path::PathBuf: std::path::PathBuf;
    bool: bool;
    char: char;
    f32: f32;
    f64: f64;
    i8: i8;
    i16: i16;
    i32: i32;
    i64: i64;
    i128: i128;
    isize: isize;
    u8: u8;
    u16: u16;
    u32: u32;
    u64: u64;
    u128: u128;
    usize: usize;
}

impl<T: for<'v> ByReference<'v>> TableParam for &T {
    type Of<'v> = &'v T;
}

impl<T: Data + for<'v> WithLifetime<'v>> TableParam for &[T] {
    type Of<'v> = &'v [T];
}

impl<T: TableParam> TableParam for Option<T> {
    type Of<'v> = Option<T::Of<'v>>;
}

impl<T: TableParam> TableParam for Vec<T> {
    type Of<'v> = Vec<T::Of<'v>>;
}

#[cfg(feature = "serde_json")]
params! { serde_json::Value: serde_json::Value; }

/// A function or a closure that [`Helpers::with_fn`](crate::Helpers::with_fn) accepts. `P` is a function type with its
/// parameters and its result, which rustc infers.
///
/// The result is a type of which [`IntoValue`] is known, and does not borrow from the arguments.
#[diagnostic::on_unimplemented(
    message = "`with_fn` cannot add `{Self}`",
    label = "not a function of at most six parameters whose result implements `IntoValue`",
    note = "a parameter of a closure needs a type, as in `|text: &str|`",
    note = "a function that takes your own type by value, or whose result is an iterator, borrows from its arguments, or is printed by its `Display`, is added with `helpers!`, or as a closure with `with_callable` and `callable!`"
)]
pub trait TableFunction<P>: Send + Sync + 'static {
    /// Its specification.
    #[doc(hidden)]
    const SPEC: HelperSpec;

    /// Converts the arguments, calls it, and passes its result to the sink.
    ///
    /// # Errors
    ///
    /// Returns an error if an argument has the wrong kind or is out of range, the function returns an error, or the sink
    /// rejects the result.
    #[doc(hidden)]
    fn call_with<'v>(
        &'v self,
        args: &Args<'_, 'v>,
        sink: &mut dyn Sink<'v>,
    ) -> Result<(), ErrorKind>;
}

/// Implements `TableFunction` for functions with these parameters, whose arguments have these names and indices.
///
/// The function has two bounds. From the first, rustc infers the types of the parameters; the second requires that the function
/// takes them with any lifetime.
macro_rules! functions {
    ($(($($param:ident $arg:ident $index:literal)*))*) => { $(
        impl<F, R, $($param),*> TableFunction<fn($($param),*) -> R> for F
        where
            F: Fn($($param),*) -> R + for<'v> Fn($($param::Of<'v>),*) -> R + Send + Sync + 'static,
            R: for<'v> IntoValue<'v>,
            $($param: TableParam,)*
        {
            const SPEC: HelperSpec = HelperSpec {
                positional: &[$(<$param::Of<'static> as FromValue<'static>>::PARAM),*],
                result: <R as IntoValue<'static>>::SHAPE,
                ..HelperSpec::NOTHING
            };

            #[allow(clippy::too_many_arguments, reason = "a function may have as many")]
            fn call_with<'v>(
                &'v self,
                args: &Args<'_, 'v>,
                sink: &mut dyn Sink<'v>,
            ) -> Result<(), ErrorKind> {
                /// Calls the function through the bound that has these types.
                fn call<R, $($param),*>(f: impl Fn($($param),*) -> R, $($arg: $param),*) -> R {
                    f($($arg),*)
                }

                let _ = args;
                $(let $arg: $param::Of<'v> = super::positional(args, sink, $index)?;)*
                call(self, $($arg),*).give(sink)
            }
        }
    )* };
}

functions! {
    ()
    (A a 0)
    (A a 0 B b 1)
    (A a 0 B b 1 C c 2)
    (A a 0 B b 1 C c 2 D d 3)
    (A a 0 B b 1 C c 2 D d 3 E e 4)
    (A a 0 B b 1 C c 2 D d 3 E e 4 G g 5)
}

/// A function of a table, with the name that errors have at run time.
pub(crate) struct NamedFunction<F, P> {
    name: String,
    function: F,
    params: PhantomData<fn() -> P>,
}

impl<P, F: TableFunction<P>> NamedFunction<F, P> {
    pub(crate) const fn new(name: String, function: F) -> Self {
        Self { name, function, params: PhantomData }
    }

    const SPEC: &'static HelperSpec = &F::SPEC;
}

impl<P, F: TableFunction<P>> Callable for NamedFunction<F, P> {
    fn name(&self) -> &str {
        &self.name
    }

    fn spec(&self) -> &'static HelperSpec {
        Self::SPEC
    }

    fn call<'v>(&'v self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        self.function.call_with(args, sink)
    }
}

/// A value that can be called, with the name that it has in a table.
pub(crate) struct NamedCallable<C> {
    name: String,
    callable: C,
}

impl<C: Callable> NamedCallable<C> {
    pub(crate) const fn new(name: String, callable: C) -> Self {
        Self { name, callable }
    }
}

impl<C: Callable> Callable for NamedCallable<C> {
    fn name(&self) -> &str {
        &self.name
    }

    fn spec(&self) -> &'static HelperSpec {
        self.callable.spec()
    }

    fn call<'v>(&'v self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        self.callable.call(args, sink)
    }

    fn partial_application(&self) -> Option<&crate::data::PartialApplication<'_>> {
        self.callable.partial_application()
    }
}
