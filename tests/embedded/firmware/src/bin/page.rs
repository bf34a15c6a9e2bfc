//! Sends the page in chunks.

#![no_std]
#![no_main]

use core::hint::black_box;
use embedded_page::DEVICE;

// SAFETY: nothing else has the name.
#[unsafe(no_mangle)]
fn run() -> bool {
    embedded_firmware::send(black_box(&DEVICE))
}
