//! Compiles Handlebars-style templates to the symbolic opcodes of `template-runtime`.
//!
//! The modules are the stages, in this order; each has its own type, and none looks back:
//!
//! | stage | makes |
//! |---|---|
//! | [`parse`] | [`ast`]: what is written |
//! | [`check`] | [`resolved`]: every name looked up |
//! | [`flatten`] | [`stack_expression`]: one flat sequence |
//! | [`optimize`] | the same, shorter |
//! | [`lower`] | [`symbolic`]: ops and tables |
//! | `verify` | the same, proved, with its limits |
//!
//! It knows the text and nothing about types: those are the business of link, a `const fn` of the
//! runtime.

#![forbid(unsafe_code)]

pub mod ast;
pub mod check;
mod compile;
pub mod diagnostic;
pub mod flatten;
mod item;
pub mod limits;
pub mod lower;
mod names;
mod nest;
pub mod optimize;
mod options;
pub mod parse;
pub mod raw;
pub mod resolved;
pub mod source;
pub mod stack_expression;
pub mod structure;
pub mod symbolic;
mod verify;
mod whitespace;

pub use compile::{compile, compile_text};
pub use diagnostic::{Diagnostic, Errors};
pub use options::{KnownHelper, Options};
pub use source::Source;
pub use symbolic::Symbolic;
pub use template_bytecode::Escape;
