//! Helpers: plain Rust functions, called with values and returning values.
//!
//! A template names a function; nothing is registered. The macro writes a small function around
//! each (`HelperFn`), in which the types of its parameters choose how arguments are converted
//! ([`FromValue`]) and the type of its result how it is printed or pushed ([`IntoValue`], or
//! `Display` for all other types).

mod bind;
mod closure;
mod from_value;
mod infer;
mod into_value;
mod invoke;
mod printable;
mod returned;
mod safe_html;

pub use bind::{Annotated, Bound, ByAttribute, Plain, Site, bind, give};
pub use closure::{Closure, StaticHelper, closure};
pub use from_value::FromValue;
pub use infer::Params;
pub use into_value::IntoValue;
pub use invoke::{named, named_or, positional, positional_or, rest};
pub use printable::{Printable, printable};
pub use returned::{Probe, Tag};
pub use safe_html::SafeHtml;

/// The traits by which method look-up chooses how a function is called.
pub mod steps {
    pub use super::{
        infer::{
            ViaOwnType, ViaPrintable0, ViaPrintable1, ViaPrintable2, ViaPrintable3, ViaPrintable4,
            ViaPrintable5,
        },
        returned::{ViaDisplay, ViaNothing, ViaOption, ViaResult, ViaValue},
    };
}

use crate::{callable::Args, error::ErrorKind, sink::Sink};

/// A helper as the VM calls it: the arguments, and where the result goes.
pub type HelperFn = for<'v> fn(&Args<'_, 'v>, &mut dyn Sink<'v>) -> Result<(), ErrorKind>;
