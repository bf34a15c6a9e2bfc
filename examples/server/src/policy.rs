//! The content security policy: only scripts of the pages themselves run.

use crate::site::Site;
use axum::{
    extract::Request,
    http::{
        HeaderValue, StatusCode,
        header::{CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS},
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// Adds a [`Site`] with a new nonce to the request, and sets the policy of the response, which allows the scripts with that
/// nonce.
pub(crate) async fn apply(mut request: Request, next: Next) -> Response {
    let Ok(nonce) = nonce() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    // The script of `reload.rs`, which a release does not have, is one of the server itself: a page that shows the errors
    // of a template has no nonce.
    let own = if cfg!(debug_assertions) { " 'self'" } else { "" };
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}'{own}; style-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let site = Site::new(request.uri().path(), nonce);
    request.extensions_mut().insert(site);

    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Returns a text that nobody can guess.
fn nonce() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
