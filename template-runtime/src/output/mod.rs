//! What a running program writes to. There is unsafe code here, in the memory of the VM, and for the
//! pointer in a shape; nowhere else.
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

mod cursor;
mod display;
mod drain;
mod escape;
mod escaper;
mod float;
mod html;
#[cfg(feature = "std")]
mod io_adapter;
mod number;
mod print;
mod slice_drain;
mod special;
#[cfg(feature = "alloc")]
mod string_drain;
#[cfg(test)]
mod tests;
mod text;
mod writer_drain;

pub use cursor::Out;
pub use drain::Drain;
pub(crate) use escaper::EscapeFn;
pub use escaper::Escaper;
#[cfg(feature = "std")]
pub(crate) use io_adapter::Bridge;
pub(crate) use print::{Unescaped, print, print_custom};
pub use slice_drain::SliceDrain;
#[cfg(feature = "alloc")]
pub use string_drain::StringDrain;
pub(crate) use text::PaddedText;
pub use writer_drain::WriterDrain;
