//! What is written to the socket.

use core::{
    convert::Infallible,
    pin::pin,
    task::{Context, Poll, Waker},
};
use embedded_page::DEVICE;
use embedded_picoserve::Page;
use picoserve::{
    io::{ErrorType, Write},
    response::{Content, StatusCode},
};
use template_runtime::{Template as _, template};

/// A socket that keeps what is written to it.
#[derive(Default)]
struct Socket {
    all: Vec<u8>,
    longest: usize,
}

impl ErrorType for Socket {
    type Error = Infallible;
}

impl Write for Socket {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, Infallible> {
        self.all.extend_from_slice(bytes);
        self.longest = self.longest.max(bytes.len());
        Ok(bytes.len())
    }

    async fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[test]
fn a_page_is_written_in_chunks() {
    let page = Page::new(&DEVICE).unwrap();
    let length = page.content_length();
    let mut socket = Socket::default();
    let written =
        pin!(page.write_content(&mut socket)).poll(&mut Context::from_waker(Waker::noop()));
    assert_eq!(written, Poll::Ready(Ok(())));
    let mut buffer = [0; 2048];
    let expected = DEVICE.render_into(&mut buffer).unwrap();
    assert_eq!(String::from_utf8(socket.all).unwrap(), expected);
    assert_eq!(length, expected.len());
    assert!((60..=64).contains(&socket.longest), "{}", socket.longest);
}

#[test]
fn a_page_that_fails_is_an_error_before_its_first_byte() {
    fn fails() -> Result<u8, core::fmt::Error> {
        Err(core::fmt::Error)
    }
    let Err((status, _)) = Page::new(template!("<p>{{(fails)}}")) else { panic!("it fails") };
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[test]
fn the_server_has_routes() {
    let _ = embedded_picoserve::app();
}
