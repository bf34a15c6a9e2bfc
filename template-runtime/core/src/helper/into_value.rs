//! The types that a helper can return.

use super::{
    dyn_helper::Called,
    owned_result::{BorrowedSlice, OwnedData},
    printable::Printable,
};
use crate::{
    data::{
        Data, DynHelper, Kind, List, Map, Object, SafeHtml, SafeKind, SafeScript, SafeStyle,
        SafeUrl, Shape, ShapeRef, Sink, TrustedResourceUrl, Value,
    },
    error::{ErrorKind, ErrorSource, HelperError},
};
use core::{fmt::Display, marker::PhantomData};

/// A type that a helper can return.
///
/// | type | result |
/// |---|---|
/// | numbers, `bool`, `char`, `()`, `&str`, `String`, `Cow<str>` | a value of this kind |
/// | [`Value`], [`List`], [`Map`], [`Object`], [`DynHelper`] | this value |
/// | [`SafeHtml`] and the other [trusted types](escaping/index.html#trusted-values) | text that is not escaped in the HTML context of the type |
/// | references to [`Data`], arrays, lists and maps of the standard library, a type with `#[derive(Data)]` | data, as in a field of a template |
/// | an `Iterator` over `Data` | a list |
/// | a [`Template`](crate::Template) | its output, rendered in place |
/// | types that templates print with `Display`, such as `Duration`, types with `#[data(display)]`, and, with a feature, types of other crates | a value that keeps its type, so that another helper can take it by reference |
/// | any other type with `Display` | text |
/// | `Option` of these | the value, or null |
/// | `Result` of these | the value; an error ends the render |
///
/// A result that is neither printed nor borrowed from the arguments is stored in scratch memory until the template no longer
/// reads it; without feature `alloc`, this is limited to types that need no drop.
///
/// There is no need to implement this trait. A type of your own can be returned if it has `#[derive(Data)]`, or implements
/// `Display`.
///
/// # Examples
///
/// ```
/// use template_runtime::{Data, Template, template};
///
/// #[derive(Data)]
/// struct Range {
///     low: i64,
///     high: i64,
/// }
///
/// fn range(list: &[i64]) -> Option<Range> {
///     Some(Range { low: *list.iter().min()?, high: *list.iter().max()? })
/// }
///
/// let scores = [3_i64, 1, 2];
/// let line = template!("{{#with (range scores) as |r|}}{{r.low}} to {{r.high}}{{/with}}");
/// assert_eq!(line.render()?, "1 to 3");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "a helper cannot return `{Self}`",
    label = "this helper returns `{Self}`",
    note = "a helper returns numbers, `bool`, `char`, text, values, `SafeHtml`, types with `#[derive(Data)]`, references to these, lists, maps and iterators of these, anything with `Display`, and `Option` or `Result` of these, whose error has `Display`; not a `Future`, because a template does not wait"
)]
#[cfg_attr(
    not(feature = "alloc"),
    diagnostic::on_unimplemented(
        note = "types on the heap, such as `String`, `Vec` and `Box`, need feature `alloc` of `template-runtime`"
    )
)]
pub trait IntoValue<'v> {
    /// The shape of the result, for type checks.
    const SHAPE: ShapeRef;

    /// Whether the result is a list or an object that the helper has created, which has to be stored.
    #[doc(hidden)]
    const IS_OWNED: bool = false;

    /// Whether the result is a value that the helper has created, and that is printed with its `Display` implementation.
    #[doc(hidden)]
    const IS_DISPLAYED: bool = false;

    /// Passes the result to a sink, which prints it or pushes it onto the value stack.
    ///
    /// # Errors
    ///
    /// Returns an error if the result is an error, or the sink rejects it: see [`Sink`].
    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind>;

    /// Does nothing: the macros call it by the path of the trait to check that a type implements the trait.
    #[doc(hidden)]
    fn __check(_: PhantomData<Self>)
    where
        Self: Sized,
    {
    }
}

