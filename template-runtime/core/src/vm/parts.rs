//! The parts of the interpreter. A program links an instance that has only the parts that it needs: most programs for
//! small devices call no helpers and print no floats.

use core::marker::PhantomData;

/// The parts of an instance of the interpreter. All have the ops that read places.
pub(super) trait Parts {
    /// Whether it has the ops that call helpers, look up names, create text or collections, or escape with an escaper
    /// of the user or in a context other than text.
    const CALLS: bool;

    /// Whether it has the ops that compare values that are not read at a place, and that loop over them, and prints such
    /// values of all kinds. Otherwise it prints only the kinds that are printed as leaves.
    const VALUES: bool;

    /// Whether it prints floats.
    const FLOATS: bool;

    /// Whether it stops where the output is full, to be continued with another buffer.
    const CHUNKS: bool = false;
}

/// The parts `P`, of an interpreter that renders in chunks.
pub(super) struct InChunks<P>(PhantomData<P>);

impl<P: Parts> Parts for InChunks<P> {
    const CALLS: bool = P::CALLS;
    const VALUES: bool = P::VALUES;
    const FLOATS: bool = P::FLOATS;
    const CHUNKS: bool = true;
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $calls:literal $values:literal $floats:literal;)*) => { $(
        $(#[$doc])*
        pub(super) enum $name {}

        impl Parts for $name {
            const CALLS: bool = $calls;
            const VALUES: bool = $values;
            const FLOATS: bool = $floats;
        }
    )* };
}

parts! {
    /// All parts.
    AllParts: true true true;
    /// All parts except calls.
    WithoutCalls: false true true;
    /// All parts except calls and floats.
    WithoutCallsAndFloats: false true false;
    /// Places and floats.
    PlacesWithFloats: false false true;
    /// Places.
    Places: false false false;
}
