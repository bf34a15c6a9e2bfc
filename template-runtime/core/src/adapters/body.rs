//! `Body` of `http-body`.

use super::chunk::PolledChunks;
use crate::{error::Error, template::Template};
use bytes::Bytes;
use core::{
    pin::Pin,
    task::{Context, Poll},
};
use http_body::{Body, Frame};

/// A body whose frames are the chunks of a template, of at most 8 kB. A chunk is rendered when it is polled.
///
/// It is not `Send`, because helpers may return values that are not `Send`. A server that requires `Send` bodies, such as axum,
/// needs a dedicated thread: see `adapters::axum::stream`.
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
    /// Creates a body that renders a template.
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
