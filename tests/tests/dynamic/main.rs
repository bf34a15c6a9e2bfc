//! Data whose names are looked up while a template runs: `serde_json::Value`, and the runtime's own
//! `Tree`. What can be said of both is a template over a type parameter, and is checked with both.

mod both;
mod context;
mod fields;
mod helpers;
mod items;
mod numbers;
mod strict;
mod transparent;
mod tree;
mod truth;
