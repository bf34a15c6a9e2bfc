//! The examples of the page on web use, which a test compares with these modules.

#![allow(missing_docs, reason = "the modules are as short as the page shows them")]

pub mod with_actix;
pub mod with_axum;
