//! The recipes of the documentation that need other crates. A test compares them with the page.

#![allow(missing_docs, reason = "the modules are as short as the page shows them")]

pub mod markdown;
pub mod translations;
