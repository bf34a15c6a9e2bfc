//! The keys of maps.

use super::{Data, value::Value};
use crate::output::UnescapedText;
#[cfg(feature = "alloc")]
use core::fmt;
use core::{
    borrow::Borrow,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6},
    num::NonZero,
};

/// A type of the keys of a map: text, an integer type, `char`, `bool`, an address of the network, an enum without
/// fields that has `#[derive(Data)]`, or, with a feature, `chrono::NaiveDate` or `uuid::Uuid`.
///
/// `#[derive(Data)]` implements it, too, for a struct around such a key with `#[data(transparent)]`, and for a type with
/// `#[data(display)]` and [`FromStr`](core::str::FromStr), which parses its `Display` output.
#[diagnostic::on_unimplemented(
    message = "a template cannot read a map whose keys are `{Self}`",
    label = "keys of type `{Self}`",
    note = "keys are text, integers, `char`, `bool`, and, with `#[derive(Data)]` and without type parameters, an enum without fields, a struct around a key with `#[data(transparent)]`, and a type with `#[data(display)]` and `FromStr`",
    note = "a map with other keys is a field with `#[data(display_keys)]` if they have `Display`, and with `#[data(map)]` if they are `Data`"
)]
pub trait Key: Data + Borrow<Self::Form> {
    /// The borrowed form for lookups.
    type Form: KeyForm + ?Sized;
}

/// A borrowed form of the keys of a map, for lookups.
pub trait KeyForm {
    /// Calls `f` with the key that prints as `name`, and returns its result. Returns `None` if no key prints as
    /// `name`.
    fn with_name<R>(name: &str, f: impl FnOnce(&Self) -> Option<R>) -> Option<R>;

    /// Calls `f` with the key that equals `value`, and returns its result. Returns `None` if there is no such key.
    fn with_value<R>(value: Value<'_>, f: impl FnOnce(&Self) -> Option<R>) -> Option<R>;
}

/// Implements `Key` for types that are text, which is looked up as `str`.
macro_rules! texts {
    ($($ty:ty)*) => { $(
        #[diagnostic::do_not_recommend]
        impl Key for $ty {
            type Form = str;
        }
    )* };
}

texts! { &str }

#[cfg(feature = "alloc")]
texts! {
    alloc::string::String alloc::boxed::Box<str> alloc::rc::Rc<str> alloc::sync::Arc<str>
    alloc::borrow::Cow<'_, str>
}

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

/// Implements `Key` for scalars, from the conversion of a value into a key.
macro_rules! scalars {
    ($($($ty:ident)*: |$value:ident| $key:expr;)*) => { $($(
        #[diagnostic::do_not_recommend]
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

/// Implements `Key` for types that a template prints, and that are parsed from the printed text.
macro_rules! parsed {
    ($($ty:ty)*) => { $(
        #[diagnostic::do_not_recommend]
        impl Key for $ty {
            type Form = Self;
        }

        impl KeyForm for $ty {
            fn with_name<R>(name: &str, f: impl FnOnce(&Self) -> Option<R>) -> Option<R> {
                f(&name.parse().ok()?)
            }

            fn with_value<R>(value: Value<'_>, f: impl FnOnce(&Self) -> Option<R>) -> Option<R> {
                key_with_text_of(value, |name| Self::with_name(name, f))
            }
        }
    )* };
}

/// Calls `f` with the text that a template prints for `value`, the form in which keys are compared.
pub fn key_with_text_of<R>(value: Value<'_>, f: impl FnOnce(&str) -> Option<R>) -> Option<R> {
    if let Value::Text(text) = value {
        return f(text);
    }
    if !value.is_printable() {
        return None;
    }
    // Without a heap the keys are short.
    #[cfg(not(feature = "alloc"))]
    return f(crate::error::Note::new(UnescapedText::new(&[value])).as_str());
    #[cfg(feature = "alloc")]
    {
        let mut text = alloc::string::String::new();
        fmt::write(&mut text, format_args!("{}", UnescapedText::new(&[value]))).ok()?;
        f(&text)
    }
}

parsed! {
    NonZero<i8> NonZero<i16> NonZero<i32> NonZero<i64> NonZero<i128> NonZero<isize>
    NonZero<u8> NonZero<u16> NonZero<u32> NonZero<u64> NonZero<u128> NonZero<usize>
    IpAddr Ipv4Addr Ipv6Addr SocketAddr SocketAddrV4 SocketAddrV6
}

#[cfg(feature = "uuid")]
parsed! { uuid::Uuid }

#[cfg(feature = "chrono")]
parsed! { chrono::NaiveDate }
