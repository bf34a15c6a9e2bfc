//! What the macros expand to. Nothing here is for people, and all of it may change.

pub use crate::{
    data::{Place, Recursive, ViaData, ViaNoData},
    helper::{HelperFn, HelperSpec, ViaDisplay, ViaNothing, ViaOption, ViaResult, ViaValue, bind},
    link::{Linked, Unit},
    out::Out,
    vm::run,
};

use crate::{Program, Template};
use core::fmt;
use template_bytecode::{Limits, Positions};

/// How many bytes of scratch a program gets: none if it puts nothing there.
#[must_use]
pub const fn scratch_size(limits: Limits) -> usize {
    const SIZE: usize = 1024;
    if limits.scratch == 0 { 0 } else { SIZE }
}

/// The program of a template with mistakes.
#[must_use]
pub const fn empty(name: &'static str) -> Program<'static> {
    Program {
        name,
        ops: &[],
        text: "",
        names: &[],
        constants: &[],
        helpers: &[],
        helper_names: &[],
        positions: Positions(&[]),
        limits: Limits { stack: 0, variables: 1, loops: 0, scratch: 0 },
        escaper: None,
    }
}

/// Renders a template for `Display`.
///
/// # Errors
///
/// When the template or the formatter fails.
pub fn display(template: &impl Template, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    template.render_to(f).map_err(|_| fmt::Error)
}
