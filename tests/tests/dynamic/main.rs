//! Data whose names are looked up at run time: `serde_json::Value`, and the runtime's `Tree`. Templates with a
//! type parameter are checked with both.

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
