//! Pages for errors: nothing found, a bad request, and templates that fail.

use crate::{layout::Page, site::Site};
use axum::{
    Extension,
    extract::Request,
    http::{StatusCode, header::CONTENT_TYPE},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use template_runtime::{Error, template};

template! {
    struct ErrorPage<'a> {
        site: &'a Site,
        status: u16,
        title: &'a str,
        text: &'a str,
        /// What has failed, for developers.
        detail: Option<&'a str>,
    }

    include_str!("../templates/error.hbs")
}

/// Replaces the body of a response that is an error, unless it is a page already.
pub(crate) async fn show(
    Extension(site): Extension<Site>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let content_type = response.headers().get(CONTENT_TYPE);
    let is_page = content_type.is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    if !is_error || is_page {
        return response;
    }

    // A template that fails is an empty response with its error as an extension. What has failed is nothing for strangers.
    let error = response.extensions().get::<Error>();
    if let Some(error) = error {
        eprintln!("{}: {error}", site.path);
    }
    let detail = error.filter(|_| cfg!(debug_assertions)).map(Error::to_string);
    let (title, text) = explain(status);
    let page =
        ErrorPage { site: &site, status: status.as_u16(), title, text, detail: detail.as_deref() };
    (status, page).into_response()
}

/// Returns the title and the text of the page for a status.
fn explain(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::NOT_FOUND => {
            ("Not found", "There is no such page. The tool may have left the library.")
        }
        status if status.is_client_error() => {
            ("Not understood", "The address or the form is not one of this site.")
        }
        _ => {
            ("Something broke", "This is our fault, and we have been told. Please try again later.")
        }
    }
}
