//! The types that helpers take by reference, and enums whose variants can be named by text.

use super::{
    Data, DynHelper, List, Map, Object, Param, ParamKind,
    identity::{AnyRef, WithLifetime},
    value::Value,
};
use crate::{
    error::ErrorKind,
    helper::{FromValue, Keep, Printable, keep, reference},
};

/// A type that helpers can take by reference, such as `&Team`.
///
/// `#[derive(Data)]` implements it for structs and enums, with the lifetime `'v` of the reference for all lifetimes of the
/// type. Lists, sets and maps of the standard library and of `indexmap` also implement it: `&Vec<Team>`,
/// `&HashMap<String, u32>`; so do `serde_json::Map` and types that are printed with their `Display` implementation: addresses
/// of `core::net`, `Duration`, and, with a feature, the dates, times, numbers and identifiers of other crates. A helper takes
/// all lists with contiguous items as a slice, `&[Team]`.
#[diagnostic::on_unimplemented(
    message = "a helper cannot take `&{Self}`",
    label = "this helper has a parameter of type `&{Self}`",
    note = "a helper takes references to types with `#[derive(Data)]`, to lists and maps of the standard library, and, with a feature, to types of crates such as `chrono`",
    note = "`Value<'_>` accepts all values"
)]
pub trait ByReference<'v>: Data + WithLifetime<'v> + Sized {
    /// The values that a parameter of type `&Self` takes.
    #[doc(hidden)]
    const PARAM: Param = reference::<Self>();

    /// Whether values of this type are created for a call.
    #[doc(hidden)]
    const IS_CREATED: bool = false;

    /// The reference that a parameter receives if there is no argument; `None` if one is required.
    #[doc(hidden)]
    const ABSENT: Option<&'v Self> = None;

    /// Returns the reference to the value of this type from which `value` was created, or `None` if it has another type.
    #[must_use]
    fn of_value(value: Value<'v>) -> Option<&'v Self> {
        match value {
            Value::Object(object) => object.downcast(),
            Value::List(list) => list.downcast(),
            Value::Map(map) => map.downcast(),
            Value::Display(value) => AnyRef::of_displayed(value).downcast(),
            _ => None,
        }
    }

    /// Returns a reference to a value of this type that is created from `value`, and kept in `memory`; `None` if none can be.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Keep::keep`].
    #[doc(hidden)]
    fn created(value: Value<'v>, memory: &mut dyn Keep<'v>) -> Result<Option<&'v Self>, ErrorKind> {
        let _ = (value, memory);
        Ok(None)
    }
}

/// An enum whose variants have no fields. `#[derive(Data)]` implements it.
pub trait Variants: for<'v> ByReference<'v> + 'static {
    /// The names of the variants in templates.
    const NAMES: &'static [&'static str];

    /// The variants with these names.
    const ALL: &'static [Self];
}

/// Returns the parameter that takes the values of an enum, and the names of its variants.
pub const fn variant_param<T: Variants>() -> Param {
    let param = reference::<T>();
    let ParamKind::Reference(shape) = param.kind else { return param };
    Param { kind: ParamKind::Variant(T::NAMES, shape), ..param }
}

/// Returns the variant for a value of the enum, or for text that is the name of a variant.
pub fn variant_of_value<'v, T: Variants>(value: Value<'v>) -> Option<&'v T> {
    match value {
        Value::Text(text) => {
            let index = T::NAMES.iter().position(|name| *name == text)?;
            T::ALL.get(index)
        }
        Value::Object(object) => object.downcast(),
        _ => None,
    }
}

/// A type with `#[derive(Data)]` that helpers can take by value.
///
/// For a type that does not implement this trait, rustc reports that it does not implement `FromValue`.
pub trait ByValue<'v>: Copy + ByReference<'v> {}

#[diagnostic::do_not_recommend]
impl<'v, T: Copy + ByReference<'v>> ByValue<'v> for T {}

/// Implements `ByReference` for collections.
macro_rules! by_reference {
    ($([$($bounds:tt)*] $ty:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'v, $($bounds)*> ByReference<'v> for $ty where Self: Data + WithLifetime<'v> {}
    )* };
}

by_reference! {
    [T, const N: usize] [T; N];
    [T, E] Result<T, E>;
    [A] (A,);
    [A, B] (A, B);
    [A, B, C] (A, B, C);
    [A, B, C, D] (A, B, C, D);
}

