//! What a helper returns decides how it is printed. Types that implement [`IntoValue`] decide for
//! themselves; all others need `Display`. Which of the two a type has is found by method look-up,
//! which tries more references first: `(&&&&&probe).__template_tag()` is that of the first of the five traits
//! below whose bounds hold. The tag it gives names the type, so that a constant can ask for its shape.

use super::into_value::{IntoValue, failure};
use crate::{
    data::{Kind, Shape, ShapeRef, Sink},
    error::ErrorKind,
};
use core::{fmt::Display, marker::PhantomData};

/// Stands for a result of type `R`.
pub struct Probe<R>(PhantomData<R>);

/// How results of one type are given to a [`Sink`], and what they look like.
pub trait Tag<'v> {
    /// The type of the results.
    type Result;

    /// What they look like to the template.
    const SHAPE: ShapeRef;

    /// Gives a result to a sink.
    ///
    /// # Errors
    ///
    /// When the result is an error, or does not fit.
    fn give(result: Self::Result, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind>;
}

/// Makes one step of the look-up: a tag, the trait that gives it, and for which results.
macro_rules! steps {
    ($($(#[$doc:meta])* $via:ident $tag:ident [$($param:tt)*] [$($probe:tt)*] $result:ty,
        $shape:expr, |$value:ident, $sink:ident| $give:expr;)*) => { $(
        $(#[$doc])*
        pub trait $via {
            /// The tag of the step.
            type Tag;

            /// Gives the tag.
            fn __template_tag(&self) -> Self::Tag;
        }

        #[doc = concat!("The tag of [`", stringify!($via), "`].")]
        pub struct $tag<R>(PhantomData<R>);

        impl<'v, $($param)*> $via for $($probe)* Probe<$result> {
            type Tag = $tag<$result>;

            fn __template_tag(&self) -> Self::Tag {
                $tag(PhantomData)
            }
        }

        impl<'v, $($param)*> Tag<'v> for $tag<$result> {
            type Result = $result;

            const SHAPE: ShapeRef = $shape;

            #[inline]
            fn give($value: $result, $sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
                $give
            }
        }
    )* };
}

steps! {
    /// The first step: values, and `Option` and `Result` of them.
    ViaValue ValueTag [R: IntoValue<'v>] [&&&&] R, R::SHAPE,
        |value, sink| value.give(sink);
    /// The second step: everything that can be displayed.
    ViaDisplay DisplayTag [R: Display] [&&&] R, DISPLAYED,
        |value, sink| sink.display(&value);
    /// The third step: perhaps something that can be displayed.
    ViaOption OptionTag [R: Display] [&&] Option<R>, DISPLAYED,
        |value, sink| match value {
            Some(value) => sink.display(&value),
            None => sink.value(crate::data::Value::Null),
        };
    /// The fourth step: something that can be displayed, or an error.
    ViaResult ResultTag [R: Display, E: Display] [&] Result<R, E>, DISPLAYED,
        |value, sink| sink.display(&value.map_err(|error| failure(&error))?);
}

/// The last step: nothing of all that. It always holds, so that the error is that the result has no
/// [`IntoValue`], and not that there is no method.
pub trait ViaNothing {
    /// The tag of the step.
    type Tag;

    /// Gives the tag.
    fn __template_tag(&self) -> Self::Tag;
}

impl<R> ViaNothing for Probe<R> {
    type Tag = ValueTag<R>;

    fn __template_tag(&self) -> Self::Tag {
        ValueTag(PhantomData)
    }
}

/// The shape of what is known by its `Display` alone.
const DISPLAYED: ShapeRef = ShapeRef::new(&Shape { name: "impl Display", kind: Kind::Text });
