//! The output of a running program. Unsafe code is confined to this module, the memory of the VM,
//! and the pointer in a shape.
//!
//! [`Out`] is the cursor. It is passed by value, so that it stays in registers: if it were in
//! memory, every write would wait for the store of the previous write. It writes to a region of
//! memory that it borrows from a [`Drain`], and calls the drain only when the region is full:
//!
//! | drain | the region | when it is full |
//! |---|---|---|
//! | [`SliceDrain`] | the caller's slice | the rest is counted and discarded |
//! | `StringDrain` | the string's spare capacity | the string grows |
//! | [`WriterDrain`] | a small buffer | the buffer is flushed |
//! | [`ChunkDrain`] | the caller's slice | the rest is stored for the next slice |
//! | `Attempt` | the rest of another region, or a slice | the attempt has failed |
//!
//! Writes never fail: a drain records the first error and reports it at the end.
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
//! invariants of [`Out`] and on the safety requirements of [`Drain`]; every `SAFETY` comment refers
//! to those, which are numbers 1 to 8 and 27 of the invariants in `ARCHITECTURE.md`. [`Drain`] is sealed,
//! so that all of its implementations are in this folder.
#![allow(unsafe_code)]

#[cfg(feature = "alloc")]
mod attempt;
mod chunk_drain;
mod compact;
mod context;
mod cursor;
#[cfg(feature = "alloc")]
mod cut;
mod display;
mod divided;
mod drain;
mod escape;
mod float;
mod html;
mod number;
mod plain;
mod print;
mod replace;
mod slice_drain;
mod special;
#[cfg(feature = "alloc")]
mod string_drain;
#[cfg(test)]
pub(crate) mod tests;
mod text;
mod writer_drain;

pub(crate) use chunk_drain::{ChunkDrain, Overflow};
pub(crate) use compact::COMPACT;
pub(crate) use context::{JsonPrinter, Rules, print_in_context};
pub use cursor::Out;
#[cfg(feature = "alloc")]
pub(crate) use cursor::print_whole;
pub(crate) use cursor::{PrintOutOfLine, RawOut};
#[cfg(feature = "alloc")]
pub(crate) use divided::is_plain;
pub(crate) use drain::{Drain, Region};
#[cfg(feature = "alloc")]
pub(crate) use escape::boundary;
pub use escape::{CustomEscaper, Escaper};
pub(crate) use plain::is_plain_in_url;
pub(crate) use print::{UnescapedText, print, print_custom, print_without_floats};
pub use slice_drain::SliceDrain;
#[cfg(feature = "alloc")]
pub use string_drain::StringDrain;
#[cfg(feature = "alloc")]
pub(crate) use text::StaticText;
#[cfg(feature = "std")]
pub(crate) use writer_drain::IoAdapter;
pub use writer_drain::WriterDrain;
