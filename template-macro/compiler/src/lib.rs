//! Compiles Handlebars-style templates to the symbolic ops of `template-runtime`.
//!
//! The modules are the stages, in this order. Each has its own result type, and depends only on
//! earlier stages:
//!
//! | stage | result |
//! |---|---|
//! | [`parse`] | [`parse::ast`]: the syntax tree |
//! | [`resolve`] | [`resolve::resolved`]: every name resolved |
//! | `context` | the same, with the escaper of the HTML context of each value |
//! | [`interface`] | [`interface::SlotYield`]: the values that a component yields |
//! | [`flatten`] | [`flatten::stack_expression`]: one flat sequence |
//! | [`optimize`] | an equivalent sequence with fewer instructions |
//! | [`lower`] | [`lower::symbolic`]: ops and tables, verified |
//!
//! The compiler knows only the text. Types are checked later by the linker, a `const fn` of the runtime.

#![forbid(unsafe_code)]

mod compile;
mod context;
pub mod flatten;
pub mod interface;
pub mod limits;
pub mod lower;
mod nesting;
mod notations;
pub mod optimize;
mod options;
pub mod parse;
pub mod partials;
pub mod resolve;
pub mod source;

pub use compile::{compile, compile_source};
pub use lower::symbolic::{Symbolic, SymbolicFragment};
pub use nesting::nesting;
pub use notations::standard_helper;
pub use options::{DeclaredSlot, FragmentUse, KnownHelper, OWN_DATA, Options, PRIVATE_DATA};
pub use partials::{MissingPartial, NoPartials, Partials};
pub use source::{Diagnostic, Diagnostics, Severity, Source};
pub use template_bytecode::Escape;
