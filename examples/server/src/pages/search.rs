//! The search. A script of the page asks for the results alone, and puts them in their place.

use crate::{
    data::{Library, Tool},
    layout::{Card, Field, Page},
    site::Site,
};
use axum::{
    Extension,
    extract::{Query, State},
    http::{HeaderMap, header::VARY},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use std::sync::Arc;
use template_runtime::{adapters::axum::respond, helpers::pluralize, template};

template! {
    /// The page. Its fragment `results` is a template, too.
    struct SearchPage<'a> {
        site: &'a Site,
        query: &'a str,
        hits: &'a [&'a Tool],
    }

    include_str!("../../templates/search.hbs")
}

#[derive(Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    q: String,
}

/// Answers with the page, or with the results alone.
pub(crate) async fn search(
    Extension(site): Extension<Site>,
    State(library): State<Arc<Library>>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    let query = parameters.q.trim();
    let hits = library.search(query);
    let page = SearchPage { site: &site, query, hits: &hits };
    let response = if headers.contains_key("hx-request") {
        respond(&page.results())
    } else {
        page.into_response()
    };
    // A cache keeps both apart: otherwise the button "back" of a browser may show the results alone.
    ([(VARY, "hx-request")], response).into_response()
}
