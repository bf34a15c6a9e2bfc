//! The logbook: a page of any length, which is sent while it is rendered.

use crate::{data::Library, layout::Page, site::Site};
use axum::{Extension, extract::State, response::Response};
use std::sync::Arc;
use template_runtime::{
    adapters::axum::stream,
    helpers::{date, number, pluralize},
    template,
};

template! {
    /// What is sent in chunks owns its data, or shares it: the page outlives the function that answers.
    struct LogbookPage {
        site: Site,
        library: Arc<Library>,
    }

    include_str!("../../templates/logbook.hbs")
}

/// Answers with all loans. A few kilobytes of the page are in memory at a time.
pub(crate) async fn logbook(
    Extension(site): Extension<Site>,
    State(library): State<Arc<Library>>,
) -> Response {
    stream(LogbookPage { site, library }).await
}
