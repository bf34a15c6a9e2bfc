//! The opcodes that templates are compiled to: the one table of them, the verifier, and the
//! disassembler.
//!
//! The compiler writes these opcodes and `template-runtime` executes them; this crate is what both
//! agree on. It has no dependencies, needs no heap, and everything but the disassembler is
//! `const fn`, so that a program can be checked while the crate that holds it compiles.
//!
//! A program works on a stack of values. Expressions push and pop; between two statements the stack
//! is empty. There are no frames and there is no result register: a call pops its arguments and
//! pushes one value. Contexts, items of loops and block params live in *variables*, numbered while
//! compiling, which come and go with the blocks that bind them.

#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

/// How many bytes stand behind the last static text of a program, so that a short text can be
/// copied as a whole block of this length: two vector moves, no call.
pub const TEXT_PAD: usize = 32;

mod constant;
mod listing;
mod op;
mod operand;
mod position;
mod tables;
mod verify;
mod width;

pub use constant::Constant;
pub use listing::Listing;
pub use op::{EACH_VARIABLES, Effect, Op};
pub use operand::{
    Comparison, ConstantRef, Count, Escape, Field, HelperRef, Immediate, Index, Loop, Missing,
    NameRef, NameRow, Slot, Target, TextLen, TextStart,
};
pub use position::{Position, Positions, Ranges};
pub use tables::{Bounds, Tables};
pub use verify::{
    Limits, MADE_SIZE, MAX_BLOCK_ARGS, Scratch, State, VALUE_SIZE, VerifyError, verify,
};
pub use width::width;
