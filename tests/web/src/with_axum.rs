use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use template_runtime::{Template, template};

template! {
    pub struct Home<'a> {
        pub user: &'a str,
    }
    include_str!("home.hbs")
}

/// A template as a response.
pub struct Page<T>(pub T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => Html(html).into_response(),
            Err(error) => {
                eprintln!("{error}"); // with the file, the line and the column in the template
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

pub async fn home() -> impl IntoResponse {
    Page(Home { user: "Ann" })
}
