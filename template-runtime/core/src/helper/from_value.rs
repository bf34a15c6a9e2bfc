//! The types that a parameter of a helper can have.

use super::kept::Keep;
use crate::{
    data::{ByReference, Data, LeafAt, Param, ParamKind, Value},
    error::ErrorKind,
};
use core::marker::PhantomData;

/// A type that a parameter of a helper can have.
///
/// | type | accepts |
/// |---|---|
/// | `&str`, `String`, `Box<str>`, `Arc<str>`, `Cow<str>`, `&Path` | text |
/// | integers, floats, `bool` | a value of this kind that is in the range of the type |
/// | `char` | a `char`, or text of one character, because templates have no `char` literals |
/// | `impl Display`, `&dyn Display`, [`Printable`](crate::Printable) | any value that can be printed |
/// | [`Value`] | any value |
/// | [`List`](crate::List), [`Map`](crate::Map), [`Object`](crate::Object), [`DynHelper`](crate::DynHelper) | a list, a map, an object, a helper |
/// | `&dyn Template`, `Box<dyn Template + '_>` | a template |
/// | `&T`, where `T` has [`derive(Data)`](derive.Data.html) | a value of the type `T` |
/// | `T`, where `T` has `derive(Data)` and is `Copy`; arrays and tuples of one to four elements that are `Copy` | a value of the type `T` |
/// | an enum with `derive(Data)` whose variants have no fields, or a reference to it | a value of the type, or the name of a variant |
/// | a struct with `#[data(transparent)]` | the values that its only field accepts, from which it is created |
/// | references to addresses of `core::net`, to `Duration`, to types with `#[data(display)]`, and, with a feature, to types of other crates, such as `&DateTime<Utc>`; these types by value if they are `Copy` | a value of this type |
/// | `&[T]` | a list of items of the type `T` that are contiguous in memory: a slice, an array, a `Vec<T>` |
/// | `&Vec<T>`, `&HashMap<K, V>` and references to other lists and maps of the standard library | a value of this type |
/// | `Vec<T>` of any of these types, `&[&str]`, `&[Value]`, `&[Printable]` | a list of any kind, including dynamic data, whose items are converted |
/// | `&String`, `&u32`, `&bool`, `&Option<String>`, `&Rc<str>`, … | the same values as the type without the reference. The value is created for the call, and a result may borrow from it; `&str` and `u32` need no copy |
/// | `Box<T>`, `Rc<T>`, `Arc<T>` of these | the same values as `T` |
/// | `Option<T>` of these | the same values as `T`, and null; the argument may be missing at the end of the positional arguments |
/// | `serde_json::Value`, with feature `serde_json` | any value, converted as by the helper [`json`](crate::helpers::json) |
/// | `&serde_json::Map`, `&[serde_json::Value]`, with feature `serde_json` | the objects and arrays of JSON data, without a conversion |
///
/// There is no need to implement this trait. A type of your own is accepted if it has `#[derive(Data)]`; a function that
/// converts its argument itself takes a [`Value`].
///
/// # Examples
///
/// ```
/// use template_runtime::{Data, Template, Value, template};
///
/// #[derive(Data)]
/// struct Team {
///     name: &'static str,
/// }
///
/// fn initial(team: &Team) -> Option<char> {
///     team.name.chars().next()
/// }
///
/// fn is_text(value: Value<'_>) -> bool {
///     matches!(value, Value::Text(_))
/// }
///
/// let team = Team { name: "Owls" };
/// assert_eq!(template!("{{initial team}} {{is_text team.name}}").render()?, "O true");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "a helper cannot take `{Self}`",
    label = "this helper has a parameter of type `{Self}`",
    note = "for a type `T` with `#[derive(Data)]` write `&T`, also where a field is a `Box<T>`, `Rc<T>` or `Arc<T>`; `Option<&T>` where it is an `Option<T>`; `&[T]` for a list; or add `#[derive(Clone, Copy)]` to `T`",
    note = "a helper also takes text, numbers, `bool`, `char`, `impl Display`, `Vec` and `Option` of these, standard lists and maps by reference, `Value<'_>` for all values, and others: see `template_runtime::FromValue`"
)]
#[cfg_attr(
    not(feature = "alloc"),
    diagnostic::on_unimplemented(
        note = "types on the heap, such as `String`, `Vec` and `Box`, need feature `alloc` of `template-runtime`"
    )
)]
pub trait FromValue<'v>: Sized {
    /// The values that a parameter of this type accepts, for type checks and messages.
    const PARAM: Param;

    /// Whether arguments are created for the call, as for `&String` and `&u32`, or items of them: then they are converted with
    /// [`from_argument`](Self::from_argument).
    #[doc(hidden)]
    const IS_CREATED: bool = false;

    /// Converts an argument. Returns `None` if it has another kind or is out of range.
    fn from_value(value: Value<'v>) -> Option<Self>;

    /// Converts an argument of a call. Values that are created for it are stored in `memory`.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Keep::keep`].
    #[doc(hidden)]
    #[inline]
    fn from_argument(
        value: Value<'v>,
        memory: &mut dyn Keep<'v>,
    ) -> Result<Option<Self>, ErrorKind> {
        let _ = memory;
        Ok(Self::from_value(value))
    }

    /// Converts a leaf of the data, like its value.
    #[doc(hidden)]
    #[inline]
    fn from_leaf(leaf: LeafAt<'v>) -> Option<Self> {
        Self::from_value(leaf.value())
    }

    /// Returns the value of a missing argument, or `None` if the parameter is required.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// Does nothing: the macros call it by the path of the trait to check that a type implements the trait.
    #[doc(hidden)]
    fn __check(_: PhantomData<Self>) {}
}

