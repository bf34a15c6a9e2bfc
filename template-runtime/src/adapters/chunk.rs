//! The chunks of streams and bodies.

use crate::{OwnedChunks, error::Error, template::Template};
use alloc::{vec, vec::Vec};

/// The size of a chunk in bytes.
const CHUNK: usize = 8 * 1024;

/// Returns the next chunk of a template, or `None` after the last.
///
/// # Errors
///
/// The error of the template.
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
