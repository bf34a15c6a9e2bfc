//! Pages that are sent while they are rendered: what the adapters of streams and writers produce, and a server whose client is
//! slow.
#![allow(unsafe_code, reason = "a global allocator counts the bytes that are in use")]

use futures_util::StreamExt as _;
use http_body_util::BodyExt;
use std::{
    alloc::{GlobalAlloc, Layout, System},
    future::Future,
    pin::pin,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    task::{Context, Poll, Waker},
    time::Duration,
};
use template_runtime::{
    Template,
    adapters::{
        TemplateBody, TemplateStream, axum::stream, embedded_io_async, tokio::write_chunks,
    },
    template,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// The number of bytes that are in use, and their maximum.
static USED: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: all calls are passed on to the allocator of the system.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        MOST.fetch_max(USED.fetch_add(layout.size(), Relaxed) + layout.size(), Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        USED.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// The number of rows of the page, of about 100 bytes each: 10 MB.
const ROWS: usize = 100_000;

/// The number of rows that have been rendered.
static RENDERED: AtomicUsize = AtomicUsize::new(0);

/// Returns the text of a row, and counts it.
fn text_of(row: usize) -> String {
    RENDERED.fetch_add(1, Relaxed);
    format!("{row:0>80}")
}

template! {
    #[slots()]
    struct Layout_ {}
    "<!doctype html><title>Rows</title>{{yield}}</html>"
}

template! {
    struct Rows {
        rows: std::ops::Range<usize>,
    }
    "{{#> Layout_}}<h1>Rows</h1>{{#each rows}}<li>{{text_of this}}</li>{{/each}}{{/Layout_}}"
}

/// A server of one page.
async fn serve() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = axum::Router::new()
        .route("/", axum::routing::get(async || stream(Rows { rows: 0..ROWS }).await));
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    address
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_client_costs_constant_memory() {
    let address = serve().await;
    let mut client = TcpStream::connect(address).await.unwrap();
    let request = "GET / HTTP/1.0\r\nhost: localhost\r\n\r\n";
    client.write_all(request.as_bytes()).await.unwrap();
    let mut page = Vec::with_capacity(16 << 20);
    let before = USED.load(Relaxed);
    MOST.store(before, Relaxed);
    let mut buffer = vec![0; 4096];
    let length = client.read(&mut buffer).await.unwrap();
    page.extend_from_slice(&buffer[..length]);
    assert!(RENDERED.load(Relaxed) < ROWS, "the first bytes precede the last row");
    tokio::time::sleep(Duration::from_millis(300)).await;
    let rendered = RENDERED.load(Relaxed);
    assert!(rendered < ROWS, "{rendered} rows have been rendered for a client that does not read");
    loop {
        let length = client.read(&mut buffer).await.unwrap();
        if length == 0 {
            break;
        }
        page.extend_from_slice(&buffer[..length]);
    }
    let most = MOST.load(Relaxed) - before;
    assert!(most < 512 << 10, "{most} bytes were in use for a page of {}", page.len());
    assert_eq!(RENDERED.load(Relaxed), ROWS);
    let head = page.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("there is a head");
    let expected = Rows { rows: 0..ROWS }.render().unwrap();
    assert!(expected.len() > 8 << 20 && page[head + 4..] == *expected.as_bytes());

    // A client that goes away ends the render.
    RENDERED.store(0, Relaxed);
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(request.as_bytes()).await.unwrap();
    client.read_exact(&mut buffer).await.unwrap();
    drop(client);
    tokio::time::sleep(Duration::from_millis(300)).await;
    let rendered = RENDERED.load(Relaxed);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(RENDERED.load(Relaxed), rendered, "rendering has ended");
    assert!(rendered < ROWS);
}

template! {
    struct List {
        items: Vec<u32>,
    }
    "{{#each items}}{{this}}, {{/each}}{{flush}}end"
}

/// Returns a page of several chunks.
fn list() -> List {
    List { items: (0..5000).collect() }
}

/// Returns the result of a future that hardly waits.
fn ready<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    // It waits once, after the `{{flush}}`.
    for _ in 0..2 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
    panic!("it waits")
}

#[test]
fn streams_and_bodies() {
    let expected = list().render().unwrap();
    let chunks: Vec<Vec<u8>> =
        ready(TemplateStream::new(list()).map(|chunk| chunk.unwrap()).collect::<Vec<_>>());
    assert!(chunks.len() > 3 && chunks.last().is_some_and(|chunk| chunk == b"end"));
    assert_eq!(String::from_utf8(chunks.concat()).unwrap(), expected);
    let body = ready(BodyExt::collect(TemplateBody::new(list()))).unwrap().to_bytes();
    assert_eq!(body, expected);
}

#[test]
fn writers() {
    let expected = list().render().unwrap();
    let mut written = Vec::new();
    ready(write_chunks(&list(), &mut written)).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), expected);

    let mut memory = Default::default();
    let mut room = vec![0; expected.len()];
    let mut slice = room.as_mut_slice();
    let page = list();
    let mut chunks = page.chunks(&mut memory);
    ready(embedded_io_async::write_chunks(&mut chunks, &mut [0; 64], &mut slice)).unwrap();
    assert!(slice.is_empty());
    assert_eq!(room, expected.as_bytes());

    let mut memory = Default::default();
    let mut full = [0; 10];
    let mut slice = full.as_mut_slice();
    let mut chunks = page.chunks(&mut memory);
    let written = ready(embedded_io_async::write_chunks(&mut chunks, &mut [0; 64], &mut slice));
    assert!(matches!(written, Err(embedded_io_async::WriteError::Write(_))), "{written:?}");
}

/// Waits, as for a database.
fn slow(text: &str) -> String {
    std::thread::sleep(Duration::from_millis(400));
    text.to_owned()
}

template! {
    struct Slow {
        text: &'static str,
    }
    "<h1>head</h1>{{flush}}<p>{{slow text}}</p>"
}

/// Checks that the head arrives before the helper returns.
async fn check_head(address: std::net::SocketAddr) {
    let start = std::time::Instant::now();
    let mut client = TcpStream::connect(address).await.unwrap();
    client
        .write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut page = Vec::new();
    while !page.windows(13).any(|bytes| bytes == b"<h1>head</h1>") {
        assert_ne!(client.read_buf(&mut page).await.unwrap(), 0, "the head is missing");
    }
    assert!(start.elapsed() < Duration::from_millis(300), "the head waits for the helper");
    client.read_to_end(&mut page).await.unwrap();
    assert!(
        page.windows(12)
            .any(|bytes| bytes == b"<p>text</p>\r" || bytes.starts_with(b"<p>text</p>"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn axum_sends_the_head_first() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = axum::Router::new()
        .route("/", axum::routing::get(async || stream(Slow { text: "text" }).await));
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    check_head(address).await;
}

#[actix_web::test]
async fn actix_sends_the_head_first() {
    use actix_web::{App, HttpServer, web};
    use template_runtime::adapters::actix_web::stream;

    let app = || App::new().route("/", web::get().to(async || stream(Slow { text: "text" })));
    let server = HttpServer::new(app).workers(1).bind(("127.0.0.1", 0)).unwrap();
    let address = server.addrs()[0];
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    check_head(address).await;
    handle.stop(false).await;
}
