//! Adapters that convert templates to responses, bodies and streams, and write them to asynchronous writers.
//!
//! | feature | crate | adds |
//! |---|---|---|
//! | `axum` | `axum-core` 0.5, of axum 0.8 | templates implement `IntoResponse`; [`axum::stream`] |
//! | `actix-web` | `actix-web` 4 | templates implement `Responder`; [`actix_web::stream`] |
//! | `http-body` | `http-body` 1 | [`TemplateBody`], a `Body` |
//! | `futures-core` | `futures-core` 0.3 | [`TemplateStream`], a `Stream` |
//! | `tokio` | `tokio` 1 | [`tokio::write_chunks`] |
//! | `embedded-io-async` | `embedded-io-async` 0.7 | [`embedded_io_async::write_chunks`], without a heap |
//!
//! A template that is returned as a response is rendered as a whole. [`axum::stream`] and [`actix_web::stream`] send the
//! chunks of a template that owns its data while it is rendered, in constant memory. The state of rendering in chunks is not
//! `Send`, because helpers may return values that are not `Send`; [`axum::stream`] renders on dedicated threads.
//!
//! Features are shared by all crates of a build: a crate that implements the trait of a framework for its own template struct
//! does not compile together with the feature of this framework. Implement the trait for a struct that contains the template.
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
