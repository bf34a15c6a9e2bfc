use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::header::ContentType};
use template_runtime::{Template, template};

template! {
    pub struct Home<'a> {
        pub user: &'a str,
    }
    include_str!("home.hbs")
}

/// A template as a response.
pub struct Page<T>(pub T);

impl<T: Template> Responder for Page<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        match self.0.render() {
            Ok(html) => HttpResponse::Ok().content_type(ContentType::html()).body(html),
            Err(error) => {
                eprintln!("{error}"); // with the file, the line and the column in the template
                HttpResponse::InternalServerError().finish()
            }
        }
    }
}

pub async fn home() -> impl Responder {
    Page(Home { user: "Ann" })
}
