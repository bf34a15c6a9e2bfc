//! Templates as responses, bodies, streams and what asynchronous writers write.
//!
//! | feature | crate | what it adds |
//! |---|---|---|
//! | `axum` | `axum-core` 0.5, of axum 0.8 | templates implement `IntoResponse`; [`axum::stream`] |
//! | `actix-web` | `actix-web` 4 | templates implement `Responder`; [`actix_web::stream`] |
//! | `http-body` | `http-body` 1 | [`TemplateBody`], a `Body` |
//! | `futures-core` | `futures-core` 0.3 | [`TemplateStream`], a `Stream` |
//! | `tokio` | `tokio` 1 | [`tokio::write_chunks`] |
//! | `embedded-io-async` | `embedded-io-async` 0.7 | [`embedded_io_async::write_chunks`], without a heap |
//!
//! A template that is a response is rendered as a whole; [`axum::stream`] and [`actix_web::stream`] send the chunks of one that
//! owns its data while it is rendered, in constant memory. What is rendered in chunks is not `Send`, because helpers may keep what
//! belongs to their thread: [`axum::stream`] has threads for it.
//!
//! Features count for all crates of a build: one that implements the trait of a framework for its own template struct does not
//! compile together with the feature of this framework. Implement the trait for a struct that holds the template.
#![cfg_attr(
    not(all(
        feature = "axum",
        feature = "actix-web",
        feature = "tokio",
        feature = "embedded-io-async",
        feature = "futures-core"
    )),
    allow(rustdoc::broken_intra_doc_links, reason = "the links lead to modules of features")
)]

#[cfg(feature = "actix-web")]
pub mod actix_web;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "http-body")]
mod body;
#[cfg(feature = "http-body")]
pub use body::TemplateBody;
#[cfg(any(
    feature = "axum",
    feature = "actix-web",
    feature = "http-body",
    feature = "futures-core"
))]
mod chunk;
#[cfg(feature = "embedded-io-async")]
pub mod embedded_io_async;
mod responses;
#[cfg(feature = "futures-core")]
mod stream;
#[cfg(feature = "futures-core")]
pub use stream::TemplateStream;
#[cfg(feature = "tokio")]
pub mod tokio;
