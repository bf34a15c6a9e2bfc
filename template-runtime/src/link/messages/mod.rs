//! The messages of link, put together while constants are evaluated.

mod help;
mod report;
mod source_path;
mod words;

#[cfg(feature = "compile")]
pub(super) use report::position;
pub(super) use report::write_message;
pub(super) use words::{place, quoted};
