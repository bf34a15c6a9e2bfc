use actix_web::HttpResponse;
use template_runtime::{adapters::actix_web::stream, template};

template! {
    pub struct Home<'a> {
        pub user: &'a str,
    }
    include_str!("home.hbs")
}

pub async fn home() -> Home<'static> {
    Home { user: "Ann" }
}

template! {
    pub struct Report {
        pub lines: Vec<u32>,
    }
    include_str!("report.hbs")
}

pub async fn report() -> HttpResponse {
    stream(Report { lines: vec![1, 4, 9] })
}
