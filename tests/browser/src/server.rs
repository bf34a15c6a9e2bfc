//! A server for the browser: the driver, the pages, and, under another name, a script that marks the page that
//! loads it.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, mpsc},
    thread,
};

/// A server that is not yet running.
pub(crate) struct Server {
    listener: TcpListener,
    port: u16,
}

impl Server {
    /// Binds a free port of this machine.
    pub(crate) fn new() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Returns the address of the driver.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/driver.html", self.port)
    }

    /// Serves the driver and the pages until the process ends. Returns what the driver reports.
    pub(crate) fn start(self, driver: &'static str, pages: String) -> mpsc::Receiver<String> {
        let (sender, receiver) = mpsc::channel();
        let pages = Arc::new(pages);
        thread::spawn(move || {
            for stream in self.listener.incoming().flatten() {
                let (sender, pages) = (sender.clone(), Arc::clone(&pages));
                // A browser that closes a connection early is no mistake.
                thread::spawn(move || drop(answer(stream, driver, &pages, &sender)));
            }
        });
        receiver
    }
}

/// Answers one request.
fn answer(
    stream: TcpStream,
    driver: &str,
    pages: &str,
    sender: &mpsc::Sender<String>,
) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let (mut length, mut is_foreign) = (0, false);
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
            break;
        }
        let header = header.to_ascii_lowercase();
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        // The same server under another name is that of an attacker.
        is_foreign |= header.starts_with("host: localhost");
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let path = request.split(' ').nth(1).unwrap_or_default();
    let (status, kind, text) = match path {
        "/driver.html" => ("200 OK", "text/html", driver),
        "/pages.json" => ("200 OK", "application/json", pages),
        "/report" => ("200 OK", "text/plain", ""),
        "/mark.js" if is_foreign => ("200 OK", "text/javascript", "top.mark(self)"),
        _ => ("404 Not Found", "text/plain", ""),
    };
    let mut stream = reader.into_inner();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: max-age=600\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n{text}",
        text.len()
    )?;
    stream.flush()?;
    if path == "/report" {
        // Nobody listens after the last report.
        let _ = sender.send(String::from_utf8_lossy(&body).into_owned());
    }
    Ok(())
}
