//! Cases of templates: what other implementations expect, and what this one promises.
//!
//! | module | does |
//! |---|---|
//! | [`js`] | reads values as JavaScript writes them |
//! | [`case`] | reads cases |
//! | [`helpers`] | has the cases' helpers, translated to Rust |
//! | [`data`] | makes data of values |
//! | [`run`] | runs a case |
//! | [`own`] | reads the cases of this repository |
//! | [`deviations`] | knows what is meant to be different |

pub mod case;
pub mod data;
pub mod deviations;
pub mod helpers;
pub mod js;
pub mod normalize;
pub mod own;
pub mod run;
