//! Selection of the parameter of a function that no template can supply, of which rustc then reports that it does not implement
//! [`FromValue`], and nothing else.
//!
//! If a function of this crate had the bound, rustc would add a note to its message which quotes that function. It does not
//! for the bound `Self: FromValue` of a function that is called by the path of the trait, `FromValue::__check(…)`. Such a
//! call needs the type to check: method lookup selects, by autoref-based specialization (see [`autoref`](super::autoref)),
//! the type of the first parameter that does not implement the trait. The mode of such a function is [`Unsupported`], so that
//! no other call of the expansion fails.

use super::{
    bind::{ByAttribute, Marker, Plain, Site, Unsupported},
    from_value::FromValue,
    invoke::{ParamTypes, ValueFunction},
};
use core::marker::PhantomData;

/// A marker of the function `F` with parameters of types `P`, its mode `M`, and the result `R` to check.
pub struct Signature<F, P, M, R>(Marker<(F, P, M, R)>);

/// Returns the marker.
pub fn signature<F, P, M, R>(_: &Site<F, P>, _: M, _: PhantomData<R>) -> Signature<F, P, M, R> {
    Signature(PhantomData)
}

/// The markers of a mode, of the type of a parameter that must implement [`FromValue`], and of the result to check.
type Checked<M, P, R> = (PhantomData<M>, PhantomData<P>, PhantomData<R>);

/// The selection of the parameter and the result to check. Each candidate is an implementation, for a `Signature` behind another
/// number of references.
pub trait SelectSignature {
    /// The mode.
    type Mode;

    /// The type of the parameter, or another type that implements [`FromValue`].
    type Param;

    /// The result.
    type Result;

    /// Returns markers of these.
    fn __template_signature(&self) -> Checked<Self::Mode, Self::Param, Self::Result>;
}

/// The first candidate: templates can supply all parameters.
impl<'v, F, P, R> SelectSignature for &&&&&&&&&&&&Signature<F, P, Plain, R>
where
    F: ValueFunction<'v, P>,
{
    type Mode = Plain;
    type Param = bool;
    type Result = R;

    fn __template_signature(&self) -> Checked<Plain, bool, R> {
        (PhantomData, PhantomData, PhantomData)
    }
}

// The items that `#[helper]` generates check the types, each at its place.
impl<F, P, A, R> SelectSignature for &&&&&&&&&&&&Signature<F, P, ByAttribute<A>, R> {
    type Mode = ByAttribute<A>;
    type Param = bool;
    type Result = ();

    fn __template_signature(&self) -> Checked<ByAttribute<A>, bool, ()> {
        (PhantomData, PhantomData, PhantomData)
    }
}

/// Defines the other candidates: for each parameter, that templates can supply those before it.
macro_rules! unsupported_candidates {
    ($($param:ident [$($reference:tt)*] [$($before:ident)*];)*) => { $(
        impl<'v, F, P, R> SelectSignature for $($reference)* Signature<F, P, Plain, R>
        where
            P: ParamTypes<$($before: FromValue<'v>),*>,
        {
            type Mode = Unsupported;
            type Param = P::$param;
            type Result = R;

            fn __template_signature(&self) -> Checked<Unsupported, P::$param, R> {
                (PhantomData, PhantomData, PhantomData)
            }
        }
    )* };
}

unsupported_candidates! {
    P11 [&&&&&&&&&&&] [P0 P1 P2 P3 P4 P5 P6 P7 P8 P9 P10];
    P10 [&&&&&&&&&&] [P0 P1 P2 P3 P4 P5 P6 P7 P8 P9];
    P9 [&&&&&&&&&] [P0 P1 P2 P3 P4 P5 P6 P7 P8];
    P8 [&&&&&&&&] [P0 P1 P2 P3 P4 P5 P6 P7];
    P7 [&&&&&&&] [P0 P1 P2 P3 P4 P5 P6];
    P6 [&&&&&&] [P0 P1 P2 P3 P4 P5];
    P5 [&&&&&] [P0 P1 P2 P3 P4];
    P4 [&&&&] [P0 P1 P2 P3];
    P3 [&&&] [P0 P1 P2];
    P2 [&&] [P0 P1];
    P1 [&] [P0];
    P0 [] [];
}
