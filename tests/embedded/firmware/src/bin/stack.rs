//! Measures the stack of a page that is rendered in chunks.

#![no_std]
#![no_main]

use embedded_firmware::{CHUNK, board, stack_of_chunk};
use embedded_page::{DEVICE, Status};
use template_runtime::{Chunks, Template};

// SAFETY: nothing else has the name.
#[unsafe(no_mangle)]
fn run() -> bool {
    board::log_number(size_of::<<Status<'_> as Template>::Memory>() as u32);
    board::log_number(size_of::<Chunks<'_>>() as u32);
    board::log_number(CHUNK as u32);
    let Some(stack) = stack_of_chunk(&DEVICE) else { return false };
    board::log_number(stack as u32);
    true
}
