//! The routes, and what all of them share.

use crate::{assets, data::Library, errors, pages, policy};
use axum::{
    Router, middleware,
    routing::{get, post},
};
use std::sync::Arc;

/// Returns the application.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/", get(pages::tools::list))
        .route("/tools/{slug}", get(pages::tools::detail))
        .route("/tools/{slug}/label", get(pages::tools::label))
        .route("/search", get(pages::search::search))
        .route("/request", get(pages::request::form))
        .route("/request", post(pages::request::submit))
        .route("/requests/{number}", get(pages::request::thanks))
        .route("/logbook", get(pages::logbook::logbook))
        .route("/assets/{name}", get(assets::asset))
        .with_state(Arc::new(Library::new()))
        // The last layer is the outermost one: it makes the nonce, which the pages of the layer before it use, too.
        .layer(middleware::from_fn(errors::show))
        .layer(middleware::from_fn(policy::apply))
}
