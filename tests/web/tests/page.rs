//! The examples of the page on web use: that they are those of this package, and what they answer.

use axum::body::Body;
use http_body_util::BodyExt as _;
use template_runtime::template;
use tower::ServiceExt as _;

const PAGE: &str = include_str!("../../../template-runtime/src/web.md");

/// A template whose render fails.
fn fails() -> Result<&'static str, &'static str> {
    Err("secret")
}

template! {
    struct Failing {}
    "<p>{{(fails)}}</p>"
}

#[test]
fn the_page_shows_the_examples() {
    for module in [include_str!("../src/with_axum.rs"), include_str!("../src/with_actix.rs")] {
        let shown = format!("```rust,ignore\n{module}```\n");
        assert!(PAGE.contains(&shown), "the page has no example\n{shown}");
    }
}

#[tokio::test]
async fn axum_responses() {
    use axum::{Router, http::Request, routing::get};
    use web_frameworks::with_axum::{Page, home};

    let app = Router::new().route("/", get(home)).route("/fails", get(async || Page(Failing {})));
    let get = |path| {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        app.clone().oneshot(request)
    };
    let response = get("/").await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(body, "<h1>Hello Ann!</h1>\n");
    let response = get("/fails").await.unwrap();
    assert_eq!(response.status(), 500);
    assert!(response.into_body().collect().await.unwrap().to_bytes().is_empty());
}

#[actix_web::test]
async fn actix_responses() {
    use actix_web::{App, body::to_bytes, test, web};
    use web_frameworks::with_actix::{Page, home};

    let app = App::new()
        .route("/", web::get().to(home))
        .route("/fails", web::get().to(async || Page(Failing {})));
    let app = test::init_service(app).await;
    let get = |path| test::call_service(&app, test::TestRequest::get().uri(path).to_request());
    let response = get("/").await;
    assert_eq!(response.headers().get("content-type").unwrap(), "text/html; charset=utf-8");
    assert_eq!(to_bytes(response.into_body()).await.unwrap(), "<h1>Hello Ann!</h1>\n");
    let response = get("/fails").await;
    assert_eq!(response.status(), 500);
    assert!(to_bytes(response.into_body()).await.is_ok_and(|body| body.is_empty()));
}
