//! Calls of functions with converted arguments.

use super::{
    autoref::{Params, Probe},
    bind::Site,
    from_value::FromValue,
    kept::Keep,
};
use crate::{
    data::{Args, Argument, ITEMS, Kind, Param, ParamKind, Value},
    error::{ErrorKind, HelperError},
};
use core::fmt;
use template_bytecode::CONTEXT;

/// A function or a closure. `Args` is the tuple of its parameter types, which rustc infers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a helper",
    label = "not a helper",
    note = "a helper is a function of at most twelve parameters, which is neither `unsafe` nor `extern`"
)]
pub trait Function<Args> {
    /// Its return type.
    type Output;

    /// Returns markers of the function and its parameters, of the parameters alone, and of the result.
    ///
    /// The macros call it by the path of the trait. rustc then reports what is not a function by the message above alone; for the
    /// bound of a function it would add a note that quotes this crate.
    fn types(&self) -> (Site<Self, Args>, Params<Args>, Probe<Self::Output>)
    where
        Self: Sized,
    {
        (Site::NEW, Params::NEW, Probe::NEW)
    }
}

/// The types of the parameters of a function, whose tuple this is implemented for. That of a parameter which it does not have is
/// `bool`, which is always accepted.
pub trait ParamTypes {
    /// The type of the first parameter.
    type P0;
    /// The type of the second parameter.
    type P1;
    /// The type of the third parameter.
    type P2;
    /// The type of the fourth parameter.
    type P3;
    /// The type of the fifth parameter.
    type P4;
    /// The type of the sixth parameter.
    type P5;
    /// The type of the seventh parameter.
    type P6;
    /// The type of the eighth parameter.
    type P7;
    /// The type of the ninth parameter.
    type P8;
    /// The type of the tenth parameter.
    type P9;
    /// The type of the eleventh parameter.
    type P10;
    /// The type of the twelfth parameter.
    type P11;
}

/// A function whose parameters are all converted from positional arguments.
pub trait ValueFunction<'v, Params>: Function<Params> {
    /// Its parameters, in order.
    const PARAMS: &'static [Param];

    /// Converts the arguments and calls the function.
    ///
    /// # Errors
    ///
    /// Returns an error if an argument is missing, has the wrong kind or is out of range.
    fn call(
        &self,
        args: &Args<'_, 'v>,
        memory: &mut dyn Keep<'v>,
    ) -> Result<Self::Output, ErrorKind>;
}

/// Implements `Function`, `ParamTypes` and `ValueFunction` for functions with these parameters.
///
/// In brackets are the types of [`ParamTypes`].
macro_rules! functions {
    ($([$($type:ident $p:ident)*] ($($param:ident)*))*) => { $(
        impl<F, R, $($param),*> Function<($($param,)*)> for F
        where
            F: Fn($($param),*) -> R,
        {
            type Output = R;
        }

        impl<$($param),*> ParamTypes for ($($param,)*) {
            $(type $type = $p;)*
        }

        impl<'v, F, R, $($param: FromValue<'v>),*> ValueFunction<'v, ($($param,)*)> for F
        where
            F: Fn($($param),*) -> R,
        {
            const PARAMS: &'static [Param] = &[$($param::PARAM),*];

            #[inline(always)]
            fn call(
                &self,
                args: &Args<'_, 'v>,
                memory: &mut dyn Keep<'v>,
            ) -> Result<R, ErrorKind> {
                let mut index = 0;
                let _ = (args, &memory, &mut index);
                Ok(self($(next::<$param>(args, memory, &mut index)?),*))
            }
        }
    )* };
}

functions! {
    [P0 bool P1 bool P2 bool P3 bool P4 bool P5 bool P6 bool P7 bool P8 bool P9 bool P10 bool P11 bool]
    ()
    [P0 P0 P1 bool P2 bool P3 bool P4 bool P5 bool P6 bool P7 bool P8 bool P9 bool P10 bool P11 bool]
    (P0)
    [P0 P0 P1 P1 P2 bool P3 bool P4 bool P5 bool P6 bool P7 bool P8 bool P9 bool P10 bool P11 bool]
    (P0 P1)
    [P0 P0 P1 P1 P2 P2 P3 bool P4 bool P5 bool P6 bool P7 bool P8 bool P9 bool P10 bool P11 bool]
    (P0 P1 P2)
    [P0 P0 P1 P1 P2 P2 P3 P3 P4 bool P5 bool P6 bool P7 bool P8 bool P9 bool P10 bool P11 bool]
    (P0 P1 P2 P3)
    [P0 P0 P1 P1 P2 P2 P3 P3 P4 P4 P5 bool P6 bool P7 bool P8 bool P9 bool P10 bool P11 bool]
    (P0 P1 P2 P3 P4)
    [P0 P0 P1 P1 P2 P2 P3 P3 P4 P4 P5 P5 P6 bool P7 bool P8 bool P9 bool P10 bool P11 bool]
    (P0 P1 P2 P3 P4 P5)
    [P0 P0 P1 P1 P2 P2 P3 P3 P4 P4 P5 P5 P6 P6 P7 bool P8 bool P9 bool P10 bool P11 bool]
    (P0 P1 P2 P3 P4 P5 P6)
    [P0 P0 P1 P1 P2 P2 P3 P3 P4 P4 P5 P5 P6 P6 P7 P7 P8 bool P9 bool P10 bool P11 bool]
    (P0 P1 P2 P3 P4 P5 P6 P7)
    [P0 P0 P1 P1 P2 P2 P3 P3 P4 P4 P5 P5 P6 P6 P7 P7 P8 P8 P9 bool P10 bool P11 bool]
    (P0 P1 P2 P3 P4 P5 P6 P7 P8)
    [P0 P0 P1 P1 P2 P2 P3 P3 P4 P4 P5 P5 P6 P6 P7 P7 P8 P8 P9 P9 P10 bool P11 bool]
    (P0 P1 P2 P3 P4 P5 P6 P7 P8 P9)
    [P0 P0 P1 P1 P2 P2 P3 P3 P4 P4 P5 P5 P6 P6 P7 P7 P8 P8 P9 P9 P10 P10 P11 bool]
    (P0 P1 P2 P3 P4 P5 P6 P7 P8 P9 P10)
    [P0 P0 P1 P1 P2 P2 P3 P3 P4 P4 P5 P5 P6 P6 P7 P7 P8 P8 P9 P9 P10 P10 P11 P11]
    (P0 P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P11)
}

