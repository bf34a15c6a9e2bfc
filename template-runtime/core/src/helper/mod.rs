//! Helpers: Rust functions that are called with values and return values.
//!
//! A template refers to a function by name, without registration. The macro generates a small wrapper for each function
//! ([`HelperFn`]). In the wrapper, the types of the parameters select the conversion of the arguments
//! ([`FromValue`]), and the return type selects how the result is printed or pushed onto the value stack
//! ([`IntoValue`], or `Display` for all other types: see [`autoref`]). Types that cannot be converted are
//! rustc's errors, with the messages of these traits alone: see [`supported`].

mod autoref;
mod bind;
mod block;
mod closure;
mod component;
mod component_fields;
mod dyn_helper;
#[cfg(feature = "serde_json")]
mod from_json;
mod from_list;
mod from_value;
mod into_value;
mod invoke;
mod kept;
mod named_args;
mod owned_result;
mod partial_application;
mod printable;
mod supported;
#[cfg(feature = "compile")]
mod table_function;
mod taken_types;
mod template_result;

pub(crate) use autoref::RESULT_TEMPLATE;
pub use autoref::{Params, Probe, Tag, steps};
pub use bind::{
    Annotated, BoundFunction, ByAttribute, Plain, Site, ValueHelper, bind, give, mode_function,
    selected,
};
pub use block::{Block, BlockInContext, block, optional_block, scoped_block};
pub use closure::{Closure, StaticHelper, closure};
pub use component::{
    ComponentCalls, ComponentFn, ComponentOf, GENERIC_COMPONENT, INVALID_COMPONENT, NotAComponent,
    Obstacle, no_helper,
};
pub(crate) use component::{HAS_PARAMETERS, NOT_A_TEMPLATE};
pub(crate) use component_fields::LeafOrValue;
pub use component_fields::{ComponentFields, FieldOf, FieldSource, NoField};
pub use dyn_helper::Called;
pub(crate) use dyn_helper::{with_callee_name, with_helper_name};
pub use from_value::{
    ByConversion, ByCopy, Conversion, FromValue, Taken, checked_param, reference,
};
pub use into_value::{IntoValue, Returned};
pub use invoke::{Function, named, named_or, positional, positional_or, rest};
pub use kept::{Keep, Kept};
pub(crate) use kept::{keep, keep_text};
pub use named_args::{NamedArgs, named_rest};
pub use owned_result::{OwnedResult, give_displayed};
pub(crate) use partial_application::{JoinedArgs, too_many};
pub use printable::{BorrowedFromPrintable, Printable, printable};
pub use supported::signature;

#[cfg(feature = "compile")]
pub(crate) use table_function::{NamedCallable, NamedFunction};
#[cfg(feature = "compile")]
pub use table_function::{TableFunction, TableParam};

use crate::{
    data::{Args, Sink},
    error::ErrorKind,
};

/// The function of a helper that the VM calls, with the arguments and the sink for the result.
pub type HelperFn = for<'v> fn(&Args<'_, 'v>, &mut dyn Sink<'v>) -> Result<(), ErrorKind>;

/// A helper that the VM calls. An unrolled template has a type for each helper, so that rustc knows the called function
/// statically and optimizes away the conversion of arguments whose kinds are known.
pub trait CallHelper {
    /// Calls the helper, and passes its result to `sink`.
    ///
    /// # Errors
    ///
    /// Returns the errors of the helper, and of the sink.
    fn call<'v>(&self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind>;
}

impl CallHelper for HelperFn {
    #[inline]
    fn call<'v>(&self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        self(args, sink)
    }
}
