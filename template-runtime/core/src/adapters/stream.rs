//! `Stream` of `futures-core`.

use super::chunk::PolledChunks;
use crate::{error::Error, template::Template};
use alloc::vec::Vec;
use core::{
    pin::Pin,
    task::{Context, Poll},
};
use futures_core::Stream;

/// A stream of the chunks of a template, of at most 8 kB. A chunk is rendered when it is polled.
///
/// It is not `Send`, because helpers may return values that are not `Send`.
///
/// # Examples
///
/// ```
/// use futures_core::Stream;
/// use template_runtime::{Error, adapters::TemplateStream, template};
///
/// template! { struct Greeting { name: String } "Hello {{name}}!" }
///
/// fn stream(name: String) -> impl Stream<Item = Result<Vec<u8>, Error>> {
///     TemplateStream::new(Greeting { name })
/// }
/// ```
pub struct TemplateStream<T: Template + 'static>(PolledChunks<T>);

impl<T: Template + 'static> TemplateStream<T> {
    /// Creates a stream that renders a template.
    pub fn new(page: T) -> Self {
        Self(PolledChunks::new(page.into_chunks(), false))
    }
}

impl<T: Template + 'static> core::fmt::Debug for TemplateStream<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("TemplateStream").finish_non_exhaustive()
    }
}

impl<T: Template + 'static> Stream for TemplateStream<T> {
    type Item = Result<Vec<u8>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().0.poll(context)
    }
}
