//! Properties of every template and every program, checked for inputs that are generated from bytes.
//!
//! | function | property |
//! |---|---|
//! | [`any_text`] | compiling any text yields, without a panic, a program that verifies or errors with spans inside the text |
//! | [`any_template`] | templates generated from the grammar compile and render without a panic, to the same valid UTF-8 with and without the optimizer |
//! | [`any_program`] | the VM runs every program that the verifier accepts to its end, without a panic |
//!
//! The fuzz targets in `template-macro/compiler/fuzz` call these functions with coverage-guided bytes, the
//! tests with bytes from a fixed seed.

mod data;
mod helpers;
mod program;
mod render;
mod template;
mod text;

pub use program::{any_program, run_ops};
pub use render::Outcome;
pub use template::any_template;
pub use text::any_text;
