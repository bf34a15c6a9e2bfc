//! The output of helpers of every kind: what they take, what they return, and where they are called. Each case is rendered
//! with every method of `Template`, and the expression form also unoptimized and unrolled.

mod annotated;
mod block_helpers;
mod calls;
mod closures;
mod dyn_helpers;
mod owned_results;
mod parameters;
mod results;
mod standard;
