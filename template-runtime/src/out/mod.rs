//! What a running program writes to: the output, and the value stack with its scratch memory. But
//! for the pointer in `shape`, this is the one module with unsafe code.
//!
//! [`Out`] is where the next byte goes. It travels by value, so that it stays in registers: kept
//! in memory, every write would wait for the one before it. It writes into a region of memory that
//! a [`Drain`] lends it, and goes back to the drain only when the region is used up:
//!
//! | drain | the region | when it is used up |
//! |---|---|---|
//! | [`SliceDrain`] | the caller's slice | the rest is counted, not kept |
//! | `StringDrain` | the string's spare capacity | the string grows |
//! | [`WriterDrain`] | a small buffer | the buffer is flushed |
//!
//! Writes never fail: a drain remembers what went wrong and tells at the end.
//!
//! ```text
//! let mut drain = SliceDrain::new(&mut buffer);
//! Out::new(&mut drain).str("a < b: ").html("1 < 2").finish();
//! assert_eq!(drain.finish(), Ok("a < b: 1 &lt; 2"));
//! ```
//!
//! # Safety
//!
//! Everything that this module exports is safe to use, in any order. All of it rests on the three
//! invariants of [`Out`] and on what [`Drain`] asks of its implementations; every `SAFETY` comment
//! goes back to those. [`Drain`] is sealed, so that both can be read in this folder.
#![allow(unsafe_code)]

mod arena;
mod clean;
mod cursor;
mod decimal;
mod display;
mod drain;
mod escape;
mod fill;
mod filled;
mod float;
mod html;
mod number;
mod scratch;
mod slice;
mod special;
mod stack;
#[cfg(feature = "alloc")]
mod string;
#[cfg(test)]
mod tests;
mod text;
mod void;
mod writer;

pub use arena::{Arena, Scope, Texts};
pub use cursor::Out;
pub(crate) use drain::Drain;
pub use scratch::Scratch;
pub use slice::SliceDrain;
#[cfg(feature = "compile")]
pub(crate) use stack::with_heap;
pub(crate) use stack::{Damaged, Entered, Longer, Stack, Turn, with_stack};
#[cfg(feature = "alloc")]
pub use string::StringDrain;
pub use template_bytecode::Escape;
pub(crate) use text::Piece;
pub use writer::WriterDrain;
