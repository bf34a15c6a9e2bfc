//! Loads pages with hostile data into a browser, and reports scripts that run: `cargo run -q -p browser`
//!
//! With `-- --known` it also prints the lines of `known.txt`.
//!
//! Exit codes: 0 if no script of the data ran, and in each position of the control group one did; 1 otherwise;
//! 2 if there is no browser.

mod browser;
mod corpus;
mod generated;
mod json;
mod known;
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
    match run(&program) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("browser: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(program: &str) -> Result<bool, String> {
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
