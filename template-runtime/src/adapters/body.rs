//! `Body` of `http-body`.

use super::chunk::next_chunk;
use crate::{OwnedChunks, error::Error, template::Template};
use bytes::Bytes;
use core::{
    pin::Pin,
    task::{Context, Poll},
};
use http_body::{Body, Frame};

/// The chunks as the frames of a body, of 8 kB. It is always ready: what waits is the connection that sends them.
///
/// It is not `Send`: the helpers of a template may keep what belongs to their thread.
impl<T: Template + 'static> Body for OwnedChunks<T> {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let chunk = next_chunk(self.get_mut());
        Poll::Ready(chunk.map(|chunk| chunk.map(|chunk| Frame::data(chunk.into()))).transpose())
    }
}
