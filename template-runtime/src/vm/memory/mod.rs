//! The memory of a running program: the value stack with its variables, and the scratch memory in
//! which the results of nested calls are kept.
//!
//! # Safety
//!
//! Everything that this module exports is safe to use, in any order. The rules that make it so are
//! those of [`Stack`] and [`Arena`], to which every `SAFETY` comment goes back.
#![allow(unsafe_code)]

mod arena;
mod filled;
mod scratch;
mod stack;

pub use arena::{Arena, ScratchScope, Texts};
pub use scratch::Scratch;
pub use stack::Stack;
#[cfg(feature = "compile")]
pub(crate) use stack::with_heap;
pub(crate) use stack::{Damaged, Entered, Iteration, Longer, with_stack};
