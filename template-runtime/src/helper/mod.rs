//! Helpers: plain Rust functions, called with values and returning values.
//!
//! A template names a function; nothing is registered. The macro writes a small function around
//! each (`HelperFn`), in which the types of its parameters choose how arguments are converted
//! ([`FromValue`]) and the type of its result how it is printed or pushed ([`IntoValue`], or
//! `Display` for all other types).

mod bind;
mod from_value;
mod into_value;
mod invoke;
mod returned;
mod safe_html;
mod sink;

pub use bind::bind;
pub use from_value::{FromValue, Param, ParamKind};
pub use into_value::IntoValue;
pub use returned::{Probe, Tag, ViaDisplay, ViaNothing, ViaOption, ViaResult, ViaValue};
pub use safe_html::SafeHtml;
pub use sink::Sink;

use crate::{error::ErrorKind, shape::ShapeRef, value::Value};

/// A helper as the VM calls it: the arguments, and where the result goes.
pub type HelperFn = for<'v> fn(&[Value<'v>], &mut Sink<'_, '_, 'v>) -> Result<(), ErrorKind>;

/// What link knows of a helper.
#[derive(Clone, Copy, Debug)]
pub struct HelperSpec {
    /// The helper, as the template names it.
    pub name: &'static str,
    /// Its parameters, in order.
    pub params: &'static [Param],
    /// What it returns.
    pub result: ShapeRef,
}
