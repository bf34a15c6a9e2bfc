//! Templates as Rust values: behind pointers, inside of other templates, and returned from functions; and the
//! data that they read where it lies.

mod attributes;
mod inlined;
mod inlined_structs;
mod leaf_args;
mod nested;
mod owned;
mod placed_args;
mod places;
mod pointers;
mod send_chunks;
mod types_of_one_name;