/// Converts the positional argument at `next`, and increments `next`.
#[inline]
fn next<'v, T: FromValue<'v>>(
    args: &Args<'_, 'v>,
    memory: &mut dyn Keep<'v>,
    next: &mut u8,
) -> Result<T, ErrorKind> {
    let index = *next;
    *next += 1;
    positional(args, memory, index)
}

/// Converts the positional argument at `index`.
///
/// # Errors
///
/// Returns an error if it is missing although required, has the wrong kind or is out of range.
#[inline]
pub fn positional<'v, T: FromValue<'v>>(
    args: &Args<'_, 'v>,
    memory: &mut dyn Keep<'v>,
    index: u8,
) -> Result<T, ErrorKind> {
    convert(args, memory, ParamRef::Positional(index))
}

/// Converts the positional argument at `index`, or returns the default if it is missing or null.
///
/// # Errors
///
/// Returns an error if it has the wrong kind or is out of range.
#[inline]
pub fn positional_or<'v, T: FromValue<'v>>(
    args: &Args<'_, 'v>,
    memory: &mut dyn Keep<'v>,
    index: u8,
    default: impl FnOnce() -> T,
) -> Result<T, ErrorKind> {
    convert_or(args, memory, ParamRef::Positional(index), default)
}

/// Converts the argument of the named parameter with this index and name.
///
/// # Errors
///
/// Returns an error if it is missing although required, has the wrong kind or is out of range.
#[inline]
pub fn named<'v, T: FromValue<'v>>(
    args: &Args<'_, 'v>,
    memory: &mut dyn Keep<'v>,
    index: u8,
    name: &'static str,
) -> Result<T, ErrorKind> {
    convert(args, memory, ParamRef::Named { index, name })
}

/// Converts the argument of a named parameter, or returns the default if it is missing or null.
///
/// # Errors
///
/// Returns an error if it has the wrong kind or is out of range.
#[inline]
pub fn named_or<'v, T: FromValue<'v>>(
    args: &Args<'_, 'v>,
    memory: &mut dyn Keep<'v>,
    index: u8,
    name: &'static str,
    default: impl FnOnce() -> T,
) -> Result<T, ErrorKind> {
    convert_or(args, memory, ParamRef::Named { index, name }, default)
}

/// Returns the positional arguments from `index` on, for a rest parameter.
#[must_use]
#[inline]
pub fn rest<'s, 'v>(args: &Args<'s, 'v>, index: u8) -> &'s [Value<'v>] {
    args.positional().get(usize::from(index)..).unwrap_or_default()
}

/// A parameter, as the argument for it is found.
#[derive(Clone, Copy)]
enum ParamRef {
    /// A positional parameter, with its index.
    Positional(u8),
    /// A named parameter.
    Named { index: u8, name: &'static str },
}

impl ParamRef {
    /// Returns the argument, if it was passed.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn argument<'v>(self, args: &Args<'_, 'v>) -> Option<Argument<'v>> {
        match self {
            Self::Positional(index) => args.at(index.into()),
            Self::Named { index, name } => args.for_param(index.into(), name),
        }
    }

    fn label(self) -> ArgumentLabel {
        match self {
            Self::Positional(index) => ArgumentLabel::Number(index.saturating_add(1)),
            Self::Named { name, .. } => ArgumentLabel::Name(name),
        }
    }
}

