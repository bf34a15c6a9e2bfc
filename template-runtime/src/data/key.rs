use crate::{data::Data, value::Value};
use alloc::{borrow::Cow, boxed::Box, rc::Rc, string::String, sync::Arc};
use core::{borrow::Borrow, hash::Hash};

/// A type that the keys of a map can have: text, integers, `char` and `bool`.
#[diagnostic::on_unimplemented(
    message = "a template cannot read a map whose keys are `{Self}`",
    label = "keys of type `{Self}`",
    note = "keys are text, integers, `char` or `bool`"
)]
pub trait Key: Data + Borrow<Self::Form> {
    /// The form in which keys are looked up.
    type Form: KeyForm + ?Sized;
}

/// A form in which keys are looked up.
pub trait KeyForm: Ord + Hash {
    /// Calls `f` with the key that has this text, if there can be one.
    fn with_name<R>(name: &str, f: impl FnOnce(&Self) -> Option<R>) -> Option<R>;

    /// Calls `f` with the key that has this value.
    fn with_value<R>(value: Value<'_>, f: impl FnOnce(&Self) -> Option<R>) -> Option<R>;
}

/// `Key` for text, which is looked up as `str`.
macro_rules! texts {
    ($($ty:ty)*) => { $(
        impl Key for $ty {
            type Form = str;
        }
    )* };
}

texts! { &str String Box<str> Rc<str> Arc<str> Cow<'_, str> }

impl KeyForm for str {
    fn with_name<R>(name: &str, f: impl FnOnce(&Self) -> Option<R>) -> Option<R> {
        f(name)
    }

    fn with_value<R>(value: Value<'_>, f: impl FnOnce(&Self) -> Option<R>) -> Option<R> {
        match value {
            Value::Text(text) => f(text),
            _ => None,
        }
    }
}

/// `Key` for scalars: how a value becomes a key again.
macro_rules! scalars {
    ($($($ty:ident)*: |$value:ident| $key:expr;)*) => { $($(
        impl Key for $ty {
            type Form = Self;
        }

        impl KeyForm for $ty {
            fn with_name<R>(name: &str, f: impl FnOnce(&Self) -> Option<R>) -> Option<R> {
                f(&name.parse().ok()?)
            }

            fn with_value<R>($value: Value<'_>, f: impl FnOnce(&Self) -> Option<R>) -> Option<R> {
                f(&$key?)
            }
        }
    )*)* };
}

scalars! {
    i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize: |value| value.integer();
    char: |value| match value {
        Value::Char(value) => Some(value),
        _ => None,
    };
    bool: |value| match value {
        Value::Bool(value) => Some(value),
        _ => None,
    };
}
