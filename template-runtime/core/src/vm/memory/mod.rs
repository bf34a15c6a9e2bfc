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
#[cfg(feature = "alloc")]
mod blocks;
mod fixed_vec;
mod scratch;
mod stack;
mod variable_places;

pub use arena::{Arena, ScratchScope, Texts};
#[cfg(not(feature = "alloc"))]
pub(crate) use scratch::NEEDS_ALLOC;
pub use scratch::Scratch;
pub use stack::Stack;
pub(crate) use stack::{
    BodyScope, Damaged, Entered, LentMemory, LentScope, Outlives, Variable, with_stack,
};
#[cfg(feature = "compile")]
pub(crate) use stack::{CalledBody, Refusal, with_heap};
pub(crate) use variable_places::VariablePlaces;
