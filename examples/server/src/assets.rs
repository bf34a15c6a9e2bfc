//! The files that pages load. They are in the program, so that it runs in any folder.

use axum::{
    extract::Path,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::IntoResponse,
};

/// Answers with a file.
pub(crate) async fn asset(Path(name): Path<String>) -> Result<impl IntoResponse, StatusCode> {
    let (content_type, text) = match name.as_str() {
        "icon.svg" => ("image/svg+xml", include_str!("../assets/icon.svg")),
        "style.css" => ("text/css; charset=utf-8", include_str!("../assets/style.css")),
        "swap.js" => ("text/javascript; charset=utf-8", include_str!("../assets/swap.js")),
        _ => return Err(StatusCode::NOT_FOUND),
    };
    Ok(([(CONTENT_TYPE, content_type), (CACHE_CONTROL, "max-age=3600")], text))
}
