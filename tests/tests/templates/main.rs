//! Templates as Rust values: behind pointers, inside of other templates, and returned from functions.

mod nested;
mod owned;
mod pointers;
