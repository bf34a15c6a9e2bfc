//! What the firmware needs of its board, an LM3S6965 with a Cortex-M3, and the sending of pages.

#![no_std]

pub mod board;
mod stack;

use core::hint::black_box;
use template_runtime::{Chunks, Template};

/// The number of bytes of a chunk.
pub const CHUNK: usize = 64;

/// Sends a page in chunks, each from the same buffer. Returns whether it could be rendered.
pub fn send<T: Template>(page: &T) -> bool {
    send_chunks(&mut page.chunks(&mut Default::default()))
}

#[inline(never)]
fn send_chunks(chunks: &mut Chunks<'_>) -> bool {
    let mut buffer = [0; CHUNK];
    loop {
        match chunks.next(&mut buffer) {
            Ok(Some(chunk)) => board::send(chunk.as_bytes()),
            Ok(None) => return true,
            Err(error) => {
                board::log_number(error.line().unwrap_or(0));
                return false;
            }
        }
    }
}

/// Renders a page without sending it. Returns the number of bytes of the stack that a call of [`Chunks::next`] takes at
/// most: everything but the memory, the chunks, the buffer and the result, which are the caller's.
pub fn stack_of_chunk<T: Template>(page: &T) -> Option<usize> {
    let mut memory = Default::default();
    let mut chunks = black_box(page).chunks(&mut memory);
    let mut buffer = [0; CHUNK];
    let stack = stack::paint();
    while let Some(chunk) = chunks.next(&mut buffer).ok()? {
        black_box(chunk);
    }
    Some(stack.used())
}

/// Renders a page into a slice. Returns the number of bytes of the stack that it takes.
pub fn stack_of_slice<T: Template>(page: &T) -> Option<usize> {
    let mut buffer = [0; 2048];
    let stack = stack::paint();
    board::send(black_box(page).render_into(&mut buffer).ok()?.as_bytes());
    Some(stack.used())
}
