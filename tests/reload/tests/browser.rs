//! A page in a headless Chromium reloads itself when its template has been edited.

#[allow(dead_code, reason = "another test uses the rest")]
#[path = "../../../examples/server/tests/support/chromium.rs"]
mod chromium;
#[allow(dead_code, reason = "another test uses the rest")]
mod support;

use chromium::Page;
use reload::Browser;
use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::Instant,
};
use support::Edited;
use template_runtime::{Template as _, reload::answer};

/// Serves the page and the answers to its script, each connection on a thread of its own.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = format!("http://{}/", listener.local_addr().expect("it is bound"));
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            thread::spawn(move || respond(&stream));
        }
    });
    address
}

/// Responds to one request. The browser may have left the page meanwhile.
fn respond(mut stream: &TcpStream) -> Option<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let request = lines.next()?;
    lines.find(String::is_empty)?;
    let path = request.split(' ').nth(1)?;
    let (path, query) =
        path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    let (status, content_type, body) = match path {
        "/" => {
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            ("200 OK", "text/html", Browser { count }.render().ok()?)
        }
        "/reload" => {
            let answer = answer(query);
            ("200 OK", answer.content_type, answer.body)
        }
        _ => ("204 No Content", "text/plain", String::new()),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\
         content-security-policy: script-src 'self'\r\nconnection: close\r\n\r\n{body}"
    )
    .ok()
}

#[test]
fn the_page_reloads_itself() {
    let file = Edited::file("browser.hbs");
    let mut page = Page::open();
    page.visit(&serve());
    assert_eq!(page.evaluate("document.querySelector('h1').textContent"), "One");

    let start = Instant::now();
    file.replace("<h1>One", "<h1>Two");
    page.wait_until("document.querySelector('h1')?.textContent === 'Two'");
    println!("from the edit to the new page: {} ms", start.elapsed().as_millis());

    file.replace("{{count}}", "{{coutn}}");
    page.wait_until(
        "document.querySelector('[role=alert]')?.textContent.includes('did you mean `count`?')",
    );
    file.replace("<h1>One", "<h1>Three");
    page.wait_until("document.querySelector('h1')?.textContent === 'Three'");
    assert_eq!(page.take_errors(), [""; 0]);

    // Nothing changes, and so it is not loaded again.
    let count = page.evaluate("document.querySelector('#count').textContent");
    thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(page.evaluate("document.querySelector('#count').textContent"), count);
}
