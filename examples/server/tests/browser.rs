//! Uses the site as people do, in a headless Chromium: clicks, types, sends, goes back. Each step checks that the browser
//! complains of nothing, and writes a picture to the folder that the test prints.

#[path = "support/chromium.rs"]
mod chromium;
#[path = "support/server.rs"]
mod server;

use chromium::Page;
use server::Server;
use std::{fs, path::PathBuf};

/// The folder of the pictures.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    fs::create_dir_all(&folder).expect("the folder is created");
    folder
}

/// Takes pictures of a page in a wide window, a narrow one, and a dark one. Nothing of it is wider than the window.
fn pictures(page: &mut Page, name: &str) {
    for (suffix, width, height, scheme) in
        [("wide", 1200, 900, "light"), ("narrow", 390, 844, "light"), ("dark", 1200, 900, "dark")]
    {
        page.look(width, height, scheme);
        let excess = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(page.evaluate(excess), 0, "{name} is too wide for {width} pixels");
        page.picture(&folder().join(format!("{name}-{suffix}.png")));
    }
    page.look(1200, 900, "light");
}

/// What is wrong with the structure of a page: headings, labels, ids that are missing or there twice, names of links and
/// buttons.
const WRONG: &str = "[
    ...(document.querySelectorAll('h1').length === 1 ? [] : ['not one h1']),
    ...(document.querySelector('main') && document.documentElement.lang ? [] : ['no main or lang']),
    ...[...document.querySelectorAll('input, select, textarea')]
        .filter((field) => !field.labels.length).map((field) => `no label: ${field.name}`),
    ...[...document.querySelectorAll('[aria-describedby], label[for], output[for]')]
        .flatMap((element) => (element.getAttribute('aria-describedby') ?? element.htmlFor.toString()).split(' '))
        .filter((id) => !document.getElementById(id)).map((id) => `no element: ${id}`),
    ...[...document.querySelectorAll('a, button')]
        .filter((element) => !element.textContent.trim()).map((element) => `no name: ${element.outerHTML}`),
    ...[...document.querySelectorAll('[id]')].map((element) => element.id)
        .filter((id, index, all) => all.indexOf(id) !== index).map((id) => `twice: ${id}`),
]";

/// Checks what the browser and a reader of screens need of a page.
fn check(page: &mut Page) {
    assert_eq!(page.take_errors(), [""; 0]);
    accessible(page);
}

/// Checks the structure of a page.
fn accessible(page: &mut Page) {
    assert_eq!(page.evaluate(WRONG), serde_json::json!([]));
}

#[test]
fn people_use_the_site() {
    let server = Server::start();
    let mut page = Page::open();
    page.look(1200, 900, "light");
    println!("pictures: {}", folder().display());

    // The list, and by a click a tool.
    page.visit(&server.address);
    check(&mut page);
    pictures(&mut page, "list");
    assert_eq!(page.evaluate("document.querySelector('[aria-current]').textContent"), "Tools");
    page.go("Mitre saw", |page| page.click("a[href='/tools/mitre-saw']"));
    check(&mut page);
    pictures(&mut page, "detail");

    // The search: results while typing, without a new page.
    page.go("Search", |page| page.click(".menu a[href='/search']"));
    page.evaluate("window.isSamePage = true");
    page.write("#q", "gard");
    page.wait_until("document.querySelector('#results p').textContent === '2 tools for “gard”'");
    assert_eq!(page.evaluate("window.isSamePage"), true);
    assert_eq!(page.evaluate("location.search"), "?q=gard");
    assert_eq!(page.evaluate("document.querySelectorAll('main, h1').length"), 2);
    check(&mut page);
    pictures(&mut page, "search");
    // A result is followed, and the button "back" shows the page with the results.
    page.go("Hedge trimmer", |page| page.click("#results a"));
    page.go("Search", |page| {
        page.evaluate("history.back()");
    });
    page.wait_until("document.querySelector('#q').value === 'gard'");
    assert_eq!(page.evaluate("document.querySelectorAll('.card').length"), 2);
    // By its key the form is sent as a whole.
    page.go("Search", |page| {
        page.write("#q", "zzz");
        page.press("Enter", 13);
    });
    page.wait_until("document.querySelector('#results').textContent.includes('Nothing matches')");
    check(&mut page);
}