/// Converts the error of a helper to one of the VM, which prefixes it with the helper's name.
#[cold]
pub(super) fn failure(error: &dyn Display) -> ErrorKind {
    ErrorKind::Helper(HelperError::from_display(error))
}

/// Converts the error of a helper as [`failure`] does, and keeps it as the source with feature `alloc`.
#[cold]
pub(super) fn failure_with_source(error: impl ErrorSource) -> ErrorKind {
    ErrorKind::Helper(HelperError::from_source(error))
}

/// A type that helpers return: one of the standard library, of this crate, or, with a feature, of another one.
///
/// It stands between [`IntoValue`] and these types, so that rustc reports a type of which a part cannot be returned as a
/// whole, and does not propose these types for another one: see [`Taken`](super::Taken).
pub trait Returned<'v> {
    /// See [`IntoValue::SHAPE`].
    const SHAPE: ShapeRef;

    /// See [`IntoValue::IS_OWNED`].
    const IS_OWNED: bool = false;

    /// See [`IntoValue::IS_DISPLAYED`].
    const IS_DISPLAYED: bool = false;

    /// See [`IntoValue::give`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`IntoValue::give`].
    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind>;
}

#[diagnostic::do_not_recommend]
impl<'v, T: Returned<'v>> IntoValue<'v> for T {
    const SHAPE: ShapeRef = <T as Returned>::SHAPE;

    const IS_OWNED: bool = <T as Returned>::IS_OWNED;

    const IS_DISPLAYED: bool = <T as Returned>::IS_DISPLAYED;

    #[inline]
    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        Returned::give(self, sink)
    }
}

/// Passes a value to a sink; one of a frequent kind in registers.
#[cfg_attr(not(debug_assertions), inline(always))]
fn give_value<'v>(value: Value<'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
    match value {
        Value::Text(text) => sink.borrowed_text(text),
        Value::Int(number) => sink.int(number),
        Value::Bool(value) => sink.bool(value),
        value => sink.value(value),
    }
}

/// Implements [`Returned`] for one type: its shape, and the call of the sink. `'a` is the lifetime of
/// what the type borrows.
macro_rules! into_values {
    ($($ty:ty, $shape:expr, |$value:ident, $sink:ident| $give:expr;)*) => { $(
        impl<'v, 'a: 'v> Returned<'v> for $ty {
            const SHAPE: ShapeRef = $shape;

            #[inline]
            fn give(self, $sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
                let $value = self;
                $give
            }
        }
    )* };
}

into_values! {
    (), ShapeRef::new(&Shape { name: "()", kind: Kind::Optional(ShapeRef::ANY) }), |_value, sink| sink.value(Value::Null);
    Value<'a>, ShapeRef::ANY, |value, sink| sink.value(value);
    List<'a>, ShapeRef::new(&Shape { name: "List", kind: Kind::List(ShapeRef::ANY) }), |value, sink| sink.value(Value::List(value));
    Map<'a>, ShapeRef::new(&Shape { name: "Map", kind: Kind::Map(ShapeRef::ANY) }), |value, sink| sink.value(Value::Map(value));
    Object<'a>, ShapeRef::new(&Shape { name: "Object", kind: Kind::Any }), |value, sink| sink.value(Value::Object(value));
    &'a str, <str as Data>::SHAPE, |value, sink| give_value(Value::Text(value), sink);
    DynHelper<'a>, ShapeRef::new(&Shape { name: "DynHelper", kind: Kind::Helper(None) }), |value, sink| sink.value(Value::Helper(value));
    Printable<'a>, ShapeRef::ANY, |value, sink| sink.value(value.value());
    i128, <i128 as Data>::SHAPE, |value, sink| sink.int128(value);
    u128, <u128 as Data>::SHAPE, |value, sink| sink.uint128(value);
}

/// Implements [`Returned`] for types whose value does not borrow from them.
macro_rules! scalars {
    ($($ty:ident)*) => { into_values! { $(
        $ty, <$ty as Data>::SHAPE, |value, sink| give_value(value.into(), sink);
    )* } };
}

