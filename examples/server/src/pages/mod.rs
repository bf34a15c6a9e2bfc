//! The pages: for each its template and the function that answers a request.
//!
//! A page borrows what it shows, and becomes a response before the function returns.

pub(crate) mod logbook;
pub(crate) mod request;
pub(crate) mod search;
pub(crate) mod tools;