/// A type that helpers take: one of the standard library, of this crate, or, with a feature, of another one; or one with
/// `#[derive(Data)]`.
///
/// It stands between [`FromValue`] and these types, so that rustc does not propose them for another type, with the code that
/// implements the trait. It proposes a type that is similar, such as `String` for `&mut String`, in spite of the attribute
/// `diagnostic::do_not_recommend`.
pub trait Taken<'v>: Sized {
    /// The way in which arguments are converted: the parameter of [`Conversion`].
    type By;
}

/// The conversion of a type of its own.
#[derive(Debug)]
pub struct ByConversion;

/// The conversion of a type that is taken by reference, and copied.
#[derive(Debug)]
pub struct ByCopy;

/// The conversion of arguments to a type, in one way. (It is not part of [`Taken`], because rustc would check the functions for
/// each type that is copied.)
pub trait Conversion<'v, By>: Sized {
    /// See [`FromValue::PARAM`].
    const PARAM: Param;

    /// See [`FromValue::IS_CREATED`].
    const IS_CREATED: bool = false;

    /// See [`FromValue::from_value`].
    fn from_value(value: Value<'v>) -> Option<Self>;

    /// See [`FromValue::from_argument`].
    ///
    /// # Errors
    ///
    /// Returns the errors of `Keep::keep`.
    #[inline]
    fn from_argument(
        value: Value<'v>,
        memory: &mut dyn Keep<'v>,
    ) -> Result<Option<Self>, ErrorKind> {
        let _ = memory;
        Ok(Self::from_value(value))
    }

    /// See [`FromValue::from_leaf`].
    #[inline]
    fn from_leaf(leaf: LeafAt<'v>) -> Option<Self> {
        Self::from_value(leaf.value())
    }

    /// See [`FromValue::absent`].
    fn absent() -> Option<Self> {
        None
    }
}

impl<'v, T: ByReference<'v> + Copy> Conversion<'v, ByCopy> for T {
    const PARAM: Param = reference::<Self>();

    fn from_value(value: Value<'v>) -> Option<Self> {
        T::of_value(value).copied()
    }
}

#[diagnostic::do_not_recommend]
impl<'v, T: Taken<'v> + Conversion<'v, <T as Taken<'v>>::By>> FromValue<'v> for T {
    const PARAM: Param = <T as Conversion<'v, T::By>>::PARAM;

    const IS_CREATED: bool = <T as Conversion<'v, T::By>>::IS_CREATED;

    #[inline]
    fn from_value(value: Value<'v>) -> Option<Self> {
        <T as Conversion<'v, T::By>>::from_value(value)
    }

    #[inline]
    fn from_argument(
        value: Value<'v>,
        memory: &mut dyn Keep<'v>,
    ) -> Result<Option<Self>, ErrorKind> {
        <T as Conversion<'v, T::By>>::from_argument(value, memory)
    }

    #[inline]
    fn from_leaf(leaf: LeafAt<'v>) -> Option<Self> {
        <T as Conversion<'v, T::By>>::from_leaf(leaf)
    }

    #[inline]
    fn absent() -> Option<Self> {
        <T as Conversion<'v, T::By>>::absent()
    }
}

/// Returns the specification of a parameter of a type that is created from the value of another one, unless it is rejected.
/// `wants` is the type, with an article.
#[must_use]
pub const fn checked_param(content: Param, wants: &'static str) -> Param {
    match content.kind {
        // These kinds contain `wants` already, as part of the type.
        ParamKind::Reference(_)
        | ParamKind::Variant(..)
        | ParamKind::Slice(_)
        | ParamKind::Items(_) => Param { checked: true, ..content },
        _ => Param { wants, checked: true, ..content },
    }
}

/// Returns the specification of a parameter of type `&T` or `T`.
pub const fn reference<T: Data>() -> Param {
    Param::new(ParamKind::Reference(T::SHAPE), T::SHAPE.get().name)
}
