//! Asynchronous writers of tokio.

use crate::template::Template;
use alloc::vec;
use std::io;
use tokio::io::{AsyncWrite, AsyncWriteExt as _};

/// The size of the buffer in bytes.
const BUFFER: usize = 8 * 1024;

/// Renders into an asynchronous writer through a buffer of 8 kB, and flushes the writer at each `{{flush}}` and at the end.
/// Nothing is rendered while the writer is pending.
///
/// The future is not `Send`, because helpers may return values that are not `Send`: run it in `block_on` or on a `LocalSet`,
/// and not in `tokio::spawn`.
///
/// # Errors
///
/// Returns the error of the writer, or the [`Error`](crate::Error) of the template, wrapped in an [`io::Error`]. The writer may
/// already have received a part of the output.
///
/// # Examples
///
/// ```
/// use template_runtime::{adapters::tokio::write_chunks, template};
///
/// # let example = async {
/// let mut written = Vec::new();
/// write_chunks(&template!("Hello {{name}}!", name = "you"), &mut written).await?;
/// assert_eq!(written, b"Hello you!");
/// # Ok::<(), std::io::Error>(())
/// # };
/// # // A `Vec` is always ready, and so no runtime is needed.
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # assert!(matches!(std::pin::pin!(example).poll(&mut context), std::task::Poll::Ready(Ok(()))));
/// ```
#[expect(clippy::future_not_send, reason = "see the documentation")]
pub async fn write_chunks<T, W>(page: &T, writer: &mut W) -> io::Result<()>
where
    T: Template,
    W: AsyncWrite + Unpin + ?Sized,
{
    let mut memory = T::Memory::default();
    let mut chunks = page.chunks(&mut memory);
    let mut buffer = vec![0; BUFFER];
    while let Some(chunk) = chunks.next(&mut buffer).map_err(io::Error::other)? {
        writer.write_all(chunk.as_bytes()).await?;
        if chunks.flushed() {
            writer.flush().await?;
        }
    }
    writer.flush().await
}