scalars! { bool char f32 f64 i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

#[cfg(feature = "alloc")]
into_values! {
    alloc::string::String, <str as Data>::SHAPE, |value, sink| sink.text(&value);
    alloc::boxed::Box<str>, <str as Data>::SHAPE, |value, sink| sink.text(&value);
    alloc::borrow::Cow<'a, str>, <str as Data>::SHAPE, |value, sink| match value {
        alloc::borrow::Cow::Borrowed(text) => give_value(Value::Text(text), sink),
        alloc::borrow::Cow::Owned(text) => sink.text(&text),
    };
}

impl<'v, 'a: 'v, T: Data> Returned<'v> for &'a T {
    const SHAPE: ShapeRef = T::SHAPE;

    #[inline]
    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        sink.value(self.value())
    }
}

impl<'v, 'a: 'v, T: Data> Returned<'v> for &'a [T] {
    const SHAPE: ShapeRef = <Self as Data>::SHAPE;

    #[inline]
    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        sink.data(&mut BorrowedSlice(self))
    }
}

/// Implements [`Returned`] for collections that a helper creates.
macro_rules! owned {
    ($([$($bounds:tt)*] $ty:ty;)*) => { $(
        impl<'v, $($bounds)*> Returned<'v> for $ty
        where
            Self: Data + 'v,
        {
            const SHAPE: ShapeRef = <Self as Data>::SHAPE;

            const IS_OWNED: bool = true;

            fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
                sink.data(&mut OwnedData(Some(self)))
            }
        }
    )* };
}

owned! { [T, const N: usize] [T; N]; }

#[cfg(feature = "alloc")]
owned! {
    [T] alloc::vec::Vec<T>;
    [T] alloc::collections::VecDeque<T>;
    [T] alloc::collections::BTreeSet<T>;
    [K, T] alloc::collections::BTreeMap<K, T>;
}

#[cfg(feature = "std")]
owned! {
    [T, S] std::collections::HashSet<T, S>;
    [K, T, S] std::collections::HashMap<K, T, S>;
}

/// The items are stored without the vector, which has to be dropped, and so could not be stored without a heap.
#[cfg(feature = "heapless")]
impl<'v, T: Data + 'v, L: heapless::LenType + 'v, const N: usize> Returned<'v>
    for heapless::Vec<T, N, L>
{
    const SHAPE: ShapeRef = <Self as Data>::SHAPE;

    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        sink.data(&mut super::owned_result::OwnedItems(Some(self.into_iter())))
    }
}

#[cfg(feature = "serde_json")]
owned! { [] serde_json::Value; }

impl<'v, const N: usize> Returned<'v> for Called<'v, N> {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    #[inline]
    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        self.give(sink)
    }
}

/// Implements [`Returned`] for types of values that are safe in one context.
macro_rules! safe_values {
    ($($ty:ident $kind:ident;)*) => { $(
        impl<'v, T: Display> Returned<'v> for $ty<T> {
            const SHAPE: ShapeRef = SafeKind::$kind.shape();

            #[inline]
            fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
                sink.safe(SafeKind::$kind, &self)
            }
        }
    )* };
}

safe_values! {
    SafeHtml Html;
    SafeUrl Url;
    TrustedResourceUrl ResourceUrl;
    SafeScript Script;
    SafeStyle Style;
}

impl<'v, T: IntoValue<'v>> Returned<'v> for Option<T> {
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "Option", kind: Kind::Optional(T::SHAPE) });

    const IS_OWNED: bool = T::IS_OWNED;

    const IS_DISPLAYED: bool = T::IS_DISPLAYED;

    #[inline]
    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        match self {
            Some(value) => value.give(sink),
            None => sink.value(Value::Null),
        }
    }
}

impl<'v, T: IntoValue<'v>, E: Display> Returned<'v> for Result<T, E> {
    const SHAPE: ShapeRef = T::SHAPE;

    const IS_OWNED: bool = T::IS_OWNED;

    const IS_DISPLAYED: bool = T::IS_DISPLAYED;

    #[inline]
    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        match self {
            Ok(value) => value.give(sink),
            Err(error) => Err(failure(&error)),
        }
    }
}
