//! `Body` of `http-body`.

use super::chunk::PolledChunks;
use crate::{error::Error, template::Template};
use bytes::Bytes;
use core::{
    pin::Pin,
    task::{Context, Poll},
};
use http_body::{Body, Frame};

/// The chunks of a template as the frames of a body, of 8 kB. What waits is the connection that sends them.
///
/// It is not `Send`, because helpers may keep what belongs to their thread. Servers whose bodies are `Send`, such as axum, need
/// a thread for it: see `adapters::axum::stream`.
///
/// # Examples
///
/// ```
/// use http_body::Body;
/// use template_runtime::{adapters::TemplateBody, template};
///
/// template! { struct Greeting { name: String } "Hello {{name}}!" }
///
/// fn body(name: String) -> impl Body {
///     TemplateBody::new(Greeting { name })
/// }
/// ```
pub struct TemplateBody<T: Template + 'static>(PolledChunks<T>);

impl<T: Template + 'static> TemplateBody<T> {
    /// Begins to render a template.
    pub fn new(page: T) -> Self {
        Self(PolledChunks::new(page.into_chunks(), false))
    }
}

impl<T: Template + 'static> core::fmt::Debug for TemplateBody<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("TemplateBody").finish_non_exhaustive()
    }
}

impl<T: Template + 'static> Body for TemplateBody<T> {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        self.get_mut().0.poll(context).map_ok(|chunk| Frame::data(chunk.into()))
    }
}
