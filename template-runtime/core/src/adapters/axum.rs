//! Responses of axum.
//!
//! With feature `axum`, each struct of `template!` implements `IntoResponse`. The response is the output of the template. If
//! rendering fails, it is empty with status 500, and the error is logged (crate `log`) and added to the response as an extension, so
//! that a middleware can show an error page.
//!
//! ```
//! use template_runtime::template;
//!
//! template! {
//!     struct Home<'a> {
//!         user: &'a str,
//!     }
//!     "<h1>Hello {{user}}!</h1>"
//! }
//!
//! async fn home() -> Home<'static> {
//!     Home { user: "Ann" }
//! }
//! # fn is_response<T: template_runtime::__private::axum_core::response::IntoResponse>(_: impl Fn() -> T) {}
//! # is_response(|| Home { user: "Ann" });
//! ```

use super::chunk::next_chunk;
use crate::{error::Error, template::Template};
use axum_core::{
    body::Body,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use core::{
    pin::Pin,
    task::{Context, Poll},
};
use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use http_body::Frame;
use std::{sync::OnceLock, thread::available_parallelism};
use template_bytecode::Escape;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio_util::task::LocalPoolHandle;

/// The number of chunks that are rendered ahead of the client.
const AHEAD: usize = 2;

/// The minimum number of threads that render streams.
const MIN_THREADS: usize = 4;

/// Returns the output of a template as a response, or an empty response with status 500 if rendering fails. It is for templates
/// that do not implement `IntoResponse` themselves, such as fragments, tuples and `Box<dyn Template>`.
pub fn respond(page: &impl Template) -> Response {
    match page.render() {
        Ok(page_text) => response_of(page.program().tables.escape, Body::from(page_text)),
        Err(error) => error_response(error),
    }
}

/// Returns a response whose content type is that of what a template with this escaping prints.
fn response_of(escape: Escape, body: Body) -> Response {
    let mut response = Response::new(body);
    let content_type = match escape {
        Escape::Html => "text/html; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Logs an error, and returns a response without it.
fn error_response(error: Error) -> Response {
    log::error!("{error}");
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(error);
    response
}

/// Returns a response whose chunks are sent while the template is rendered, in constant memory: at most a few chunks of 8 kB are
/// buffered. An error before the first chunk becomes an empty response with status 500, as for a template that
/// is a response; a later error is logged, and closes the connection.
///
/// The template is moved to a dedicated thread and rendered there, because the state of a render may not be `Send`; therefore the
/// template must own its data. There are as many such threads as processors, and at least four. The streams of a thread take turns
/// after each chunk: a helper that blocks, for example on a database, delays the other streams of its thread. Rendering stops when
/// the client disconnects.
///
/// # Panics
///
/// Panics if the operating system fails to create a thread.
///
/// # Examples
///
/// ```
/// use template_runtime::{adapters::axum::stream, template};
/// # use template_runtime::__private::axum_core::response::Response;
///
/// template! {
///     struct Report {
///         lines: Vec<String>,
///     }
///     "<h1>Report</h1>{{flush}}{{#each lines}}<p>{{this}}</p>{{/each}}"
/// }
///
/// async fn report() -> Response {
///     stream(Report { lines: vec!["a".to_owned()] }).await
/// }
/// ```
pub async fn stream<T: Template + Send + 'static>(page: T) -> Response {
    let escape = page.program().tables.escape;
    let (sender, mut receiver) = channel(AHEAD);
    // Not awaited: it ends by itself, and a panic of a helper ends the chunks.
    drop(pool().spawn_pinned(move || send_chunks(page, sender)));
    match receiver.recv().await {
        Some(Ok(first)) => {
            response_of(escape, Body::new(Received { first: Some(first), receiver, ended: false }))
        }
        Some(Err(Sent::Error(error))) => error_response(error),
        Some(Err(Sent::End)) => response_of(escape, Body::empty()),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Returns the threads that render streams.
fn pool() -> &'static LocalPoolHandle {
    static POOL: OnceLock<LocalPoolHandle> = OnceLock::new();
    POOL.get_or_init(|| {
        let threads = available_parallelism().map_or(1, usize::from);
        LocalPoolHandle::new(threads.max(MIN_THREADS))
    })
}

/// The end of the stream after the last chunk.
enum Sent {
    End,
    Error(Error),
}

/// Sends the chunks of a template, until it has ended or nobody receives them.
#[expect(clippy::future_not_send, reason = "it stays on its thread")]
async fn send_chunks<T: Template + 'static>(page: T, sender: Sender<Result<Bytes, Sent>>) {
    let mut chunks = page.into_chunks();
    loop {
        let (message, is_last) = match next_chunk(&mut chunks) {
            Ok(Some(chunk)) => (Ok(Bytes::from(chunk)), false),
            Ok(None) => (Err(Sent::End), true),
            Err(error) => (Err(Sent::Error(error)), true),
        };
        if sender.send(message).await.is_err() || is_last {
            return;
        }
    }
}

/// The body of a response whose chunks come from another thread.
struct Received {
    first: Option<Bytes>,
    receiver: Receiver<Result<Bytes, Sent>>,
    ended: bool,
}

impl http_body::Body for Received {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        if self.ended {
            return Poll::Ready(None);
        }
        let Poll::Ready(received) = self.receiver.poll_recv(context) else { return Poll::Pending };
        self.ended = !matches!(received, Some(Ok(_)));
        Poll::Ready(match received {
            Some(Ok(chunk)) => Some(Ok(Frame::data(chunk))),
            Some(Err(Sent::End)) => None,
            Some(Err(Sent::Error(error))) => {
                log::error!("{error}");
                Some(Err(StreamError))
            }
            // A helper has panicked.
            None => Some(Err(StreamError)),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.first.is_none() && self.ended
    }
}

/// The error that ends a response. What has failed is in the log, and not sent to the client.
#[derive(Debug)]
struct StreamError;

impl core::fmt::Display for StreamError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the template failed")
    }
}

impl core::error::Error for StreamError {}
