//! Measures the stack of a page that is rendered in chunks. Prints the sizes of the memory, of the chunks, of the buffer and
//! of the stack, and the number of the further pages with the size of their texts.

#![no_std]
#![no_main]

use embedded_firmware::{CHUNK, board, stack_of_chunk};
use embedded_page::{DEVICE, PAGES, Status, TEXT};
use template_runtime::{Chunks, Template};

// SAFETY: nothing else has the name.
#[unsafe(no_mangle)]
fn run() -> bool {
    board::log_number(size_of::<<Status<'_> as Template>::Memory>() as u32);
    board::log_number(size_of::<Chunks<'_>>() as u32);
    board::log_number(CHUNK as u32);
    let Some(stack) = stack_of_chunk(&DEVICE) else { return false };
    board::log_number(stack as u32);
    board::log_number(PAGES as u32);
    board::log_number(TEXT as u32);
    true
}
