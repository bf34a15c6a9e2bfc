//! The messages of the linker, composed during the evaluation of constants.

mod conversion;
mod help;
mod missing_field;
mod phrases;
mod report;
mod signature;
mod source_path;
mod variants;

pub(super) use phrases::{quoted_text, reported_op};
#[cfg(feature = "compile")]
pub(super) use report::position;
pub(super) use report::write_message;
