//! Autoref-based specialization: selection of a conversion by the traits that a type implements.
//!
//! Method lookup on `(&&&&&&&&&&&&&&&&&&probe).__template_tag()` tries the receiver type, then the type with one
//! reference less, and so on, and skips candidates whose bounds are not satisfied. The trait of this method is
//! implemented for `Probe<R>` behind 17 references with the first choice of bounds, for one reference less with the
//! second choice, and so on down to `Probe<R>` without bounds. The call resolves to the first candidate whose bounds
//! are satisfied. The method is never called; its return type is a tag, which has the conversion,
//! and a marker of a type that must implement [`IntoValue`]: that of the result if only the last candidate is left.
//!
//! The macros select in two places, with the traits in [`steps`]:
//!
//! * by the return type of a helper, which [`Probe`] represents: types that implement [`IntoValue`] define their conversion;
//!   all others need `Display`, `Data`, or `Iterator` over `Data`. The selected type is a [`Tag`], so that a constant can
//!   read the shape of the result.
//! * by the type of each parameter, which [`Params`] represents: a type parameter that is not inferred yet is
//!   unified with [`Printable`].

use super::{
    into_value::{IntoValue, failure, failure_with_source},
    owned_result::{OwnedData, OwnedItems},
    printable::Printable,
    template_result::{SafeTemplateResult, TemplateResult},
};
use crate::{
    data::{Data, Kind, Shape, ShapeRef, Sink},
    error::{ErrorKind, ErrorSource},
};
use core::{fmt::Display, marker::PhantomData};

/// The traits of the candidates. The macros import all of them, and nothing else, into the scope of the
/// call.
pub mod steps {
    pub use super::{
        super::supported::SelectSignature, SelectParam0, SelectParam1, SelectParam2, SelectParam3,
        SelectParam4, SelectParam5, SelectTag,
    };
}

/// A marker of the return type `R` of a helper, without values.
pub struct Probe<R>(PhantomData<R>);

impl<R> Probe<R> {
    /// The marker.
    pub(super) const NEW: Self = Self(PhantomData);
}

/// The way in which results of one type go to a [`Sink`], and their shape.
pub trait Tag<'v> {
    /// The type of the results.
    type Result;

    /// Their shape.
    const SHAPE: ShapeRef;

    /// Whether they are lists or objects that the helper has created, which have to be stored.
    const IS_OWNED: bool = false;

    /// Whether they are values that the helper has created, and that are printed with their `Display` implementation.
    const IS_DISPLAYED: bool = false;

    /// Passes a result to a sink.
    ///
    /// # Errors
    ///
    /// Returns an error if the result is an error, or the sink rejects it: see [`Sink`].
    fn give(result: Self::Result, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind>;
}

/// The selection of the tag of a result. Each candidate is an implementation, for a [`Probe`] behind another number of
/// references.
pub trait SelectTag {
    /// The tag.
    type Tag;

    /// A type that must implement [`IntoValue`].
    type Checked;

    /// Returns the tag and a marker of the type to check.
    fn __template_tag(&self) -> (Self::Tag, PhantomData<Self::Checked>);
}

