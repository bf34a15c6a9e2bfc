//! What the server answers, without a browser.

#[path = "support/server.rs"]
mod server;

use server::Server;
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

/// A response.
struct Response {
    status: u16,
    /// The names in lower case.
    headers: Vec<(String, String)>,
    body: String,
    /// The lengths of the chunks in which the body was sent, if it was.
    chunks: Vec<usize>,
}

impl Response {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

/// Sends a request with a body and further lines in its head.
fn request(server: &Server, method: &str, path: &str, lines: &str, body: &str) -> Response {
    let host = server.address.strip_prefix("http://").expect("it is a URL");
    let mut stream = TcpStream::connect(host).expect("the server listens");
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-length: {}\r\n{lines}\r\n{body}",
        body.len()
    )
    .expect("the server reads");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("the server answers in UTF-8");
    let (head, body) = text.split_once("\r\n\r\n").expect("a response has a head");
    let (first, lines) = head.split_once("\r\n").expect("it has headers");
    let header = |line: &str| {
        let (name, value) = line.split_once(": ").expect("a header");
        (name.to_ascii_lowercase(), value.to_owned())
    };
    let mut response = Response {
        status: first[9..12].parse().expect("a status"),
        headers: lines.split("\r\n").map(header).collect(),
        body: body.to_owned(),
        chunks: Vec::new(),
    };
    if response.header("transfer-encoding") == "chunked" {
        let (mut rest, mut whole) = (body, String::new());
        while let Some((length, after)) = rest.split_once("\r\n") {
            let length = usize::from_str_radix(length, 16).expect("the length of a chunk");
            if length == 0 {
                break;
            }
            whole += &after[..length];
            response.chunks.push(length);
            rest = &after[length + 2..];
        }
        response.body = whole;
    }
    response
}

fn get(server: &Server, path: &str) -> Response {
    request(server, "GET", path, "", "")
}

/// Sends a form.
fn post(server: &Server, path: &str, form: &str) -> Response {
    request(server, "POST", path, "content-type: application/x-www-form-urlencoded\r\n", form)
}

#[test]
fn pages() {
    let server = Server::start();
    for path in
        ["/", "/tools/mitre-saw", "/tools/mitre-saw/label", "/search", "/request", "/logbook"]
    {
        let page = get(&server, path);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert!(page.body.starts_with("<!DOCTYPE html>"), "{path}");
        assert!(page.body.ends_with("</html>"), "{path}");
    }
    assert!(get(&server, "/tools/mitre-saw/label").body.contains("629104150021<strong>3</strong>"));
    let script = get(&server, "/assets/swap.js");
    assert_eq!(
        (script.status, script.header("content-type")),
        (200, "text/javascript; charset=utf-8")
    );
}

#[test]
fn pages_of_a_debug_build_reload_themselves() {
    let server = Server::start();
    let page = get(&server, "/").body;
    let (_, rest) = page.split_once("<script src=\"/reload\" data-version=\"").expect("a script");
    let (version, _) = rest.split_once('"').expect("a version");
    let script = get(&server, "/reload");
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.body.contains("location.reload()"));
    // A page of an earlier program is out of date.
    assert_eq!(get(&server, "/reload?version=1-0").body, version);
}

#[test]
fn each_response_has_a_nonce_of_its_own() {
    let server = Server::start();
    let nonce = |page: &Response| {
        let (_, rest) =
            page.header("content-security-policy").split_once("'nonce-").expect("a policy");
        let (nonce, _) = rest.split_once('\'').expect("a nonce");
        assert_eq!(nonce.len(), 32);
        // The script of a debug build, which reloads the page, needs none.
        let body = page.body.replace("<script src=\"/reload\"", "");
        let scripts = body.matches("<script").count();
        assert!(scripts > 0);
        assert_eq!(page.body.matches(&format!("nonce=\"{nonce}\"")).count(), scripts);
        nonce.to_owned()
    };
    let pages =
        ["/request", "/request", "/logbook", "/nothing"].map(|path| nonce(&get(&server, path)));
    for (index, own) in pages.iter().enumerate() {
        assert!(!pages[..index].contains(own), "{own} is there twice");
    }
}

#[test]
fn the_results_of_a_search_are_a_fragment() {
    let server = Server::start();
    let page = get(&server, "/search?q=gard");
    let part = request(&server, "GET", "/search?q=gard", "hx-request: true\r\n", "");
    assert!(part.body.starts_with("<p>2 tools for “gard”</p>\n"), "{}", part.body);
    // The page has the same text, further indented.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&page.body).contains(&words(&part.body)));
    assert_eq!((page.header("vary"), part.header("vary")), ("hx-request", "hx-request"));
    // What is searched for is text.
    let page = get(&server, "/search?q=%3Cscript%3E");
    assert!(page.body.contains("for “&lt;script&gt;”") && !page.body.contains("<script>"));
}

#[test]
fn a_form_is_checked_and_leads_to_a_page() {
    let server = Server::start();
    let page = post(&server, "/request", "tool=mitre-saw&name=%3Cb%3E&mail=a&days=15");
    assert_eq!(page.status, 422);
    assert_eq!(page.body.matches("class=\"error\"").count(), 3);
    assert!(page.body.contains("value=\"&lt;b&gt;\""));
    assert_eq!(get(&server, "/requests/1").status, 404);

    let sent = "tool=mitre-saw&name=Ann&mail=a%40b.c&days=2&note=x%26y&agreed=true";
    for number in 1..3 {
        let answer = post(&server, "/request", sent);
        let expected = format!("/requests/{number}");
        assert_eq!((answer.status, answer.header("location")), (303, expected.as_str()));
        let page = get(&server, &expected);
        assert!(
            page.body.contains("We keep the tool for you, Ann.") && page.body.contains("x&amp;y")
        );
    }
    assert_eq!(get(&server, "/requests/0").status, 404);
}

#[test]
fn a_long_page_is_sent_in_chunks() {
    let server = Server::start();
    let page = get(&server, "/logbook");
    assert_eq!(page.body.matches("<tr>").count(), 5001);
    assert!(page.chunks.len() > 20, "{:?}", page.chunks);
    assert!(page.chunks.iter().all(|length| *length <= 16 * 1024), "{:?}", page.chunks);
    // The first chunk ends before the table.
    let head = &page.body[..page.chunks[0]];
    assert!(head.contains("<h1>Logbook</h1>") && !head.contains("<table>"), "{head}");
}

#[test]
fn errors_have_pages() {
    let server = Server::start();
    for (path, status) in
        [("/nothing", 404), ("/tools/nothing", 404), ("/requests/x", 400), ("/assets/x", 404)]
    {
        let page = get(&server, path);
        assert_eq!(page.status, status, "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert!(page.body.contains(&format!("Status {status}.")), "{path}");
    }
    assert_eq!(post(&server, "/", "").status, 405);

    // The number of this tool has no check digit: a helper fails. Developers see where.
    let page = get(&server, "/tools/tile-cutter/label");
    assert_eq!(page.status, 500);
    let place = "label.hbs:4:46: helper `check_digit`: `50123X567891` is not a label number";
    assert_eq!(page.body.contains(place), cfg!(debug_assertions), "{}", page.body);
}
