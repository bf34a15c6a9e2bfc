//! Runs the browser.

use crate::{corpus::Corpus, server::Server};
use std::{
    env, fs,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

/// How long the browser may be silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// Returns the name of the browser that is installed.
pub(crate) fn find() -> Option<String> {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let name = env::var("CHROMIUM").ok().or_else(|| {
        let has = |name: &&str| {
            let mut version = Command::new(name);
            version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
            version.status().is_ok_and(|status| status.success())
        };
        names.iter().find(|name| has(name)).map(|name| (*name).to_owned())
    });
    name.filter(|name| !name.is_empty())
}

/// Loads the pages. Returns the indices of those in which a script of the data ran.
pub(crate) fn load(program: &str, server: Server, corpus: &Corpus) -> Result<Vec<usize>, String> {
    let address = format!("http://127.0.0.1:{}/driver.html", server.port());
    let profile = env::temp_dir().join(format!("template-browser-{}", std::process::id()));
    let reports = server.start(corpus.json());
    let browser = Command::new(program)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            // The page is always in the background.
            "--disable-background-timer-throttling",
            "--disable-renderer-backgrounding",
            "--disable-backgrounding-occluded-windows",
            "--window-size=1000,1000",
            // No page reaches another machine.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(["--remote-debugging-port=0", &address])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let mut browser = browser.map_err(|error| format!("{program}: {error}"))?;
    let result = wait(&reports, corpus.pages.len());
    stop(&mut browser);
    // The folder may still be in use; it is a temporary one.
    let _ = fs::remove_dir_all(&profile);
    result
}

/// Collects the reports: `mark INDEX`, `lost`, `progress INDEX`, `again` or `end`.
fn wait(reports: &Receiver<String>, count: usize) -> Result<Vec<usize>, String> {
    let (mut marks, mut seen) = (Vec::new(), 0);
    loop {
        let report = reports.recv_timeout(PATIENCE).map_err(|error| match error {
            RecvTimeoutError::Timeout => format!("no answer after {seen} of {count} pages"),
            RecvTimeoutError::Disconnected => "the server stopped".to_owned(),
        })?;
        for line in report.lines() {
            let (word, number) = line.split_once(' ').unwrap_or((line, ""));
            match (word, number.parse::<usize>()) {
                ("mark", Ok(index)) if index < count => marks.push(index),
                ("progress", Ok(done)) => seen = done,
                // The driver confirms what it has found.
                ("again", _) => marks.clear(),
                // A mark of a frame that is gone, or the number of pages of the control group that were loaded.
                ("lost" | "controls", _) => {}
                ("end", _) if seen == count => {
                    marks.sort_unstable();
                    marks.dedup();
                    return Ok(marks);
                }
                _ => return Err(format!("unexpected report of the driver: {line}")),
            }
        }
    }
}

fn stop(browser: &mut Child) {
    // It may have ended by itself.
    let _ = browser.kill();
    let _ = browser.wait();
}
