//! `Stream` of `futures-core`.

use super::chunk::next_chunk;
use crate::{OwnedChunks, error::Error, template::Template};
use alloc::vec::Vec;
use core::{
    pin::Pin,
    task::{Context, Poll},
};
use futures_core::Stream;

/// The chunks, of 8 kB. It is always ready: what waits is the code that sends them.
///
/// # Examples
///
/// ```
/// use futures_core::Stream;
/// use template_runtime::{Template, template};
///
/// template! { struct Greeting { name: String } "Hello {{name}}!" }
///
/// fn stream(name: String) -> impl Stream<Item = Result<Vec<u8>, template_runtime::Error>> {
///     Greeting { name }.into_chunks()
/// }
/// ```
impl<T: Template + 'static> Stream for OwnedChunks<T> {
    type Item = Result<Vec<u8>, Error>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(next_chunk(self.get_mut()).transpose())
    }
}
