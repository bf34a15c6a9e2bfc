//! The types of the standard library and of this crate that helpers take.

use super::{
    from_value::{ByConversion, Conversion, FromValue, Taken},
    kept::{Keep, keep_text},
    printable::Printable,
};
use crate::{
    data::{
        ByReference, DynHelper, LeafAt, List, Map, NestedTemplate, Object, Param, ParamKind,
        SafeHtml, SafeKind, SafeScript, SafeStyle, SafeUrl, TrustedResourceUrl, Value,
        safe_display, safe_text, unchecked,
    },
    error::ErrorKind,
    template::Template,
};

impl<'v> Taken<'v> for Value<'v> {
    type By = ByConversion;
}

impl<'v> Conversion<'v, ByConversion> for Value<'v> {
    const PARAM: Param = Param::new(ParamKind::Any, "any value");

    #[inline]
    fn from_value(value: Value<'v>) -> Option<Self> {
        Some(value)
    }
}

impl<'v> Taken<'v> for &'v str {
    type By = ByConversion;
}

impl<'v> Conversion<'v, ByConversion> for &'v str {
    const PARAM: Param = Param::new(ParamKind::Text, "text");

    #[inline]
    fn from_value(value: Value<'v>) -> Option<Self> {
        match value {
            Value::Text(text) | safe_text!(text) => Some(text),
            Value::Object(object) => object.text(),
            _ => None,
        }
    }

    #[inline]
    fn from_argument(
        value: Value<'v>,
        memory: &mut dyn Keep<'v>,
    ) -> Result<Option<Self>, ErrorKind> {
        /// Stores the text of an item of a list that is printed with its `Display` implementation. (The VM has replaced such an
        /// argument by its text.)
        #[cold]
        fn displayed<'v>(
            value: Value<'v>,
            memory: &mut dyn Keep<'v>,
        ) -> Result<Option<&'v str>, ErrorKind> {
            match value {
                Value::Display(shown) | safe_display!(shown) => {
                    keep_text(shown, |text| memory.keep(text)).map(Some)
                }
                _ => Ok(None),
            }
        }

        match <Self as Conversion<'v, ByConversion>>::from_value(value) {
            Some(text) => Ok(Some(text)),
            None => displayed(value, memory),
        }
    }

    #[inline]
    fn from_leaf(leaf: LeafAt<'v>) -> Option<Self> {
        leaf.text()
    }
}

/// Implements [`Taken`] for one type: its kind, its description in messages, and the conversion.
macro_rules! from_values {
    ($($ty:ty, $kind:ident $(($($of:tt)*))?, $wants:expr, |$value:ident| $from:expr;)*) => { $(
        impl<'v> Taken<'v> for $ty {
            type By = ByConversion;
        }

        impl<'v> Conversion<'v, ByConversion> for $ty {
            const PARAM: Param =
                Param::new(ParamKind::$kind $(($($of)*))?, $wants);

            #[inline]
            fn from_value($value: Value<'v>) -> Option<Self> {
                $from
            }
        }
    )* };
}

from_values! {
    bool, Bool, "a bool", |value| match value {
        Value::Bool(value) => Some(value),
        _ => None,
    };
    char, Char, "a char", |value| match value {
        Value::Char(value) => Some(value),
        Value::Text(text) | safe_text!(text) => single_char(text),
        _ => None,
    };
    f32, Number, "a number (`f32`)", |value| number(value).map(|value| value as f32);
    f64, Number, "a number (`f64`)", |value| number(value);
    List<'v>, List, "a list", |value| match value {
        Value::List(list) => Some(list),
        _ => None,
    };
    Map<'v>, Map, "a map", |value| match value {
        Value::Map(map) => Some(map),
        _ => None,
    };
    Object<'v>, Object, "an object", |value| match value {
        Value::Object(object) => Some(object),
        _ => None,
    };
    DynHelper<'v>, Helper, "a helper", |value| match value {
        Value::Helper(helper) => Some(helper),
        _ => None,
    };
    &'v (dyn Template + 'v), Template, "a template", |value| {
        value.template().and_then(NestedTemplate::as_dyn)
    };
    Printable<'v>, Printable, "something that can be printed", |value| Printable::new(value);
}

