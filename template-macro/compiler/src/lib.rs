//! Compiles Handlebars-style templates to the symbolic opcodes of `template-runtime`.
//!
//! The modules are the stages, in this order; each has its own type, and none looks back:
//!
//! | stage | makes |
//! |---|---|
//! | [`parse`] | [`parse::ast`]: what is written |
//! | [`resolve`] | [`resolve::resolved`]: every name looked up |
//! | [`flatten`] | [`flatten::stack_expression`]: one flat sequence |
//! | [`optimize`] | the same, shorter |
//! | [`lower`] | [`lower::symbolic`]: ops and tables |
//! | `lower::verify` | the same, proved, with its limits |
//!
//! It knows the text and nothing about types: those are the business of link, a `const fn` of the
//! runtime.

#![forbid(unsafe_code)]

mod compile;
pub mod flatten;
pub mod limits;
pub mod lower;
pub mod optimize;
mod options;
pub mod parse;
pub mod resolve;
pub mod source;

pub use compile::{compile, compile_text};
pub use lower::symbolic::Symbolic;
pub use options::{KnownHelper, Options};
pub use source::{Diagnostic, Diagnostics, Severity, Source};
pub use template_bytecode::Escape;
