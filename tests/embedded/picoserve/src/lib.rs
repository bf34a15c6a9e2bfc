//! Templates as responses of picoserve, a server for devices.

#![no_std]

use embedded_page::DEVICE;
use picoserve::{
    Router,
    io::Write,
    response::{Content, IntoResponse, StatusCode},
    routing::{PathRouter, get},
};
use template_runtime::Template;

/// A template as the content of a response, which is rendered in chunks of 64 bytes.
pub struct Page<T> {
    template: T,
    length: usize,
}

impl<T: Template> Page<T> {
    /// Returns the page, whose length precedes it.
    ///
    /// # Errors
    ///
    /// The response if the template cannot be rendered: nothing of it has been sent.
    pub fn new(template: T) -> Result<Self, (StatusCode, &'static str)> {
        match template.measure() {
            Ok(length) => Ok(Self { template, length }),
            Err(_) => Err((StatusCode::INTERNAL_SERVER_ERROR, "The page cannot be shown.\n")),
        }
    }
}

impl<T: Template> Content for Page<T> {
    fn content_type(&self) -> &'static str {
        "text/html; charset=utf-8"
    }

    fn content_length(&self) -> usize {
        self.length
    }

    async fn write_content<W: Write>(self, mut writer: W) -> Result<(), W::Error> {
        let mut memory = Default::default();
        let mut chunks = self.template.chunks(&mut memory);
        let mut buffer = [0; 64];
        // `new` has found out that there is no error.
        while let Ok(Some(chunk)) = chunks.next(&mut buffer) {
            writer.write_all(chunk.as_bytes()).await?;
        }
        Ok(())
    }
}

/// Answers with the page of the device.
async fn status() -> impl IntoResponse {
    Page::new(&DEVICE)
}

/// Returns the server of the device.
pub fn app() -> Router<impl PathRouter> {
    Router::new().route("/", get(status))
}
