//! Runs the browser.

use crate::{corpus::Corpus, server::Server};
use std::{
    env, fs,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

/// The page that loads all others, and collects their marks.
const ATTACKS: &str = include_str!("attacks.html");

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

/// A browser that runs. It is stopped when it is dropped.
pub(crate) struct Browser {
    process: Child,
    /// The folder in which it keeps its files.
    profile: PathBuf,
}

impl Browser {
    /// Runs the browser with a page.
    pub(crate) fn open(program: &str, address: &str) -> Result<Self, String> {
        let profile = env::temp_dir().join(format!("template-browser-{}", std::process::id()));
        let process = Command::new(program)
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
            .args(["--remote-debugging-port=0", address])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let process = process.map_err(|error| format!("{program}: {error}"))?;
        Ok(Self { process, profile })
    }

    /// Waits for the next report of the page.
    pub(crate) fn next_report(&self, reports: &Receiver<String>) -> Result<String, String> {
        reports.recv_timeout(PATIENCE).map_err(|error| match error {
            RecvTimeoutError::Timeout => "no answer of the browser".to_owned(),
            RecvTimeoutError::Disconnected => "the server stopped".to_owned(),
        })
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
        // The folder may still be in use; it is a temporary one.
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// Loads the pages with hostile data. Returns the indices of those in which a script of the data ran.
pub(crate) fn load(program: &str, server: Server, corpus: &Corpus) -> Result<Vec<usize>, String> {
    let address = server.address();
    let reports = server.start(ATTACKS, corpus.json());
    let browser = Browser::open(program, &address)?;
    let (count, mut marks, mut seen) = (corpus.pages.len(), Vec::new(), 0);
    loop {
        let report = browser.next_report(&reports);
        let report = report.map_err(|error| format!("{error} after {seen} of {count} pages"))?;
        // `mark INDEX`, `lost`, `progress INDEX`, `again` or `end`.
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
