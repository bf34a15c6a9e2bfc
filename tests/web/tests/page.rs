//! The examples of the page on web use: that they are those of this package, and what they answer.

use axum::body::Body;
use http_body_util::BodyExt as _;
use template_runtime::{Error, template};
use tower::ServiceExt as _;

const PAGE: &str = include_str!("../../../template-runtime/src/web.md");

/// A helper that fails.
fn fails() -> Result<&'static str, &'static str> {
    Err("secret")
}

template! {
    struct Failing {}
    "<p>{{(fails)}}</p>"
}

template! {
    #[template(escape = "text")]
    struct Text<'a> {
        text: &'a str,
    }
    "{{text}}"
}

/// Returns a text.
async fn text() -> Text<'static> {
    Text { text: "1 < 2" }
}

const REPORT: &str = "<h1>Report</h1>\n<p>1</p>\n<p>4</p>\n<p>9</p>\n";

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
    use template_runtime::adapters::axum::stream;
    use web_frameworks::with_axum::{home, report};

    let app = Router::new()
        .route("/", get(home))
        .route("/report", get(report))
        .route("/text", get(text))
        .route("/empty", get(async || stream(Text { text: "" }).await))
        .route("/fails", get(async || Failing {}))
        .route("/fails/stream", get(async || stream(Failing {}).await));
    let get = |path| {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        app.clone().oneshot(request)
    };
    for (path, content_type, expected) in [
        ("/", "text/html; charset=utf-8", "<h1>Hello Ann!</h1>\n"),
        ("/report", "text/html; charset=utf-8", REPORT),
        ("/text", "text/plain; charset=utf-8", "1 < 2"),
        ("/empty", "text/plain; charset=utf-8", ""),
    ] {
        let response = get(path).await.unwrap();
        assert_eq!(response.headers()["content-type"], content_type, "{path}");
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(body, expected, "{path}");
    }
    for path in ["/fails", "/fails/stream"] {
        let response = get(path).await.unwrap();
        assert_eq!(response.status(), 500);
        let error = response.extensions().get::<Error>().expect("the error is an extension");
        assert_eq!(error.kind().to_string(), "helper `fails`: secret");
        assert!(response.into_body().collect().await.unwrap().to_bytes().is_empty());
    }
}

#[actix_web::test]
async fn actix_responses() {
    use actix_web::{App, body::to_bytes, test, web};
    use template_runtime::adapters::actix_web::stream;
    use web_frameworks::with_actix::{home, report};

    let app = App::new()
        .route("/", web::get().to(home))
        .route("/report", web::get().to(report))
        .route("/text", web::get().to(text))
        .route("/empty", web::get().to(async || stream(Text { text: "" })))
        .route("/fails", web::get().to(async || Failing {}))
        .route("/fails/stream", web::get().to(async || stream(Failing {})));
    let app = test::init_service(app).await;
    let get = |path| test::call_service(&app, test::TestRequest::get().uri(path).to_request());
    for (path, content_type, expected) in [
        ("/", "text/html; charset=utf-8", "<h1>Hello Ann!</h1>\n"),
        ("/report", "text/html; charset=utf-8", REPORT),
        ("/text", "text/plain; charset=utf-8", "1 < 2"),
        ("/empty", "text/plain; charset=utf-8", ""),
    ] {
        let response = get(path).await;
        assert_eq!(response.headers().get("content-type").unwrap(), content_type, "{path}");
        assert_eq!(to_bytes(response.into_body()).await.unwrap(), expected, "{path}");
    }
    for path in ["/fails", "/fails/stream"] {
        let response = get(path).await;
        assert_eq!(response.status(), 500);
        assert!(to_bytes(response.into_body()).await.is_ok_and(|body| body.is_empty()));
    }
}
