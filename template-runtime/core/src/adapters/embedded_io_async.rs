//! Asynchronous writers of `embedded-io-async`.

use crate::{Chunks, error::Error};
use core::fmt;
use embedded_io_async::Write;

/// The error of [`write_chunks`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError<E> {
    /// The error of the template.
    Render(Error),
    /// The error of the writer.
    Write(E),
}

impl<E: fmt::Debug> fmt::Display for WriteError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Render(error) => write!(f, "{error}"),
            Self::Write(error) => write!(f, "the output could not be written: {error:?}"),
        }
    }
}

impl<E: fmt::Debug> core::error::Error for WriteError<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            // This error has the message of `error` itself.
            Self::Render(error) => error.source(),
            Self::Write(_) => None,
        }
    }
}

/// Writes all chunks through a buffer of at least 4 bytes, and flushes the writer at each `{{flush}}` and at the end. Nothing is
/// rendered while the writer is pending.
///
/// # Errors
///
/// Returns the error of the template or of the writer, which may already have received a part of the output.
///
/// # Examples
///
/// ```
/// use template_runtime::{
///     Template,
///     adapters::embedded_io_async::{WriteError, write_chunks},
///     template,
/// };
///
/// template! { struct Status { uptime: u32 } "<p>up for {{uptime}} s</p>" }
///
/// async fn answer<W: embedded_io_async::Write>(
///     socket: &mut W,
///     uptime: u32,
/// ) -> Result<(), WriteError<W::Error>> {
///     let mut memory = Default::default();
///     write_chunks(&mut Status { uptime }.chunks(&mut memory), &mut [0; 64], socket).await
/// }
/// ```
#[expect(clippy::future_not_send, reason = "the state of a render may belong to its thread")]
pub async fn write_chunks<W: Write + ?Sized>(
    chunks: &mut Chunks<'_>,
    buffer: &mut [u8],
    writer: &mut W,
) -> Result<(), WriteError<W::Error>> {
    while let Some(chunk) = chunks.next(buffer).map_err(WriteError::Render)? {
        writer.write_all(chunk.as_bytes()).await.map_err(WriteError::Write)?;
        if chunks.flushed() {
            writer.flush().await.map_err(WriteError::Write)?;
        }
    }
    writer.flush().await.map_err(WriteError::Write)
}
