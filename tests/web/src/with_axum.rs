use axum::response::Response;
use template_runtime::{adapters::axum::stream, template};

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

pub async fn report() -> Response {
    stream(Report { lines: vec![1, 4, 9] }).await
}