#[cfg(feature = "std")]
from_values! {
    &'v std::path::Path, Text, "text", |value| <&str as FromValue>::from_value(value).map(std::path::Path::new);
}

#[cfg(feature = "alloc")]
impl<'v> Taken<'v> for alloc::boxed::Box<dyn Template + 'v> {
    type By = ByConversion;
}

#[cfg(feature = "alloc")]
impl<'v> Conversion<'v, ByConversion> for alloc::boxed::Box<dyn Template + 'v> {
    const PARAM: Param = <&'v (dyn Template + 'v) as FromValue<'v>>::PARAM;

    fn from_value(value: Value<'v>) -> Option<Self> {
        let template =
            <&'v (dyn Template + 'v) as Conversion<'v, ByConversion>>::from_value(value)?;
        Some(alloc::boxed::Box::new(template))
    }
}

/// Implements [`Taken`] for integer types, with a range check.
macro_rules! integers {
    ($($ty:ident $wants:literal)*) => { $(
        impl<'v> Taken<'v> for $ty {
            type By = ByConversion;
        }

        impl<'v> Conversion<'v, ByConversion> for $ty {
            const PARAM: Param = Param::new(ParamKind::Integer {
                    least: least($ty::MIN as i128),
                    most: most($ty::MAX as u128),
                }, $wants);

            #[inline]
            fn from_value(value: Value<'v>) -> Option<Self> {
                value.integer()
            }

            #[inline]
            fn from_leaf(leaf: LeafAt<'v>) -> Option<Self> {
                leaf.of_type().or_else(|| <Self as Conversion<'v, ByConversion>>::from_value(leaf.value()))
            }
        }
    )* };
}

integers! {
    i8 "an integer (`i8`)" i16 "an integer (`i16`)" i32 "an integer (`i32`)"
    i64 "an integer (`i64`)" i128 "an integer (`i128`)" isize "an integer (`isize`)"
    u8 "an integer (`u8`)" u16 "an integer (`u16`)" u32 "an integer (`u32`)"
    u64 "an integer (`u64`)" u128 "an integer (`u128`)" usize "an integer (`usize`)"
}

/// Converts the minimum of an integer type to `i64`, saturating.
const fn least(number: i128) -> i64 {
    if number < i64::MIN as i128 { i64::MIN } else { number as i64 }
}

/// Converts the maximum of an integer type to `i64`, saturating.
const fn most(number: u128) -> i64 {
    if number > i64::MAX as u128 { i64::MAX } else { number as i64 }
}

impl<'v, T: ByReference<'v>> Taken<'v> for &'v T {
    type By = ByConversion;
}

impl<'v, T: ByReference<'v>> Conversion<'v, ByConversion> for &'v T {
    const PARAM: Param = T::PARAM;

    const IS_CREATED: bool = T::IS_CREATED;

    #[inline]
    fn from_value(value: Value<'v>) -> Option<Self> {
        T::of_value(value)
    }

    #[inline]
    fn from_argument(
        value: Value<'v>,
        memory: &mut dyn Keep<'v>,
    ) -> Result<Option<Self>, ErrorKind> {
        match T::of_value(value) {
            Some(found) => Ok(Some(found)),
            None => T::created(value, memory),
        }
    }

    fn absent() -> Option<Self> {
        T::ABSENT
    }
}

/// Implements [`Taken`] for a type of values that are safe in one context.
macro_rules! safe_values {
    ($($ty:ident $kind:ident $function:ident;)*) => { $(
        from_values! {
            $ty<&'v str>, Safe(SafeKind::$kind), concat!("`", stringify!($ty), "`"), |value| match value {
                Value::$ty(text) => Some(unchecked::$function(text)),
                _ => None,
            };
        }

        #[cfg(feature = "alloc")]
        from_values! {
            $ty<alloc::string::String>, Safe(SafeKind::$kind), concat!("`", stringify!($ty), "`"), |value| match value {
                Value::$ty(text) => Some(unchecked::$function(text.into())),
                _ => None,
            };
        }
    )* };
}

