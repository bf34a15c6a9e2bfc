//! Renders the page into a slice, and sends it.

#![no_std]
#![no_main]

use embedded_firmware::{board, stack_of_slice};
use embedded_page::DEVICE;

// SAFETY: nothing else has the name.
#[unsafe(no_mangle)]
fn run() -> bool {
    let Some(stack) = stack_of_slice(&DEVICE) else { return false };
    board::log_number(stack as u32);
    true
}
