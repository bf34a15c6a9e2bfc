//! Helpers: plain Rust functions, called with values and returning values.
//!
//! A template names a function; nothing is registered. The macro writes a small function around
//! each (`HelperFn`), in which the types of its parameters choose how arguments are converted
//! ([`FromValue`]) and the type of its result how it is printed or pushed ([`IntoValue`], or
//! `Display` for all other types).

mod bind;
mod block;
mod closure;
mod curried;
mod dyn_helper;
mod from_value;
mod into_value;
mod invoke;
mod returned;

pub use bind::{Annotated, BoundFunction, ByAttribute, Params, Plain, Site, bind, give};
pub use block::{Block, block};
pub use closure::{Closure, StaticHelper, closure};
pub(crate) use curried::{JoinedArgs, too_many};
pub use dyn_helper::Called;
pub(crate) use dyn_helper::with_helper_name;
pub use from_value::{FromValue, Printable, printable};
pub use into_value::{IntoValue, SafeHtml};
pub use invoke::{named, named_or, positional, positional_or, rest};
pub use returned::Probe;

use crate::{
    data::{Args, Sink},
    error::ErrorKind,
};

/// The traits by which method look-up chooses how a function is called.
pub mod steps {
    pub use super::{
        bind::{
            ViaOwnType, ViaPrintable0, ViaPrintable1, ViaPrintable2, ViaPrintable3, ViaPrintable4,
            ViaPrintable5,
        },
        returned::{ViaDisplay, ViaNothing, ViaOption, ViaResult, ViaValue},
    };
}

/// A helper as the VM calls it: the arguments, and where the result goes.
pub type HelperFn = for<'v> fn(&Args<'_, 'v>, &mut dyn Sink<'v>) -> Result<(), ErrorKind>;
