//! The output of components, slots, partials and fragments. Each case is rendered
//! with every method of `Template`, and the expression form also unoptimized and unrolled.

mod fragments;
mod partials;

#[macro_use]
mod macros;

mod arguments;
mod components;
mod generic;
