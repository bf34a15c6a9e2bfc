//! What holds for every template and every program, checked for one that is made of bytes.
//!
//! | property | is |
//! |---|---|
//! | [`any_text`] | compiling any text ends, without a panic, in a program that verifies or in errors whose positions are inside of the text |
//! | [`any_template`] | what is written as the grammar wants it compiles and renders without a panic, the same with and without the optimiser, and gives UTF-8 |
//! | [`any_program`] | what the verifier lets pass, the VM runs to an end without a panic |
//!
//! The fuzz targets in `template-macro/compiler/fuzz` feed them with bytes that cover more and more of the
//! code; `cargo test` with bytes from a fixed seed.

mod data;
mod helpers;
mod program;
mod render;
mod template;
mod text;

pub use program::{any_program, run_ops};
pub use render::Came;
pub use template::any_template;
pub use text::any_text;
