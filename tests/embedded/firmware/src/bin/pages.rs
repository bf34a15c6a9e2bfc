//! Renders the page in chunks of 64 bytes.

#![no_std]
#![no_main]

use core::hint::black_box;
use embedded_firmware::{board, stack};
use embedded_page::{DEVICE, Status};
use template_runtime::{Chunks, Template};

// SAFETY: nothing else has the name.
#[unsafe(no_mangle)]
fn run() -> bool {
    let (sent, used) = stack::measure(send_page);
    board::log_number(used);
    board::log_number(size_of::<<Status as Template>::Memory>());
    sent
}

fn send_page() -> bool {
    let page = black_box(&DEVICE);
    send(&mut page.chunks(&mut Default::default()))
}

/// Sends a page.
fn send(chunks: &mut Chunks<'_>) -> bool {
    let mut buffer = [0; 64];
    loop {
        match chunks.next(&mut buffer) {
            Ok(Some(chunk)) => board::send(chunk.as_bytes()),
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}