safe_values! {
    SafeHtml Html safe_html;
    SafeUrl Url safe_url;
    TrustedResourceUrl ResourceUrl trusted_resource_url;
    SafeScript Script safe_script;
    SafeStyle Style safe_style;
}

#[cfg(feature = "alloc")]
from_values! {
    alloc::string::String, Text, "text", |value| owned_text(value);
    alloc::borrow::Cow<'v, str>, Text, "text", |value| match <&str as FromValue>::from_value(value) {
        Some(text) => Some(text.into()),
        None => owned_text(value).map(Into::into),
    };
    alloc::boxed::Box<str>, Text, "text", |value| owned_text(value).map(Into::into);
    alloc::rc::Rc<str>, Text, "text", |value| owned_text(value).map(Into::into);
    alloc::sync::Arc<str>, Text, "text", |value| owned_text(value).map(Into::into);
}

#[cfg(feature = "std")]
from_values! {
    std::path::PathBuf, Text, "text", |value| owned_text(value).map(Into::into);
}

/// Implements [`Taken`] for pointers to values that a helper takes.
#[cfg(feature = "alloc")]
macro_rules! pointers {
    ($($pointer:ty;)*) => { $(
        impl<'v, T: FromValue<'v>> Taken<'v> for $pointer {
            type By = ByConversion;
        }

        impl<'v, T: FromValue<'v>> Conversion<'v, ByConversion> for $pointer {
            const PARAM: Param = T::PARAM;

            const IS_CREATED: bool = T::IS_CREATED;

            fn from_value(value: Value<'v>) -> Option<Self> {
                T::from_value(value).map(Self::new)
            }

            fn from_argument(
                value: Value<'v>,
                memory: &mut dyn Keep<'v>,
            ) -> Result<Option<Self>, ErrorKind> {
                Ok(T::from_argument(value, memory)?.map(Self::new))
            }

            fn absent() -> Option<Self> {
                T::absent().map(Self::new)
            }
        }
    )* };
}

#[cfg(feature = "alloc")]
pointers! {
    alloc::boxed::Box<T>;
    alloc::rc::Rc<T>;
    alloc::sync::Arc<T>;
}

/// Returns a string as a `String`. The string may belong to an item of a list that is printed with its `Display` implementation.
#[cfg(feature = "alloc")]
fn owned_text(value: Value<'_>) -> Option<alloc::string::String> {
    match value {
        Value::Display(shown) | safe_display!(shown) => {
            let mut text = alloc::string::String::new();
            core::fmt::Write::write_fmt(&mut text, format_args!("{shown}")).ok()?;
            Some(text)
        }
        value => <&str as FromValue>::from_value(value).map(Into::into),
    }
}

impl<'v, T: FromValue<'v>> Taken<'v> for Option<T> {
    type By = ByConversion;
}

impl<'v, T: FromValue<'v>> Conversion<'v, ByConversion> for Option<T> {
    const PARAM: Param = Param { optional: true, ..T::PARAM };

    const IS_CREATED: bool = T::IS_CREATED;

    #[inline]
    fn from_value(value: Value<'v>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }

    #[inline]
    fn from_argument(
        value: Value<'v>,
        memory: &mut dyn Keep<'v>,
    ) -> Result<Option<Self>, ErrorKind> {
        match value {
            Value::Null => Ok(Some(None)),
            value => Ok(T::from_argument(value, memory)?.map(Some)),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// Returns the character of a string that has exactly one.
fn single_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.as_str().is_empty())
}

/// Converts a number of any type to a float. Large integers are rounded.
fn number(value: Value<'_>) -> Option<f64> {
    match value {
        Value::Float(value) => Some(value),
        Value::Float32(value) => Some(f64::from(value)),
        Value::Int(value) => Some(value as f64),
        Value::UInt(value) => Some(value as f64),
        Value::Int128(value) => Some(*value as f64),
        Value::UInt128(value) => Some(*value as f64),
        _ => None,
    }
}
