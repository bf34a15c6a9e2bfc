//! The chunks of streams and bodies.

use crate::{OwnedChunks, error::Error, template::Template};
use alloc::{vec, vec::Vec};
use core::task::{Context, Poll};

/// The size of a chunk in bytes.
const CHUNK: usize = 8 * 1024;

/// Returns the next chunk of a template, or `None` after the last.
///
/// # Errors
///
/// Returns the error of the template.
pub(super) fn next_chunk<T: Template + 'static>(
    chunks: &mut OwnedChunks<T>,
) -> Result<Option<Vec<u8>>, Error> {
    let mut buffer = vec![0; CHUNK];
    let len = chunks.next(&mut buffer)?.map(str::len);
    Ok(len.map(|len| {
        buffer.truncate(len);
        buffer
    }))
}

/// A template whose chunks are polled. After a `{{flush}}`, a poll returns `Pending` once, so that the buffered chunks are sent.
pub(super) struct PolledChunks<T: Template + 'static> {
    chunks: OwnedChunks<T>,
    waits: bool,
}

impl<T: Template + 'static> PolledChunks<T> {
    /// Polls the chunks of a template. It waits first if `{{flush}}` has ended the last chunk.
    pub(super) fn new(chunks: OwnedChunks<T>, waits: bool) -> Self {
        Self { chunks, waits }
    }

    /// Returns the next chunk, or `None` after the last.
    pub(super) fn poll(&mut self, context: &Context<'_>) -> Poll<Option<Result<Vec<u8>, Error>>> {
        if core::mem::take(&mut self.waits) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let chunk = next_chunk(&mut self.chunks);
        self.waits = self.chunks.flushed();
        Poll::Ready(chunk.transpose())
    }
}