#[cfg(feature = "alloc")]
by_reference! {
    [T] alloc::vec::Vec<T>;
    [T] alloc::collections::VecDeque<T>;
    [T] alloc::collections::LinkedList<T>;
    [T] alloc::collections::BinaryHeap<T>;
    [T] alloc::collections::BTreeSet<T>;
    [K, T] alloc::collections::BTreeMap<K, T>;
}

#[cfg(feature = "std")]
by_reference! {
    [T, S] std::collections::HashSet<T, S>;
    [K, T, S] std::collections::HashMap<K, T, S>;
}

#[cfg(feature = "heapless")]
by_reference! {
    [T, L: heapless::LenType, const N: usize] heapless::Vec<T, N, L>;
}

#[cfg(feature = "indexmap")]
by_reference! {
    [T, S] indexmap::IndexSet<T, S>;
    [K, T, S] indexmap::IndexMap<K, T, S>;
}

#[cfg(feature = "serde_json")]
by_reference! { [] serde_json::Map<alloc::string::String, serde_json::Value>; }

/// Implements `ByReference` for types that a helper also takes by value, and of which templates know only the values: a
/// number for `&u8`, a string for `&String`. The value is created for the call.
macro_rules! created {
    ($([$($bounds:tt)*] $ty:ty $(, $absent:expr)?;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'v, $($bounds)*> ByReference<'v> for $ty {
            const PARAM: Param = <$ty as FromValue<'v>>::PARAM;

            const IS_CREATED: bool = true;

            $(const ABSENT: Option<&'v Self> = Some($absent);)?

            fn created(
                value: Value<'v>,
                memory: &mut dyn Keep<'v>,
            ) -> Result<Option<&'v Self>, ErrorKind> {
                match <$ty as FromValue<'v>>::from_argument(value, memory)? {
                    Some(value) => keep(value, memory).map(Some),
                    None => Ok(None),
                }
            }
        }
    )* };
}

created! {
    [] bool;
    [] char;
    [] f32;
    [] f64;
    [] i8;
    [] i16;
    [] i32;
    [] i64;
    [] i128;
    [] isize;
    [] u8;
    [] u16;
    [] u32;
    [] u64;
    [] u128;
    [] usize;
    [] &'v str;
    [] Value<'v>;
    [] List<'v>;
    [] Map<'v>;
    [] Object<'v>;
    [] DynHelper<'v>;
    [] Printable<'v>;
    [T: ByReference<'v>] &'v T;
    [T: FromValue<'v> + Data + WithLifetime<'v>] Option<T>, &None;
}

#[cfg(feature = "alloc")]
created! {
    [] alloc::string::String;
    [] alloc::borrow::Cow<'v, str>;
    [] alloc::boxed::Box<str>;
    [] alloc::rc::Rc<str>;
    [] alloc::sync::Arc<str>;
    [T: FromValue<'v> + Data + WithLifetime<'v>] alloc::boxed::Box<T>;
    [T: FromValue<'v> + Data + WithLifetime<'v>] alloc::rc::Rc<T>;
    [T: FromValue<'v> + Data + WithLifetime<'v>] alloc::sync::Arc<T>;
}

#[cfg(feature = "std")]
created! { [] std::path::PathBuf; }

#[cfg(feature = "serde_json")]
created! { [] serde_json::Value; }

/// Implements `Taken` for types that helpers take by reference, if they are `Copy`.
macro_rules! by_value {
    ($([$($param:tt)*] $ty:ty;)*) => { $(
        impl<'v, $($param)*> $crate::helper::Taken<'v> for $ty
        where
            for<'x> $ty: $crate::data::ByValue<'v>,
        {
            type By = $crate::helper::ByCopy;
        }

        #[cfg(feature = "compile")]
        #[diagnostic::do_not_recommend]
        impl<$($param)*> $crate::helper::TableParam for $ty
        where
            for<'v> $ty: $crate::data::ByValue<'v>,
        {
            type Of<'v> = Self;
        }
    )* };
}

by_value! {
    [T, const N: usize] [T; N];
    [A] (A,);
    [A, B] (A, B);
    [A, B, C] (A, B, C);
    [A, B, C, D] (A, B, C, D);
}

pub(super) use by_value;
