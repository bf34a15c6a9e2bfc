//! The memory of a running program: the value stack with its variables, and the scratch memory for
//! intermediate results; and the sizes of both.
//!
//! # Safety
//!
//! Everything that this module exports is safe to use, in any order. Every `SAFETY` comment cites the
//! rules of [`Stack`] or [`Arena`], or an invariant of a type in `fixed_vec` or `scratch`. They are
//! numbers 9 to 16 of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code)]

mod arena;
mod fixed_vec;
mod scratch;
mod stack;
mod variable_places;

pub use arena::{Arena, ScratchScope, Texts};
pub use scratch::Scratch;
pub use stack::Stack;
#[cfg(feature = "compile")]
pub(crate) use stack::with_heap;
pub(crate) use stack::{Damaged, Entered, Outlives, with_stack};
pub(crate) use variable_places::VariablePlaces;

use template_bytecode::{Limits, ScratchUsage};

/// Returns the size in bytes of the scratch memory of a program: exactly what it needs if that is known,
/// which it is for a program without texts; otherwise `wanted`, the size that the template sets, or a
/// default.
#[must_use]
pub const fn scratch_size(limits: Limits, wanted: Option<usize>) -> usize {
    const DEFAULT: usize = 1024;
    let ScratchUsage { texts, bytes } = limits.scratch;
    match (texts, wanted) {
        (0, _) => bytes as usize,
        (_, Some(wanted)) => wanted,
        (_, None) => DEFAULT + bytes as usize,
    }
}

/// Returns the number of values, variables or loops for which memory is reserved if a program needs
/// `needed`: the next power of two, so that programs of similar sizes share an instance of
/// the function that [`interpreter`](crate::vm::interpreter) returns.
#[must_use]
pub const fn room_for(needed: usize) -> usize {
    needed.next_power_of_two()
}
