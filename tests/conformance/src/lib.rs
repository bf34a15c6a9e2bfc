//! Test cases of other implementations of the language, and of this one.
//!
//! | module | purpose |
//! |---|---|
//! | [`js`] | parses JavaScript values |
//! | [`case`] | parses cases |
//! | [`helpers`] | the helpers of the cases, translated to Rust |
//! | [`data`] | converts JavaScript values to data |
//! | [`run`] | runs a case |
//! | [`own`] | reads the cases of this repository |
//! | [`deviations`] | the intended differences |

pub mod case;
pub mod data;
pub mod deviations;
pub mod helpers;
pub mod js;
pub mod normalize;
pub mod own;
pub mod run;
