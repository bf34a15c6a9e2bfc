//! The output of data of every kind: the standard library's types, derives, and types of other crates. Each case is rendered
//! with every method of `Template`, and the expression form also unoptimized and unrolled.

mod derive;
mod enums;
mod foreign_types;
mod own_types;
mod pointers;
mod recursion;
mod references;
mod standard_types;
mod tuples;