/// The name of an argument in messages: its number, from 1, or its name.
#[derive(Clone, Copy)]
enum ArgumentLabel {
    Number(u8),
    Name(&'static str),
}

/// Converts an argument, if it was passed.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
#[cfg_attr(not(feature = "alloc"), inline)]
fn convert<'v, T: FromValue<'v>>(
    args: &Args<'_, 'v>,
    memory: &mut dyn Keep<'v>,
    of: ParamRef,
) -> Result<T, ErrorKind> {
    let converted = match of.argument(args) {
        Some(argument) => {
            let convert = |value| {
                if T::IS_CREATED {
                    T::from_argument(value, memory)
                } else {
                    Ok(T::from_value(value))
                }
            };
            argument.convert(const { is_reference(&T::PARAM) }, convert)?
        }
        None => T::absent(),
    };
    // With the parts of the parameter, of which no copy is then needed in memory.
    converted.ok_or_else(|| match of {
        ParamRef::Positional(index) => positional_error(args, index, &T::PARAM),
        ParamRef::Named { index, name } => named_error(args, index, name, &T::PARAM),
    })
}

/// Converts an argument, or returns the default if it was not passed or is null.
#[inline]
fn convert_or<'v, T: FromValue<'v>>(
    args: &Args<'_, 'v>,
    memory: &mut dyn Keep<'v>,
    of: ParamRef,
    default: impl FnOnce() -> T,
) -> Result<T, ErrorKind> {
    match of.argument(args) {
        None | Some(Argument { value: Value::Null, .. }) => Ok(default()),
        Some(_) => convert(args, memory, of),
    }
}

/// Returns `true` if a parameter takes a reference, which may refer to a displayed value.
pub(super) const fn is_reference(param: &Param) -> bool {
    matches!(param.kind, ParamKind::Reference(_))
}

/// Returns the error for an argument that is missing or that the field `name` of a component does not take.
#[cold]
pub(super) fn argument_error_of(
    name: &'static str,
    param: &Param,
    value: Option<Value<'_>>,
) -> ErrorKind {
    argument_error(ArgumentLabel::Name(name), param, value)
}

/// Returns the error for a positional argument that is missing or that the parameter does not take. The argument is read again, so
/// that a call that succeeds keeps no copy of it.
#[cold]
#[inline(never)]
fn positional_error(args: &Args<'_, '_>, index: u8, param: &Param) -> ErrorKind {
    argument_error_in(args, ParamRef::Positional(index), param)
}

/// Returns the error for a named argument, like [`positional_error`].
#[cold]
#[inline(never)]
fn named_error(args: &Args<'_, '_>, index: u8, name: &'static str, param: &Param) -> ErrorKind {
    argument_error_in(args, ParamRef::Named { index, name }, param)
}

#[cold]
fn argument_error_in(args: &Args<'_, '_>, of: ParamRef, param: &Param) -> ErrorKind {
    argument_error(of.label(), param, of.argument(args).map(|given| given.value))
}

/// Returns the error for an argument that is missing or that the parameter does not take.
#[cold]
fn argument_error(label: ArgumentLabel, param: &Param, value: Option<Value<'_>>) -> ErrorKind {
    let wanted = Wanted(param);
    let error = match (label, value) {
        (ArgumentLabel::Number(number), Some(value)) => HelperError::new(format_args!(
            "argument {number} must be {wanted}{}",
            Mismatch(param, value)
        )),
        (ArgumentLabel::Number(number), None) => {
            HelperError::new(format_args!("argument {number} is missing: it must be {wanted}"))
        }
        (ArgumentLabel::Name(name), Some(value)) => HelperError::new(format_args!(
            "argument `{name}` must be {wanted}{}",
            Mismatch(param, value)
        )),
        (ArgumentLabel::Name(CONTEXT), None) => {
            HelperError::new("it cannot be a value: it needs the context of its call")
        }
        (ArgumentLabel::Name(name), None) => {
            HelperError::new(format_args!("argument `{name}` is missing: it must be {wanted}"))
        }
    };
    ErrorKind::Helper(if let Some(Value::Null) = value { error.about_null() } else { error })
}

/// Displays the value that a parameter does not accept or, for a list that is passed to a slice but whose items are elsewhere
/// or have another type, the type to use instead. Link cannot know this of every list, because the shape of a reference is that
/// of its target.
struct Mismatch<'p, 'v>(&'p Param, Value<'v>);

impl fmt::Display for Mismatch<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(Param { kind, wants, .. }, value) = self;
        let items = match (kind, value) {
            (ParamKind::Slice(items), Value::List(_)) if cfg!(feature = "alloc") => {
                &items.get().kind
            }
            _ => &Kind::Any,
        };
        match items {
            Kind::Object(_) | Kind::Enum(_) => write!(f, "; write `Vec<&{wants}>` instead"),
            Kind::Bool | Kind::Integer | Kind::Float | Kind::Char => {
                write!(f, "; write `Vec<{wants}>` instead")
            }
            _ => write!(f, ", but is {value:?}"),
        }
    }
}

/// Displays the values that a parameter accepts.
struct Wanted<'p>(&'p Param);

impl fmt::Display for Wanted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Param { kind, wants, .. } = self.0;
        match kind {
            ParamKind::Reference(_) | ParamKind::Variant(..) => write!(f, "a `{wants}`"),
            ParamKind::Slice(_) => write!(f, "a `[{wants}]`"),
            ParamKind::Items(item) => write!(f, "{ITEMS}{}", Wanted(item)),
            _ => f.write_str(wants),
        }
    }
}
