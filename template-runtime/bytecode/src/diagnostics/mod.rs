//! The code for diagnostics that the compiler and the linker share: the text of a message, the nearest name
//! and the limits.
//!
//! Everything is `const fn` and needs no heap: link evaluates it while a crate compiles, and only
//! for a template that has an error. The compiler calls it at run time.

mod buffer;
mod characters;
mod excerpt;
mod limits;
mod nearest;
mod report;
mod severity;
mod unescaped;
mod width;
mod width_ranges;

pub use buffer::MessageBuffer;
pub use characters::{count_characters, position_on_line, visible};
pub use excerpt::Excerpt;
pub use limits::{MAX_DIAGNOSTICS, MAX_ERRORS, MAX_MESSAGE_LENGTH};
pub use nearest::{MAX_NAME_LENGTH, Nearest, edit_distance, nearest_name};
pub use report::Report;
pub use severity::Severity;
pub use unescaped::Unescaped;
pub use width::width;
