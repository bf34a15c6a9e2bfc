//! Pages that reload themselves when a template has been edited, in a build with `debug_assertions`.

use axum::{
    extract::RawQuery,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::IntoResponse,
};
use template_runtime::{SafeHtml, reload};
use tokio::task::spawn_blocking;

/// Where the script of the pages asks.
pub(crate) const PATH: &str = "/reload";

/// Returns the element that each page has in its head.
pub(crate) fn reload_script() -> SafeHtml<String> {
    reload::script(PATH)
}

/// Answers to the script, as soon as there is something new.
pub(crate) async fn answer(RawQuery(query): RawQuery) -> Result<impl IntoResponse, StatusCode> {
    let answer = spawn_blocking(move || reload::answer(query.as_deref())).await;
    let answer = answer.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let headers = [(CONTENT_TYPE, answer.content_type), (CACHE_CONTROL, "no-store")];
    Ok((headers, answer.body))
}
