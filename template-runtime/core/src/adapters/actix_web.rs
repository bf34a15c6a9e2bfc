//! Responses of actix-web.
//!
//! With feature `actix-web`, each struct of `template!` implements `Responder`. The response is the output of the template. If
//! rendering fails, it is empty with status 500, and the error is logged (crate `log`).
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
//! # fn is_responder<T: actix_web::Responder>(_: impl Fn() -> T) {}
//! # is_responder(|| Home { user: "Ann" });
//! ```

use super::chunk::{PolledChunks, next_chunk};
use crate::{error::Error, template::Template};
use actix_web::{
    HttpResponse, HttpResponseBuilder,
    body::{BodySize, MessageBody},
    http::header::ContentType,
    web::Bytes,
};
use alloc::boxed::Box;
use core::{
    pin::Pin,
    task::{Context, Poll},
};
use template_bytecode::Escape;

/// Returns the output of a template as a response, or an empty response with status 500 if rendering fails. It is for templates
/// that do not implement `Responder` themselves, such as fragments, tuples and `Box<dyn Template>`.
pub fn respond(page: &impl Template) -> HttpResponse {
    match page.render() {
        Ok(page_text) => response_of(page.program().tables.escape).body(page_text),
        Err(error) => error_response(&error),
    }
}

/// Begins a response whose content type is that of what a template with this escaping prints.
fn response_of(escape: Escape) -> HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response.content_type(match escape {
        Escape::Html => ContentType::html(),
        _ => ContentType::plaintext(),
    });
    response
}

/// Logs an error, and returns a response without it.
fn error_response(error: &Error) -> HttpResponse {
    log::error!("{error}");
    HttpResponse::InternalServerError().finish()
}

/// Returns a response whose chunks, of 8 kB, are sent while the template is rendered, in constant memory. An error before the
/// first chunk becomes an empty response with status 500; a later error is logged, and closes the connection.
///
/// # Examples
///
/// ```
/// use actix_web::HttpResponse;
/// use template_runtime::{adapters::actix_web::stream, template};
///
/// template! {
///     struct Report {
///         lines: Vec<String>,
///     }
///     "<h1>Report</h1>{{flush}}{{#each lines}}<p>{{this}}</p>{{/each}}"
/// }
///
/// async fn report() -> HttpResponse {
///     stream(Report { lines: vec!["a".to_owned()] })
/// }
/// ```
pub fn stream<T: Template + 'static>(page: T) -> HttpResponse {
    let escape = page.program().tables.escape;
    let mut chunks = page.into_chunks();
    match next_chunk(&mut chunks) {
        Ok(None) => response_of(escape).finish(),
        Ok(Some(first)) => {
            let waits = chunks.flushed();
            let chunks = PolledChunks::new(chunks, waits);
            response_of(escape).body(ChunkBody { first: Some(first.into()), chunks })
        }
        Err(error) => error_response(&error),
    }
}

/// The chunks of a template as a body, of which the first has been rendered.
struct ChunkBody<T: Template + 'static> {
    first: Option<Bytes>,
    chunks: PolledChunks<T>,
}

impl<T: Template + 'static> MessageBody for ChunkBody<T> {
    type Error = Box<dyn core::error::Error>;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let body = self.get_mut();
        if let Some(first) = body.first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        body.chunks.poll(context).map_ok(Bytes::from).map_err(|error| {
            log::error!("{error}");
            // What has failed is not sent to the client.
            "the template failed".into()
        })
    }
}
