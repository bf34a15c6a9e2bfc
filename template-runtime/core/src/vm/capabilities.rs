//! The capabilities of the interpreter. A program links an instance that has only the capabilities which it needs: where memory is
//! scarce, most programs call no helpers and print no floats.

use core::marker::PhantomData;

/// The capabilities of an instance of the interpreter. All have the ops that read places.
pub(super) trait Capabilities {
    /// Whether it has the ops that call helpers, look up names, create text or collections, or escape with an escaper
    /// of the user or in a context other than text.
    const CALLS: bool;

    /// Whether it has the ops that compare and loop over values that are not read at a place, and prints such values of all
    /// kinds; without it, those that are printed as leaves are.
    const VALUES: bool;

    /// Whether it prints floats.
    const FLOATS: bool;

    /// Whether it stops where the output is full, to be continued with another buffer.
    const CHUNKS: bool = false;
}

/// The capabilities `C`, of an interpreter that renders in chunks.
pub(super) struct InChunks<C>(PhantomData<C>);

impl<C: Capabilities> Capabilities for InChunks<C> {
    const CALLS: bool = C::CALLS;
    const VALUES: bool = C::VALUES;
    const FLOATS: bool = C::FLOATS;
    const CHUNKS: bool = true;
}

macro_rules! capabilities {
    ($($(#[$doc:meta])* $name:ident: $calls:literal $values:literal $floats:literal;)*) => { $(
        $(#[$doc])*
        pub(super) enum $name {}

        impl Capabilities for $name {
            const CALLS: bool = $calls;
            const VALUES: bool = $values;
            const FLOATS: bool = $floats;
        }
    )* };
}

capabilities! {
    /// All capabilities.
    AllCapabilities: true true true;
    /// All capabilities but calls.
    WithoutCalls: false true true;
    /// All capabilities but calls and floats.
    WithoutCallsAndFloats: false true false;
    /// Places and floats.
    PlacesWithFloats: false false true;
    /// Places.
    Places: false false false;
}
