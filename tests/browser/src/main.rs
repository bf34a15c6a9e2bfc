//! Loads pages into a browser: those with hostile data, and reports scripts that run; and those with collapsed whitespace,
//! and reports what changes. `cargo run -q -p browser`
//!
//! With `-- attacks` or `-- layout` it does one of both. With `-- --known` it also prints the lines of `known.txt`.
//!
//! Exit codes: 0 if no script of the data ran, and in each position of the control group one did, and if collapsed
//! whitespace changes nothing but the pages of its control group; 1 otherwise; 2 if there is no browser.

mod browser;
mod corpus;
mod generated;
mod json;
mod known;
mod layout;
mod payloads;
mod positions;
mod report;
mod server;

use corpus::Corpus;
use std::{env, process::ExitCode, time::Instant};

fn main() -> ExitCode {
    let Some(program) = browser::find() else {
        println!("browser: not run, because Chromium is not installed");
        return ExitCode::from(2);
    };
    let has = |name: &str| env::args().any(|argument| argument == name);
    let attacks = if has("layout") { Ok(true) } else { attack(&program) };
    let layout = if has("attacks") { Ok(true) } else { layout::run(&program) };
    match attacks.and_then(|is_good| Ok(is_good & layout?)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("browser: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Loads the pages with hostile data. Returns whether nothing of them runs.
fn attack(program: &str) -> Result<bool, String> {
    let start = Instant::now();
    let server = server::Server::new().map_err(|error| error.to_string())?;
    let payloads = payloads::all(server.port());
    let corpus = Corpus::new(&payloads);
    let rendered = start.elapsed();
    let marks = browser::load(program, server, &corpus)?;
    if env::args().any(|argument| argument == "--known") {
        known::print(&corpus, &marks);
    }
    let is_good = report::print(&corpus, &payloads, &marks);
    println!("{} s, of which rendering {} s", start.elapsed().as_secs(), rendered.as_secs());
    Ok(is_good)
}