#[test]
fn people_send_the_form() {
    let server = Server::start();
    let mut page = Page::open();
    page.look(1200, 900, "light");

    page.visit(&format!("{}/tools/mitre-saw", server.address));
    page.go("Borrow a tool", |page| page.click("a[href='/request?tool=mitre-saw']"));
    check(&mut page);
    assert_eq!(page.evaluate("document.querySelector('#deposit').value"), "€60.00");
    // The script of the page, which has the nonce, runs.
    page.click("#tool");
    page.evaluate("tool.value = 'wheelbarrow'; tool.dispatchEvent(new Event('change')); undefined");
    assert_eq!(page.evaluate("document.querySelector('#deposit').value"), "€15.00");
    page.press("Escape", 27);

    // What is wrong is said, and nothing that was typed is lost.
    page.write("#name", "Ann & <Bo>");
    page.write("#mail", "ann.example.org");
    page.write("#days", "30");
    page.write("#note", "\"After\" 5 & not on Sunday");
    page.go("Borrow a tool", |page| page.click("form button"));
    // The browser reports the status of the page.
    let errors = page.take_errors();
    assert!(errors.len() == 1 && errors[0].contains("status of 422"), "{errors:?}");
    accessible(&mut page);
    pictures(&mut page, "mistakes");
    assert_eq!(page.evaluate("document.activeElement.getAttribute('role')"), "alert");
    assert_eq!(
        page.evaluate("[...document.querySelectorAll('[aria-invalid]')].map((field) => field.id)"),
        serde_json::json!(["mail", "days", "agreed"])
    );
    assert_eq!(page.evaluate("document.querySelector('#tool').value"), "wheelbarrow");
    assert_eq!(page.evaluate("document.querySelector('#name').value"), "Ann & <Bo>");
    assert_eq!(
        page.evaluate("document.querySelector('#note').value"),
        "\"After\" 5 & not on Sunday"
    );

    // It is corrected, sent and shown; to load the page again sends nothing twice.
    page.click(".note a[href='#mail']");
    for (field, text) in [("#mail", "ann@example.org"), ("#days", "3")] {
        page.evaluate(&format!("document.querySelector('{field}').select()"));
        page.evaluate(&format!("document.querySelector('{field}').value = ''"));
        page.write(field, text);
    }
    page.click("#agreed");
    page.go("Thank you", |page| page.click("form button"));
    check(&mut page);
    pictures(&mut page, "thanks");
    assert_eq!(page.evaluate("location.pathname"), "/requests/1");
    assert_eq!(
        page.evaluate("document.querySelector('.note').innerText"),
        "We keep the tool for you, Ann & <Bo>."
    );
    page.go("Thank you", |page| {
        page.evaluate("location.reload()");
    });
    assert_eq!(page.evaluate("location.pathname"), "/requests/1");
    assert_eq!(
        page.evaluate("document.querySelector('.quote').innerText"),
        "\"After\" 5 & not on Sunday"
    );
}

#[test]
fn long_pages_and_errors() {
    let server = Server::start();
    let mut page = Page::open();
    page.look(1200, 900, "light");

    page.visit(&format!("{}/logbook", server.address));
    check(&mut page);
    pictures(&mut page, "logbook");
    assert_eq!(page.evaluate("document.querySelectorAll('tbody tr').length"), 5000);

    for (path, status, heading) in
        [("/nothing", 404, "Not found"), ("/tools/tile-cutter/label", 500, "Something broke")]
    {
        page.visit(&format!("{}{path}", server.address));
        let errors = page.take_errors();
        let expected = format!("status of {status}");
        assert!(errors.len() == 1 && errors[0].contains(&expected), "{errors:?}");
        assert_eq!(page.evaluate("document.querySelector('h1').textContent"), heading);
        accessible(&mut page);
        pictures(&mut page, &format!("error-{status}"));
    }

    // What is not of the site does not run.
    page.visit(&server.address);
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' })); undefined",
    );
    assert_eq!(page.evaluate("window.ran"), serde_json::Value::Null);
    let errors = page.take_errors();
    assert!(errors.len() == 1 && errors[0].contains("Content Security Policy"), "{errors:?}");
}

/// What the other tests would not see would not fail them.
#[test]
fn errors_of_pages_are_seen() {
    let server = Server::start();
    let mut page = Page::open();
    page.visit(&server.address);
    assert_eq!(page.take_errors(), [""; 0]);
    page.evaluate("console.error('one')");
    page.evaluate(
        "setTimeout(() => { window.isThrown = true; throw new Error('two'); }); undefined",
    );
    page.wait_until("window.isThrown");
    page.evaluate("fetch('/nothing').then((response) => response.status)");
    let errors = page.take_errors();
    let seen = ["one", "two", "status of 404"];
    assert_eq!(errors.len(), seen.len(), "{errors:?}");
    assert!(errors.iter().zip(seen).all(|(error, part)| error.contains(part)), "{errors:?}");
    page.evaluate(
        "document.querySelector('main').append(document.createElement('input')); undefined",
    );
    assert_eq!(page.evaluate(WRONG), serde_json::json!(["no label: "]));
}
