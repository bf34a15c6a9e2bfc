//! The ops that templates are compiled to: the table of ops, the verifier, the disassembler, and the code for
//! diagnostics that the compiler and the runtime share.
//!
//! The compiler emits symbolic ops, the linker converts them to linked ops, and the VM of
//! `template-runtime` executes these. The crate has no dependencies and needs no heap.
//! Linking takes place while the crate that contains the template is compiled, so everything that it uses is a `const fn`: the
//! properties of ops, the tables of debug information and the diagnostics. The verifier is also a `const fn`, although
//! at present only the compiler calls it, at its run time.
//!
//! A program works on a stack of values. Expressions push and pop; between two statements the stack is
//! empty. There are no frames and there is no result register: a call pops its arguments and pushes
//! one value. Contexts, loop items and block params are variables, whose numbers are assigned at
//! compile time; the blocks that bind them end their scopes.

#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

/// The number of bytes of padding after the static text of a program, so that a short text can be
/// copied as a block of this length: two vector moves instead of a call to `memcpy`.
pub const TEXT_PAD: usize = 32;

/// The name of the argument for the context of a call, which the compiler adds to the call of a helper that takes it.
/// Templates cannot write it.
pub const CONTEXT: &str = "@this";

/// The maximum number of names that a block helper passes to its block as `@name`.
pub const MAX_BLOCK_DATA: usize = 8;

/// The names of the standard helpers, in alphabetical order, by which messages suggest to import them.
pub const STANDARD_HELPERS: &[&str] = &[
    "add",
    "capitalize",
    "date",
    "day",
    "default",
    "div",
    "first",
    "hour",
    "indent",
    "join",
    "json",
    "last",
    "len",
    "lowercase",
    "minute",
    "month",
    "mul",
    "number",
    "pluralize",
    "rem",
    "replace",
    "reverse",
    "second",
    "slice",
    "sub",
    "time",
    "trim",
    "truncate",
    "uppercase",
    "url_encode",
    "weekday",
    "weekday_number",
    "year",
];

pub mod diagnostics;
pub mod html;
mod listing;
mod name_hash;
mod op;
mod operand;
mod position;
mod tables;
mod verify;

pub use listing::Listing;
pub use name_hash::name_hash;
pub use op::{ENCODED_SIZE, Effect, Op, OpClass, SymbolicOp};
pub use operand::{
    Comparison, ConstantRef, Count, EACH_VARIABLES, Entry, Escape, Field, HelperRef, Immediate,
    Index, Leaf, LoopId, Missing, NameRef, NameRow, Offset, PathRow, PathSegment, PathStep,
    PlacePath, PlaceRef, Target, TextRef, VarId,
};
pub use position::{FileId, Position, PositionEncoder, Positions, Ranges};
pub use tables::{Bounds, Constant, Tables};
pub use verify::{
    COLLECTION_SIZE, FILL_CONDITION, FILL_NUMBER, Limits, MAX_BLOCK_ARGS, MAX_BLOCKS,
    MAX_CALL_DEPTH, MAX_FILLS, PARTIAL_ARGS, PARTIAL_BLOCK, ScratchUsage, State, VALUE_SIZE,
    VerifyError, verify,
};