/// Defines one candidate: its tag, and the result types to which it applies.
macro_rules! steps {
    ($($(#[$doc:meta])* $tag:ident [$($param:tt)*] [$($probe:tt)*] $result:ty,
        $shape:expr, $(owned: $owned:expr,)? $(displayed: $displayed:expr,)? |$value:ident, $sink:ident| $give:expr;)*) => { $(
        $(#[$doc])*
        pub struct $tag<R>(PhantomData<R>);

        impl<'v, $($param)*> SelectTag for $($probe)* Probe<$result> {
            type Tag = $tag<$result>;
            type Checked = ();

            fn __template_tag(&self) -> (Self::Tag, PhantomData<()>) {
                ($tag(PhantomData), PhantomData)
            }
        }

        impl<'v, $($param)*> Tag<'v> for $tag<$result> {
            type Result = $result;

            const SHAPE: ShapeRef = $shape;

            $(const IS_OWNED: bool = $owned;)?

            $(const IS_DISPLAYED: bool = $displayed;)?

            #[inline]
            fn give($value: $result, $sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
                $give
            }
        }
    )* };
}

steps! {
    /// The first candidate: `Result` of `SafeHtml` of a template and an error; the error is kept as a source.
    SafeTemplateOrErrorTag
        [R: SafeTemplateResult, E: ErrorSource] [&&&&&&&&&&&&&&&&&] Result<R, E>, TEMPLATE,
        |value, sink| value.map_err(failure_with_source)?.give(sink);
    /// The next candidate: `SafeHtml` of a template.
    SafeTemplateTag [R: SafeTemplateResult] [&&&&&&&&&&&&&&&&] R, TEMPLATE,
        |value, sink| value.give(sink);
    /// The next candidate: `Result` of a value and an error; the error is kept as a source.
    ValueOrErrorTag [R: IntoValue<'v>, E: ErrorSource]
        [&&&&&&&&&&&&&&&] Result<R, E>, R::SHAPE, owned: R::IS_OWNED, displayed: R::IS_DISPLAYED,
        |value, sink| value.map_err(failure_with_source)?.give(sink);
    /// The next candidate: values, and `Option` and `Result` of them.
    ValueTag [R: IntoValue<'v>] [&&&&&&&&&&&&&&] R, R::SHAPE, owned: R::IS_OWNED, displayed: R::IS_DISPLAYED,
        |value, sink| value.give(sink);
    /// The next candidate: `Result` of a template and an error; the error is kept as a source.
    TemplateOrErrorTag [R: TemplateResult, E: ErrorSource]
        [&&&&&&&&&&&&&] Result<R, E>, TEMPLATE,
        |value, sink| value.map_err(failure_with_source)?.give(sink);
    /// The next candidate: templates, and `Option` and `Result` of them.
    TemplateTag [R: TemplateResult] [&&&&&&&&&&&&] R, TEMPLATE,
        |value, sink| value.give(sink);
    /// The next candidate: all types with `Display`.
    DisplayTag [R: Display] [&&&&&&&&&&&] R, DISPLAYED,
        |value, sink| sink.display(&value);
    /// The next candidate: `Option` of a type with `Display`.
    OptionTag [R: Display] [&&&&&&&&&&] Option<R>, DISPLAYED,
        |value, sink| match value {
            Some(value) => sink.display(&value),
            None => sink.value(crate::data::Value::Null),
        };
    /// The next candidate: `Result` of a type with `Display` and an error; the error is kept as a source.
    DisplayOrErrorTag [R: Display, E: ErrorSource]
        [&&&&&&&&&] Result<R, E>, DISPLAYED,
        |value, sink| sink.display(&value.map_err(failure_with_source)?);
    /// The next candidate: `Result` of types with `Display`.
    ResultTag [R: Display, E: Display] [&&&&&&&&] Result<R, E>, DISPLAYED,
        |value, sink| sink.display(&value.map_err(|error| failure(&error))?);
    /// The next candidate: `Result` of data that the helper has created and an error; the error is kept as a source.
    DataOrErrorTag [R: Data + 'v, E: ErrorSource] [&&&&&&&] Result<R, E>, R::SHAPE, owned: true,
        |value, sink| sink.data(&mut OwnedData(Some(value.map_err(failure_with_source)?)));
    /// The next candidate: `Result` of data that the helper has created.
    DataOrDisplayTag [R: Data + 'v, E: Display] [&&&&&&] Result<R, E>, R::SHAPE, owned: true,
        |value, sink| sink.data(&mut OwnedData(Some(value.map_err(|error| failure(&error))?)));
    /// The next candidate: data that the helper has created.
    DataTag [R: Data + 'v] [&&&&&] R, R::SHAPE, owned: true,
        |value, sink| sink.data(&mut OwnedData(Some(value)));
    /// The next candidate: `Result` of an iterator over data and an error; the error is kept as a source.
    ItemsOrErrorTag
        [R: Iterator<Item: Data + 'v>, E: ErrorSource] [&&&&] Result<R, E>, Items::<R::Item>::SHAPE, owned: true,
        |value, sink| sink.data(&mut OwnedItems(Some(value.map_err(failure_with_source)?)));
    /// The next candidate: `Result` of an iterator over data.
    ItemsOrDisplayTag
        [R: Iterator<Item: Data + 'v>, E: Display] [&&&] Result<R, E>, Items::<R::Item>::SHAPE, owned: true,
        |value, sink| sink.data(&mut OwnedItems(Some(value.map_err(|error| failure(&error))?)));
    /// The next candidate: `Option` of an iterator over data.
    ItemsOptionTag [R: Iterator<Item: Data + 'v>] [&&] Option<R>, Items::<R::Item>::SHAPE, owned: true,
        |value, sink| match value {
            Some(items) => sink.data(&mut OwnedItems(Some(items))),
            None => sink.value(crate::data::Value::Null),
        };
    /// The next candidate: iterators over data, whose items become a list.
    ItemsTag [R: Iterator<Item: Data + 'v>] [&] R, Items::<R::Item>::SHAPE, owned: true,
        |value, sink| sink.data(&mut OwnedItems(Some(value)));
}

/// The tag of the last candidate, which has no bounds. Unlike the others, it requires that the result implements
/// [`IntoValue`]. It is a tag of all results, so that rustc reports only that.
pub struct NothingTag<R>(PhantomData<R>);

impl<R> SelectTag for Probe<R> {
    type Tag = NothingTag<R>;
    type Checked = R;

    fn __template_tag(&self) -> (Self::Tag, PhantomData<R>) {
        (NothingTag(PhantomData), PhantomData)
    }
}

impl<'v, R> Tag<'v> for NothingTag<R> {
    type Result = R;

    const SHAPE: ShapeRef = ShapeRef::ANY;

    /// Fails. It is never called: the program does not compile.
    fn give(_: R, _: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        Err(ErrorKind::Program)
    }
}

/// The shape of the list of an iterator's items.
struct Items<T>(PhantomData<T>);

impl<T: Data> Items<T> {
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "impl Iterator", kind: Kind::List(T::SHAPE) });
}

/// The shape of results of which only `Display` is known.
const DISPLAYED: ShapeRef = ShapeRef::new(&Shape { name: "impl Display", kind: Kind::Displayed });

/// The shape of templates, whose fields are not read: the result may borrow from locals of the helper.
const TEMPLATE: ShapeRef =
    ShapeRef::new(&Shape { name: RESULT_TEMPLATE, kind: Kind::Optional(TEMPLATE_ITSELF) });

const TEMPLATE_ITSELF: ShapeRef = ShapeRef::new(&Shape { name: RESULT_TEMPLATE, kind: Kind::Text });

/// The name of the shape of templates that helpers return.
pub(crate) const RESULT_TEMPLATE: &str = "impl Template";

/// A marker of the types of a function's parameters, without values.
///
/// A function with a parameter of type `impl Display` has many types, of which inference has to choose one.
/// `(&&&&params).__template_param_0()` unifies the type of the first parameter with [`Printable`] where nothing of it is inferred
/// yet, otherwise with `&Printable`, and otherwise with a slice, a `Vec` or an `Option` of it: so `impl Display`, `&T`, `&[T]`,
/// `Vec<T>` and `Option<T>` all have that type in place of the type parameter. It has no effect where the function determines the
/// type; the methods with other numbers do the same for the other parameters.
pub struct Params<Args>(PhantomData<Args>);

impl<Args> Params<Args> {
    /// The marker.
    pub(super) const NEW: Self = Self(PhantomData);
}

/// Defines the selection for each parameter: its trait, whose implementations are the candidates, for tuples of parameters
/// that contain the candidate, behind another number of references. Each tuple is listed as the types before the parameter
/// and those after it.
macro_rules! printable_candidates {
    ($($select:ident $method:ident: $([$($before:ident)*] [$($after:ident)*])*;)*) => { $(
        /// The selection for one of the parameters.
        pub trait $select {
            /// Does nothing: the call serves type inference.
            fn $method(&self) {}
        }

        // The last candidate: the type that the function determines.
        impl<Args> $select for Params<Args> {}

        $(
            impl<$($before,)* $($after,)*> $select
                for &&&Params<($($before,)* Printable<'_>, $($after,)*)>
            {
            }

            impl<$($before,)* $($after,)*> $select
                for &&Params<($($before,)* &Printable<'_>, $($after,)*)>
            {
            }

            // The candidates for one number of references exclude each other.
            impl<$($before,)* $($after,)*> $select
                for &Params<($($before,)* &[Printable<'_>], $($after,)*)>
            {
            }

            impl<$($before,)* $($after,)*> $select
                for &Params<($($before,)* Option<Printable<'_>>, $($after,)*)>
            {
            }

            #[cfg(feature = "alloc")]
            impl<$($before,)* $($after,)*> $select
                for &Params<($($before,)* alloc::vec::Vec<Printable<'_>>, $($after,)*)>
            {
            }
        )*
    )* };
}

printable_candidates! {
    SelectParam0 __template_param_0: [] [] [] [B] [] [B C] [] [B C D] [] [B C D E] [] [B C D E F];
    SelectParam1 __template_param_1: [A] [] [A] [C] [A] [C D] [A] [C D E] [A] [C D E F];
    SelectParam2 __template_param_2: [A B] [] [A B] [D] [A B] [D E] [A B] [D E F];
    SelectParam3 __template_param_3: [A B C] [] [A B C] [E] [A B C] [E F];
    SelectParam4 __template_param_4: [A B C D] [] [A B C D] [F];
    // The second tuple has more parameters than one of type `impl Display` is inferred for. With it, rustc does not infer six
    // parameters for what is not a function.
    SelectParam5 __template_param_5: [A B C D E] [] [A B C D E] [G];
}
