use super::from_value::{FromValue, Param};
use crate::{error::ErrorKind, note::Note, value::Value};

/// A function that can be called with values. `Args`, the tuple of its parameter types, follows
/// from the function; nobody writes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a helper",
    label = "not a helper",
    note = "a helper is a function of at most eight parameters, which are `&str`, numbers, `bool`, `char`, `Value<'_>`, `List<'_>`, `Map<'_>`, `Object<'_>`, or `Option` of these"
)]
pub trait Helper<'v, Args> {
    /// What it returns.
    type Output;

    /// Its parameters, in order.
    const PARAMS: &'static [Param];

    /// Converts the arguments and calls the function.
    ///
    /// # Errors
    ///
    /// When an argument has the wrong kind or is out of range.
    fn call(&self, args: &[Value<'v>]) -> Result<Self::Output, ErrorKind>;
}

/// `Helper` for functions with the parameters given.
macro_rules! helpers {
    ($(($($param:ident)*))*) => { $(
        impl<'v, Function, R, $($param: FromValue<'v>),*> Helper<'v, ($($param,)*)> for Function
        where
            Function: Fn($($param),*) -> R,
        {
            type Output = R;

            const PARAMS: &'static [Param] = &[$($param::PARAM),*];

            #[inline]
            fn call(&self, args: &[Value<'v>]) -> Result<R, ErrorKind> {
                let mut args = args.iter();
                let mut number = 0;
                let _ = (&mut args, &mut number);
                Ok(self($(next::<$param>(&mut args, &mut number)?),*))
            }
        }
    )* };
}

helpers! {
    () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H)
}

/// Converts the next argument.
#[inline]
fn next<'a, 'v: 'a, T: FromValue<'v>>(
    args: &mut impl Iterator<Item = &'a Value<'v>>,
    number: &mut u8,
) -> Result<T, ErrorKind> {
    *number += 1;
    let value = args.next();
    let converted = match value {
        Some(&value) => T::from_value(value),
        None => T::absent(),
    };
    converted.ok_or_else(|| refuse(*number, T::PARAM.wants, value))
}

/// Says which argument was refused, and why.
#[cold]
fn refuse(number: u8, wanted: &str, value: Option<&Value<'_>>) -> ErrorKind {
    ErrorKind::Helper(match value {
        Some(value) => {
            Note::new(format_args!("argument {number} must be {wanted}, and is {value:?}"))
        }
        None => Note::new(format_args!("argument {number} is missing: it must be {wanted}")),
    })
}
