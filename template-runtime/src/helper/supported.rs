//! Selection of the parameter of a function that no template can supply, of which rustc then reports that it does not implement
//! [`FromValue`], and nothing else.
//!
//! If a function of this crate had the bound, rustc would add a note to its message which quotes that function. It does not for the
//! bound `Self: FromValue` of a function that is called by the path of the trait, `FromValue::__check(…)`. Such a call needs the
//! type to check: method lookup selects, by autoref-based specialization (see [`autoref`](super::autoref)), the type of the first
//! parameter that does not implement the trait. The mode of such a function is [`Unsupported`], so that no other call of the
//! expansion fails.

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

/// The traits of the candidates.
pub mod signature_steps {
    pub use super::{
        ViaParam0, ViaParam1, ViaParam2, ViaParam3, ViaParam4, ViaParam5, ViaParam6, ViaParam7,
        ViaParam8, ViaParam9, ViaParam10, ViaParam11, ViaSupported,
    };
}

/// The markers of a mode, of the type of a parameter that must implement [`FromValue`], and of a result.
type Checked<M, P, R> = (PhantomData<M>, PhantomData<P>, PhantomData<R>);

/// The first candidate: templates can supply all parameters.
pub trait ViaSupported {
    /// The mode.
    type Mode;

    /// The result to check.
    type Result;

    /// Returns the markers, with a type that implements [`FromValue`].
    fn __template_signature(&self) -> Checked<Self::Mode, bool, Self::Result>;
}

impl<'v, F, P, R> ViaSupported for &&&&&&&&&&&&Signature<F, P, Plain, R>
where
    F: ValueFunction<'v, P>,
{
    type Mode = Plain;
    type Result = R;

    fn __template_signature(&self) -> Checked<Plain, bool, R> {
        (PhantomData, PhantomData, PhantomData)
    }
}

// The items that `#[helper]` generates check the types, each at its place.
impl<F, P, A, R> ViaSupported for &&&&&&&&&&&&Signature<F, P, ByAttribute<A>, R> {
    type Mode = ByAttribute<A>;
    type Result = ();

    fn __template_signature(&self) -> Checked<ByAttribute<A>, bool, ()> {
        (PhantomData, PhantomData, PhantomData)
    }
}

/// Defines the other candidates: for each parameter, that templates can supply those before it.
macro_rules! unsupported_candidates {
    ($($via:ident $param:ident [$($reference:tt)*] [$($before:ident)*];)*) => { $(
        #[doc = concat!("The candidate for a function whose parameter `", stringify!($param), "` no template can supply.")]
        pub trait $via {
            /// The type of the parameter.
            type Param;

            /// The result to check.
            type Result;

            /// Returns the markers.
            fn __template_signature(&self) -> Checked<Unsupported, Self::Param, Self::Result>;
        }

        impl<'v, F, P, R> $via for $($reference)* Signature<F, P, Plain, R>
        where
            P: ParamTypes<$($before: FromValue<'v>),*>,
        {
            type Param = P::$param;
            type Result = R;

            fn __template_signature(&self) -> Checked<Unsupported, P::$param, R> {
                (PhantomData, PhantomData, PhantomData)
            }
        }
    )* };
}

unsupported_candidates! {
    ViaParam11 P11 [&&&&&&&&&&&] [P0 P1 P2 P3 P4 P5 P6 P7 P8 P9 P10];
    ViaParam10 P10 [&&&&&&&&&&] [P0 P1 P2 P3 P4 P5 P6 P7 P8 P9];
    ViaParam9 P9 [&&&&&&&&&] [P0 P1 P2 P3 P4 P5 P6 P7 P8];
    ViaParam8 P8 [&&&&&&&&] [P0 P1 P2 P3 P4 P5 P6 P7];
    ViaParam7 P7 [&&&&&&&] [P0 P1 P2 P3 P4 P5 P6];
    ViaParam6 P6 [&&&&&&] [P0 P1 P2 P3 P4 P5];
    ViaParam5 P5 [&&&&&] [P0 P1 P2 P3 P4];
    ViaParam4 P4 [&&&&] [P0 P1 P2 P3];
    ViaParam3 P3 [&&&] [P0 P1 P2];
    ViaParam2 P2 [&&] [P0 P1];
    ViaParam1 P1 [&] [P0];
    ViaParam0 P0 [] [];
}
